#define PCRE2_CODE_UNIT_WIDTH 8
#include "expression/juel/regex.hpp"

#include <fmt/format.h>
#include <pcre2.h>

#include <array>

#include "expression/juel/fault.hpp"
#include "expression/juel/limits.hpp"
#include "expression/utf16.hpp"

namespace baton::juel {

namespace {

constexpr std::uint32_t kMatchLimit = 1'000'000;
constexpr std::uint32_t kHeapLimitKib = 32 * 1024;

PCRE2_SPTR units(std::string_view text) { return reinterpret_cast<PCRE2_SPTR>(text.data()); }

std::string error_text(int code) {
  std::array<PCRE2_UCHAR, 256> buffer{};
  pcre2_get_error_message(code, buffer.data(), buffer.size());
  return reinterpret_cast<const char*>(buffer.data());
}

// Valid UTF-8, as matching requires.
std::string valid(std::string_view text) {
  return is_ascii(text) ? std::string(text) : utf16_to_utf8(utf8_to_utf16(text));
}

[[noreturn]] void fail(const std::string& message) { throw Fault{FaultKind::java, message}; }

}  // namespace

struct Regex::Impl {
  pcre2_code* code = nullptr;
  pcre2_match_data* data = nullptr;
  pcre2_match_context* context = nullptr;
  std::string pattern;

  ~Impl() {
    pcre2_match_context_free(context);
    pcre2_match_data_free(data);
    pcre2_code_free(code);
  }

  // The number of groups, 0 when there is no match.
  int match(std::string_view text, std::size_t from, std::uint32_t options) const {
    // The text is known to be valid: checking it again for each match would take quadratic time.
    const int count =
        pcre2_match(code, units(text), text.size(), from, options | PCRE2_NO_UTF_CHECK, data, context);
    if (count == PCRE2_ERROR_NOMATCH) return 0;
    if (count < 0)
      fail(fmt::format("The regular expression '{}' cannot be matched: {}", pattern, error_text(count)));
    return count;
  }
  std::size_t begin(std::size_t group) const { return pcre2_get_ovector_pointer(data)[2 * group]; }
  std::size_t end(std::size_t group) const { return pcre2_get_ovector_pointer(data)[2 * group + 1]; }
  std::string_view group(std::string_view text, std::size_t number) const {
    if (number >= pcre2_get_ovector_count(data)) {
      fail(fmt::format("java.lang.IndexOutOfBoundsException: No group {}", number));
    }
    if (begin(number) == PCRE2_UNSET) return {};
    return text.substr(begin(number), end(number) - begin(number));
  }
};

Regex::Regex(std::string_view pattern) : impl_(std::make_unique<Impl>()) {
  int error = 0;
  std::size_t offset = 0;
  impl_->pattern = pattern;
  impl_->code = pcre2_compile(units(pattern), pattern.size(), PCRE2_UTF, &error, &offset, nullptr);
  if (!impl_->code) {
    fail(fmt::format("java.util.regex.PatternSyntaxException: {} near index {}\n{}", error_text(error),
                     offset, pattern));
  }
  impl_->data = pcre2_match_data_create_from_pattern(impl_->code, nullptr);
  impl_->context = pcre2_match_context_create(nullptr);
  pcre2_set_match_limit(impl_->context, kMatchLimit);
  pcre2_set_heap_limit(impl_->context, kHeapLimitKib);
}

Regex::~Regex() = default;

bool Regex::matches(std::string_view text) const {
  return impl_->match(valid(text), 0, PCRE2_ANCHORED | PCRE2_ENDANCHORED) > 0;
}

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string Regex::replace(std::string_view given, std::string_view replacement, bool all) const {
  const std::string text = valid(given);
  const auto expand = [&](std::string& out) {
    for (std::size_t i = 0; i < replacement.size(); ++i) {
      const char c = replacement[i];
      if (c == '\\') {
        if (++i == replacement.size())
          fail("java.lang.IllegalArgumentException: character to be escaped is missing");
        out.push_back(replacement[i]);
      } else if (c == '$') {
        if (i + 1 < replacement.size() && replacement[i + 1] == '{') {
          const std::size_t close = replacement.find('}', i);
          if (close == std::string_view::npos) {
            fail("java.lang.IllegalArgumentException: named capturing group is missing trailing '}'");
          }
          const std::string name(replacement.substr(i + 2, close - i - 2));
          const int number = pcre2_substring_number_from_name(impl_->code, units(name));
          if (number < 0)
            fail(fmt::format("java.lang.IllegalArgumentException: No group with name {{{}}}", name));
          out += impl_->group(text, static_cast<std::size_t>(number));
          i = close;
        } else if (i + 1 < replacement.size() && is_digit(replacement[i + 1])) {
          out += impl_->group(text, static_cast<std::size_t>(replacement[++i] - '0'));
        } else {
          fail("java.lang.IllegalArgumentException: Illegal group reference");
        }
      } else {
        out.push_back(c);
      }
    }
    check_text_size(out.size());
  };
  std::string out;
  std::size_t at = 0;
  std::size_t copied = 0;
  while (at <= text.size() && impl_->match(text, at, 0) > 0) {
    const std::size_t begin = impl_->begin(0);
    const std::size_t end = impl_->end(0);
    out += text.substr(copied, begin - copied);
    expand(out);
    copied = end;
    // After an empty match go on at the next character.
    at = end;
    if (end == begin) {
      do ++at;
      while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
    }
    if (!all) break;
  }
  out += text.substr(std::min(copied, text.size()));
  return out;
}

std::vector<std::string> Regex::split(std::string_view given, std::int64_t limit) const {
  const std::string text = valid(given);
  std::vector<std::string> parts;
  std::size_t from = 0;
  std::size_t at = 0;
  while (at <= text.size() && (limit <= 0 || parts.size() + 1 < static_cast<std::size_t>(limit)) &&
         impl_->match(text, at, 0) > 0) {
    const std::size_t begin = impl_->begin(0);
    const std::size_t end = impl_->end(0);
    at = end;
    if (end == begin) {
      do ++at;
      while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
      if (begin == 0 || begin >= text.size()) continue;  // no empty text in front of an empty match
    }
    parts.push_back(text.substr(from, begin - from));
    from = end;
  }
  parts.push_back(text.substr(from));
  const bool matched_nothing = parts.size() == 1;
  if (limit == 0 && !matched_nothing) {
    while (!parts.empty() && parts.back().empty()) parts.pop_back();
  }
  return parts;
}

}  // namespace baton::juel
