#include "expression/juel/string_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "expression/juel/coercion.hpp"
#include "expression/juel/fault.hpp"
#include "expression/juel/limits.hpp"
#include "expression/text_scanner.hpp"
#include "expression/utf16.hpp"

namespace baton::juel {

namespace {

constexpr std::int64_t kMaxWidth = 10'000;

struct Directive {
  bool left = false, zeros = false, plus = false, blank = false, groups = false;
  std::int64_t argument = 0;  // 1-based; 0 is the next one
  std::int64_t width = 0;
  std::int64_t precision = -1;
  char conversion = '\0';
};

[[noreturn]] void fail(std::string_view exception, std::string_view what) {
  throw Fault{FaultKind::java, fmt::format("java.util.{}: {}", exception, what)};
}

bool read_flag(TextScanner& in, Directive& directive) {
  if (in.accept('-')) return directive.left = true;
  if (in.accept('0')) return directive.zeros = true;
  if (in.accept('+')) return directive.plus = true;
  if (in.accept(' ')) return directive.blank = true;
  if (in.accept(',')) return directive.groups = true;
  return false;
}

// After the %.
Directive read_directive(TextScanner& in) {
  Directive directive;
  TextScanner ahead = in;
  if (const auto number = ahead.number(5); number && ahead.accept('$')) {
    directive.argument = *number;
    in = ahead;
  }
  while (read_flag(in, directive)) {
  }
  directive.width = in.number(6).value_or(0);
  if (in.accept('.')) directive.precision = in.number(6).value_or(-1);
  if (in.at_end()) fail("UnknownFormatConversionException", "Conversion = '%'");
  if (directive.width > kMaxWidth || directive.precision > kMaxWidth) {
    fail("IllegalFormatException", "a width or precision beyond 10000");
  }
  directive.conversion = in.peek();
  in.accept(directive.conversion);
  return directive;
}

std::string grouped(std::string digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t at = point; at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string padded(std::string text, const Directive& directive) {
  const std::size_t size = utf8_to_utf16(text).size();
  const auto width = static_cast<std::size_t>(directive.width);
  if (size >= width) return text;
  const std::string fill(width - size, ' ');
  return directive.left ? text + fill : fill + text;
}

// `digits` without a sign.
std::string signed_number(bool negative, std::string digits, const Directive& directive) {
  if (directive.groups) digits = grouped(std::move(digits));
  const std::string sign = negative ? "-" : directive.plus ? "+" : directive.blank ? " " : "";
  const auto width = static_cast<std::size_t>(directive.width);
  if (directive.zeros && sign.size() + digits.size() < width)
    digits.insert(0, width - sign.size() - digits.size(), '0');
  return padded(sign + digits, directive);
}

[[noreturn]] void wrong_type(char conversion, const Item& item) {
  fail("IllegalFormatConversionException", fmt::format("{} != {}", conversion, class_name(item)));
}

std::string whole_text(const Item& item, const Directive& directive) {
  if (item.object || !item.value.is_whole_number()) wrong_type(directive.conversion, item);
  const std::int64_t number = item.value.as_long();
  const auto bits = static_cast<std::uint64_t>(number);
  if (directive.conversion == 'd')
    return signed_number(number < 0, std::to_string(number < 0 ? 0 - bits : bits), directive);
  const std::uint64_t shown = item.is(ValueType::long_integer) ? bits : static_cast<std::uint32_t>(bits);
  return signed_number(false,
                       directive.conversion == 'x' ? fmt::format("{:x}", shown) : fmt::format("{:X}", shown),
                       directive);
}

// As Java rounds: the shortest decimal that is the number, half up.
std::string fixed_text(double magnitude, std::size_t precision) {
  std::array<char, 400> buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude, std::chars_format::fixed).ptr;
  std::string digits(buffer.data(), end);
  std::size_t point = digits.find('.');
  if (point == std::string::npos) {
    point = digits.size();
    digits.push_back('.');
  }
  const std::size_t kept = point + 1 + precision;
  const bool up = digits.size() > kept && digits[kept] >= '5';
  digits.resize(kept, '0');
  bool carry = up;
  for (std::size_t i = digits.size(); carry && i-- > 0;) {
    if (digits[i] == '.') continue;
    carry = digits[i] == '9';
    digits[i] = carry ? '0' : static_cast<char>(digits[i] + 1);
  }
  if (carry) digits.insert(digits.begin(), '1');
  if (precision == 0) digits.pop_back();
  return digits;
}

std::string real_text(const Item& item, const Directive& directive) {
  if (!item.is(ValueType::double_number)) wrong_type(directive.conversion, item);
  const double number = item.value.as_double();
  if (!std::isfinite(number)) return padded(to_text(item), directive);
  const int precision = directive.precision < 0 ? 6 : static_cast<int>(directive.precision);
  const double magnitude = std::fabs(number);
  const std::string digits = directive.conversion == 'f'
                                 ? fixed_text(magnitude, static_cast<std::size_t>(precision))
                                 : fmt::format("{:.{}e}", magnitude, precision);
  return signed_number(std::signbit(number), digits, directive);
}

std::string general_text(const Item& item, const Directive& directive) {
  std::string text = value_of(item);
  if (directive.conversion == 'b' || directive.conversion == 'B') {
    text = item.is(ValueType::boolean) ? text : item.is_null() ? "false" : "true";
  }
  if (directive.precision >= 0) {
    text = utf16_to_utf8(utf8_to_utf16(text).substr(0, static_cast<std::size_t>(directive.precision)));
  }
  if (directive.conversion == 'S' || directive.conversion == 'B') text = to_upper(text);
  return padded(std::move(text), directive);
}

std::string argument_text(const Item& item, const Directive& directive) {
  switch (directive.conversion) {
    case 's':
    case 'S':
    case 'b':
    case 'B':
    case 'c': return general_text(item, directive);
    case 'd':
    case 'x':
    case 'X': return item.is_null() ? padded("null", directive) : whole_text(item, directive);
    case 'f':
    case 'e': return item.is_null() ? padded("null", directive) : real_text(item, directive);
    default: fail("UnknownFormatConversionException", fmt::format("Conversion = '{}'", directive.conversion));
  }
}

}  // namespace

std::string format_text(std::string_view format, std::span<const Item> arguments) {
  std::string out;
  std::size_t next = 0;
  TextScanner in(format);
  while (!in.at_end()) {
    const std::size_t plain = std::min(in.rest().find('%'), in.rest().size());
    out += in.rest().substr(0, plain);
    in = TextScanner(in.rest().substr(plain));
    if (!in.accept('%')) break;
    const Directive directive = read_directive(in);
    if (directive.conversion == '%' || directive.conversion == 'n') {
      out += directive.conversion == '%' ? padded("%", directive) : "\n";
      continue;
    }
    const std::size_t index =
        directive.argument > 0 ? static_cast<std::size_t>(directive.argument - 1) : next++;
    if (index >= arguments.size()) {
      fail("MissingFormatArgumentException", fmt::format("Format specifier '%{}'", directive.conversion));
    }
    out += argument_text(arguments[index], directive);
    check_text_size(out.size());
  }
  return out;
}

}  // namespace baton::juel
