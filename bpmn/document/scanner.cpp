// One pass over the text; what a byte may be is a table. Open elements know their parents; the first error ends the scan.
#include "bpmn/document/scanner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace baton::xml {

namespace {

struct Failure {
  std::string rule;
  std::string message;
  std::size_t offset;
};

// What a byte may be. Letters of other scripts are not told apart from other characters beyond ASCII.
enum : std::uint8_t {
  kSpace = 1,
  kNameStart = 2,
  kNamePart = 4,
  kNotPlain = 8,    // in text: ends the run of plain characters
  kForbidden = 16,  // control characters
  kToDecode = 32,   // in an attribute's value: a reference, or white space that becomes a blank
};

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (int c = 0; c < 256; ++c) {
    std::uint8_t& k = classes[static_cast<std::size_t>(c)];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') k |= kSpace;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c >= 0x80) k |= kNameStart | kNamePart;
    if ((c >= '0' && c <= '9') || c == '-' || c == '.') k |= kNamePart;
    if (c < 0x20 && !(k & kSpace)) k |= kForbidden | kNotPlain;
    if (c == '<' || c == '&' || c == ']') k |= kNotPlain;
    if (c == '&' || c == '\t' || c == '\n' || c == '\r') k |= kToDecode;
  }
  return classes;
}

constexpr std::array<std::uint8_t, 256> kClasses = make_classes();

bool is(char c, std::uint8_t kinds) { return (kClasses[static_cast<unsigned char>(c)] & kinds) != 0; }
bool is_space(char c) { return is(c, kSpace); }

class Scanner {
 public:
  Scanner(std::string_view text, const Limits& limits, Scan& result) : text_(text), limits_(limits), result_(result) {}

