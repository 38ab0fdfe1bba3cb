// Double.toString is specified by Java: plain notation for magnitudes in [1e-3, 1e7), else one digit before
// the point and an exponent; always at least one digit after the point. The digits are the shortest that
// read back as the same number, which is what std::to_chars yields.
#include "expression/java_text.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "expression/calendar.hpp"

namespace baton {

namespace {

// The digits of a positive number in scientific form, without the point, and its decimal exponent.
struct Digits {
  std::string text;
  int exponent = 0;
};

Digits shortest_digits(double magnitude) {
  std::array<char, 64> buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude, std::chars_format::scientific)
          .ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t e = text.find('e');
  Digits digits;
  for (const char c : text.substr(0, e)) {
    if (c != '.') digits.text.push_back(c);
  }
  const std::size_t first = text[e + 1] == '+' ? e + 2 : e + 1;
  std::from_chars(text.data() + first, text.data() + text.size(), digits.exponent);
  return digits;
}

std::string or_zero(std::string_view fraction) { return fraction.empty() ? "0" : std::string(fraction); }

std::string plain(const Digits& digits) {
  const int whole = digits.exponent + 1;
  if (whole <= 0) return "0." + std::string(static_cast<std::size_t>(-whole), '0') + digits.text;
  const auto split = static_cast<std::size_t>(whole);
  if (digits.text.size() <= split) return digits.text + std::string(split - digits.text.size(), '0') + ".0";
  return digits.text.substr(0, split) + "." + digits.text.substr(split);
}

void write_escaped(std::string& out, const std::string& text) {
  // nlohmann writes the same escapes as Jackson, and repairs invalid UTF-8.
  out += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

void write_json(std::string& out, const Json& tree) {
  switch (tree.type()) {
    case Json::value_t::object: {
      out.push_back('{');
      bool first = true;
      for (const auto& [name, member] : tree.items()) {
        if (!first) out.push_back(',');
        first = false;
        write_escaped(out, name);
        out.push_back(':');
        write_json(out, member);
      }
      out.push_back('}');
      return;
    }
    case Json::value_t::array: {
      out.push_back('[');
      bool first = true;
      for (const auto& element : tree) {
        if (!first) out.push_back(',');
        first = false;
        write_json(out, element);
      }
      out.push_back(']');
      return;
    }
    case Json::value_t::string: return write_escaped(out, tree.get_ref<const std::string&>());
    case Json::value_t::number_float: {
      const double number = tree.get<double>();
      const std::string text = java_double(number);
      out += std::isfinite(number) ? text : '"' + text + '"';
      return;
    }
    default: out += tree.dump(-1, ' ', false, Json::error_handler_t::replace); return;
  }
}

void write_tree(std::string& out, const Json& tree) {
  if (tree.is_object()) {
    out.push_back('{');
    bool first = true;
    for (const auto& [name, member] : tree.items()) {
      if (!first) out += ", ";
      first = false;
      out += name + "=";
      write_tree(out, member);
    }
    out.push_back('}');
  } else if (tree.is_array()) {
    out.push_back('[');
    bool first = true;
    for (const auto& element : tree) {
      if (!first) out += ", ";
      first = false;
      write_tree(out, element);
    }
    out.push_back(']');
  } else if (tree.is_string()) {
    out += tree.get_ref<const std::string&>();
  } else if (tree.is_number_float()) {
    out += java_double(tree.get<double>());
  } else {
    out += tree.dump();
  }
}

}  // namespace

std::string java_double(double value) {
  if (std::isnan(value)) return "NaN";
  const std::string sign = std::signbit(value) ? "-" : "";
  if (std::isinf(value)) return sign + "Infinity";
  if (value == 0) return sign + "0.0";
  const Digits digits = shortest_digits(std::fabs(value));
  if (digits.exponent >= -3 && digits.exponent < 7) return sign + plain(digits);
  return fmt::format("{}{}.{}E{}", sign, digits.text.front(),
                     or_zero(std::string_view(digits.text).substr(1)), digits.exponent);
}

std::string java_date(TimestampMs time) {
  const date::sys_time<std::chrono::milliseconds> point{std::chrono::milliseconds{clamp_time(time)}};
  return date::format("%a %b %d %H:%M:%S UTC %Y", date::floor<std::chrono::seconds>(point));
}

std::string java_json(const Json& tree) {
  std::string out;
  write_json(out, tree);
  return out;
}

std::string java_tree(const Json& tree) {
  std::string out;
  write_tree(out, tree);
  return out;
}

bool json_nests_at_most(std::string_view text, int limit) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > limit) return false;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return true;
}

}  // namespace baton