  void run() {
    if (text_.starts_with("<?xml") && text_.size() > 5 && is_space(text_[5])) skip_to("?>", 0, "XML declaration");
    while (at_ < text_.size()) {
      character_data();
      if (at_ < text_.size()) markup();
    }
    if (open_ != kNoElement) {
      const ScannedElement& open = result_.elements[open_];
      const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(open.span.begin), '\n');
      fail(fmt::format("The file ends inside element '{}' of line {}", open.name, line));
    }
    if (!has_root_) fail("There is no element");
  }

 private:
  [[noreturn]] void fail(std::string message, std::string rule = "xml-not-well-formed") const {
    throw Failure{std::move(rule), std::move(message), std::min(at_, text_.size())};
  }

  bool looking_at(std::string_view token) const { return text_.compare(at_, token.size(), token) == 0; }

  void skip_to(std::string_view token, std::size_t skip, std::string_view what) {
    const std::size_t end = text_.find(token, at_ + skip);
    if (end == std::string_view::npos) fail(fmt::format("The {} does not end; expected '{}'", what, token));
    check_characters(text_.substr(at_, end - at_));
    at_ = end + token.size();
  }

  void check_characters(std::string_view part) {
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (is(part[i], kForbidden)) forbid(static_cast<std::size_t>(part.data() - text_.data()) + i);
    }
  }

  [[noreturn]] void forbid(std::size_t offset) {
    at_ = offset;
    fail(fmt::format("Character 0x{:02x} is not allowed in XML", static_cast<unsigned>(text_[offset])));
  }

  void check_references(std::string_view part) {
    for (std::size_t i = part.find('&'); i != std::string_view::npos; i = part.find('&', i + 1)) {
      at_ = static_cast<std::size_t>(part.data() - text_.data()) + i;
      const std::size_t end = part.find(';', i);
      if (end == std::string_view::npos || end == i + 1) fail("'&' must be written as '&amp;'");
      check_reference(part.substr(i + 1, end - i - 1));
    }
  }

  void check_reference(std::string_view name) const {
    constexpr std::array<std::string_view, 5> kEntities = {"lt", "gt", "amp", "apos", "quot"};
    if (std::find(kEntities.begin(), kEntities.end(), name) != kEntities.end()) return;
    if (name[0] != '#') fail(fmt::format("The entity '{}' is not known", name.substr(0, 40)));
    const bool is_hex = name.size() > 1 && name[1] == 'x';
    const std::string_view digits = name.substr(is_hex ? 2 : 1);
    const auto* allowed = is_hex ? "0123456789abcdefABCDEF" : "0123456789";
    if (digits.empty() || digits.size() > 8 || digits.find_first_not_of(allowed) != std::string_view::npos) {
      fail(fmt::format("'&{};' is not a character reference", name.substr(0, 40)));
    }
    const unsigned long code = std::stoul(std::string(digits), nullptr, is_hex ? 16 : 10);
    const bool is_legal = code == 9 || code == 10 || code == 13 || (code >= 0x20 && code < 0xd800) ||
                          (code >= 0xe000 && code < 0xfffe) || (code >= 0x10000 && code <= 0x10ffff);
    if (!is_legal) fail(fmt::format("'&{};' is not a character of XML", name));
  }

  // Up to the next '<'.
  void character_data() {
    if (open_ == kNoElement) return space_outside();
    const std::size_t begin = at_;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (!is(c, kNotPlain)) continue;
      if (c == '<') break;
      if (c == ']' && looking_at("]]>")) fail("']]>' must not appear in text");
      if (is(c, kForbidden)) forbid(at_);
      has_reference_ = has_reference_ || c == '&';
    }
    if (!has_reference_) return;
    has_reference_ = false;
    const std::size_t end = at_;
    check_references(text_.substr(begin, end - begin));
    at_ = end;
  }

  void space_outside() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    if (at_ < text_.size() && text_[at_] != '<') {
      fail(has_root_ ? "Text after the end of the root element" : "Text before the root element");
    }
  }

  void markup() {
    switch (at_ + 1 < text_.size() ? text_[at_ + 1] : '\0') {
      case '!': return declaration();
      case '?': return instruction();
      case '/': return end_tag();
      default: start_tag();
    }
  }

  void declaration() {
    if (looking_at("<!--")) return comment();
    if (!looking_at("<![CDATA[")) fail("A document type declaration is not allowed; entities are never expanded");
    if (open_ == kNoElement) fail("CDATA outside the root element");
    skip_to("]]>", 9, "CDATA section");
  }

  void instruction() {
    if (looking_at("<?xml") && text_.size() > at_ + 5 && is_space(text_[at_ + 5])) {
      fail("The XML declaration must be at the very beginning of the file");
    }
    skip_to("?>", 2, "processing instruction");
  }

  void comment() {
    const std::size_t dashes = text_.find("--", at_ + 4);
    if (dashes == std::string_view::npos) fail("The comment does not end; expected '-->'");
    check_characters(text_.substr(at_, dashes - at_));
    at_ = dashes;
    if (!looking_at("-->")) fail("'--' must not appear inside a comment");
    at_ += 3;
  }

  std::string_view name(std::string_view what) {
    if (at_ >= text_.size() || !is(text_[at_], kNameStart)) fail(fmt::format("Expected the name of {}", what));
    const std::size_t begin = at_;
    while (at_ < text_.size() && is(text_[at_], kNamePart)) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  bool skip_space() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    return at_ != begin;
  }

  void end_tag() {
    const std::size_t begin = at_;
    at_ += 2;
    const std::string_view closed = name("an element");
    skip_space();
    if (at_ >= text_.size() || text_[at_] != '>') fail(fmt::format("The end tag of '{}' must end with '>'", closed));
    if (open_ == kNoElement || result_.elements[open_].name != closed) {
      at_ = begin;
      fail(open_ == kNoElement ? fmt::format("End tag '{}' without a start tag", closed)
                               : fmt::format("Expected the end tag of '{}', found that of '{}'", result_.elements[open_].name, closed));
    }
    ++at_;
    close(begin);
  }

  void close(std::size_t end_tag) {
    ScannedElement& closed = result_.elements[open_];
    closed.span.close = static_cast<std::uint32_t>(end_tag);
    closed.span.after = static_cast<std::uint32_t>(at_);
    open_ = closed.parent;
    --depth_;
    if (open_ == kNoElement) result_.root_end = at_;
  }

  void start_tag() {
    const std::size_t begin = at_;
    if (open_ == kNoElement && has_root_) fail("There must be only one root element");
    ++at_;
    const std::string_view element = name("an element");
    has_root_ = true;
    const std::size_t first = result_.attributes.size();
    bool has_space = skip_space();
    while (at_ < text_.size() && text_[at_] != '>' && text_[at_] != '/') {
      if (!has_space) fail(fmt::format("Expected white space before an attribute of '{}'", element));
      attribute(element, first);
      has_space = skip_space();
    }
    const char last = at_ < text_.size() ? text_[at_] : '\0';
    const bool is_empty = last == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '>';
    if (!is_empty && last != '>') fail(fmt::format("The start tag of '{}' must end with '>'", element));
    check_unique(element, first);
    at_ += is_empty ? 2 : 1;
    const auto index = static_cast<ElementIndex>(result_.elements.size());
    result_.elements.push_back({element, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), 0, 0}, open_,
                                static_cast<std::uint32_t>(first)});
    open_ = index;
    if (++depth_ > limits_.depth) {
      fail(fmt::format("Elements are nested more than {} levels deep", limits_.depth), "xml-too-large");
    }
    if (is_empty) close(at_);
  }

  void attribute(std::string_view element, std::size_t first) {
    const std::string_view attribute_name = name("an attribute");
    skip_space();
    if (at_ >= text_.size() || text_[at_] != '=') {
      fail(fmt::format("Expected '=' after attribute '{}' of '{}'", attribute_name, element));
    }
    ++at_;
    skip_space();
    if (at_ >= text_.size() || (text_[at_] != '"' && text_[at_] != '\'')) {
      fail(fmt::format("The value of attribute '{}' of '{}' must be in quotes", attribute_name, element));
    }
    const char quote = text_[at_++];
    const std::string_view value = quoted(attribute_name, quote);
    result_.attributes.push_back({attribute_name, value, !has_to_decode_});
    if (result_.attributes.size() - first > limits_.attributes) {
      fail(fmt::format("Element '{}' has more than {} attributes", element, limits_.attributes), "xml-not-well-formed");
    }
  }

  std::string_view quoted(std::string_view attribute_name, char quote) {
    const std::size_t begin = at_;
    has_to_decode_ = false;
    for (;; ++at_) {
      if (at_ >= text_.size()) {
        at_ = begin;
        fail(fmt::format("The value of attribute '{}' does not end", attribute_name));
      }
      const char c = text_[at_];
      if (c == quote) break;
      if (!is(c, kToDecode | kNotPlain)) continue;
      if (c == '<') fail(fmt::format("'<' must not appear in the value of attribute '{}'", attribute_name));
      if (is(c, kForbidden)) forbid(at_);
      has_to_decode_ = has_to_decode_ || is(c, kToDecode);
    }
    const std::size_t end = at_;
    const std::string_view value = text_.substr(begin, end - begin);
    if (has_to_decode_) check_references(value);
    at_ = end + 1;
    return value;
  }

  void check_unique(std::string_view element, std::size_t first) {
    const auto begin = result_.attributes.begin() + static_cast<std::ptrdiff_t>(first), end = result_.attributes.end();
    constexpr std::ptrdiff_t kFew = 12;
    if (end - begin > kFew) return check_many_unique(element, first);
    for (auto one = begin; one != end; ++one) {
      for (auto other = begin; other != one; ++other) {
        if (one->name == other->name) fail_twice(element, one->name);
      }
    }
  }

  void check_many_unique(std::string_view element, std::size_t first) {
    std::vector<std::string_view> names;
    for (std::size_t i = first; i < result_.attributes.size(); ++i) names.push_back(result_.attributes[i].name);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end()) fail_twice(element, *twice);
  }

  [[noreturn]] void fail_twice(std::string_view element, std::string_view name) const {
    fail(fmt::format("Attribute '{}' of '{}' is there twice", name, element));
  }

  std::string_view text_;
  const Limits& limits_;
  Scan& result_;
  std::size_t at_ = 0;
  bool has_root_ = false;
  bool has_reference_ = false, has_to_decode_ = false;
  ElementIndex open_ = kNoElement;
  std::size_t depth_ = 0;
};

}  // namespace

Scan scan(std::string_view text, const Limits& limits) {
  Scan result;
  // Guesses of what a diagram has, in bytes for each.
  result.elements.reserve(text.size() / 90);
  result.attributes.reserve(text.size() / 45);
  try {
    Scanner(text, limits, result).run();
  } catch (Failure& failure) {
    result.error = ScanError{std::move(failure.rule), std::move(failure.message), failure.offset};
  }
  return result;
}

}  // namespace baton::xml
