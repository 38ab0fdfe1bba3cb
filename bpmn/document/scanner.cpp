// One pass over the text. Open tags are kept on a stack of their names; the first error ends the scan.
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

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Letters of other scripts are not told apart from other characters beyond ASCII.
bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_name_part(char c) { return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

class Scanner {
 public:
  Scanner(std::string_view text, const Limits& limits, Scan& result) : text_(text), limits_(limits), result_(result) {}

  void run() {
    if (text_.starts_with("<?xml") && text_.size() > 5 && is_space(text_[5])) skip_to("?>", 0, "XML declaration");
    while (at_ < text_.size()) {
      const std::size_t tag = std::min(text_.find('<', at_), text_.size());
      character_data(tag);
      at_ = tag;
      if (at_ < text_.size()) markup();
    }
    if (!open_.empty()) {
      const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(open_.back().offset), '\n');
      fail(fmt::format("The file ends inside element '{}' of line {}", open_.back().name, line));
    }
    if (!has_root_) fail("There is no element");
  }

 private:
  struct Open {
    std::string_view name;
    std::size_t offset;
    std::size_t index;
  };

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
      if (static_cast<unsigned char>(part[i]) >= 0x20 || is_space(part[i])) continue;
      at_ = static_cast<std::size_t>(part.data() - text_.data()) + i;
      fail(fmt::format("Character 0x{:02x} is not allowed in XML", static_cast<unsigned>(part[i])));
    }
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

  void character_data(std::size_t end) {
    const std::string_view part = text_.substr(at_, end - at_);
    if (open_.empty()) {
      const auto stray = std::find_if_not(part.begin(), part.end(), is_space);
      if (stray == part.end()) return;
      at_ += static_cast<std::size_t>(stray - part.begin());
      fail(has_root_ ? "Text after the end of the root element" : "Text before the root element");
    }
    const std::size_t closing = part.find("]]>");
    if (closing != std::string_view::npos) {
      at_ += closing;
      fail("']]>' must not appear in text");
    }
    check_characters(part);
    check_references(part);
  }

  void markup() {
    if (looking_at("<!--")) return comment();
    if (looking_at("<![CDATA[")) {
      if (open_.empty()) fail("CDATA outside the root element");
      return skip_to("]]>", 9, "CDATA section");
    }
    if (looking_at("<!")) fail("A document type declaration is not allowed; entities are never expanded");
    if (looking_at("<?")) {
      if (looking_at("<?xml") && text_.size() > at_ + 5 && is_space(text_[at_ + 5])) {
        fail("The XML declaration must be at the very beginning of the file");
      }
      return skip_to("?>", 2, "processing instruction");
    }
    if (looking_at("</")) return end_tag();
    start_tag();
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
    if (at_ >= text_.size() || !is_name_start(text_[at_])) fail(fmt::format("Expected the name of {}", what));
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_name_part(text_[at_])) ++at_;
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
    if (open_.empty() || open_.back().name != closed) {
      at_ = begin;
      fail(open_.empty() ? fmt::format("End tag '{}' without a start tag", closed)
                         : fmt::format("Expected the end tag of '{}', found that of '{}'", open_.back().name, closed));
    }
    ++at_;
    close(begin);
  }

  void close(std::size_t end_tag) {
    Span& span = result_.spans[open_.back().index];
    span.close = static_cast<std::uint32_t>(end_tag);
    span.after = static_cast<std::uint32_t>(at_);
    open_.pop_back();
    if (open_.empty()) result_.root_end = at_;
  }

  void start_tag() {
    const std::size_t begin = at_;
    if (open_.empty() && has_root_) fail("There must be only one root element");
    ++at_;
    const std::string_view element = name("an element");
    has_root_ = true;
    attributes_.clear();
    bool has_space = skip_space();
    while (at_ < text_.size() && text_[at_] != '>' && text_[at_] != '/') {
      if (!has_space) fail(fmt::format("Expected white space before an attribute of '{}'", element));
      attribute(element);
      has_space = skip_space();
    }
    const bool is_empty = looking_at("/>");
    if (!is_empty && !looking_at(">")) fail(fmt::format("The start tag of '{}' must end with '>'", element));
    check_unique(element);
    at_ += is_empty ? 2 : 1;
    open_.push_back({element, begin, result_.spans.size()});
    result_.spans.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), 0, 0});
    if (open_.size() > limits_.depth) {
      fail(fmt::format("Elements are nested more than {} levels deep", limits_.depth), "xml-too-large");
    }
    if (is_empty) close(at_);
  }

  void attribute(std::string_view element) {
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
    const std::size_t end = text_.find(quote, at_);
    if (end == std::string_view::npos) fail(fmt::format("The value of attribute '{}' does not end", attribute_name));
    const std::string_view value = text_.substr(at_, end - at_);
    const std::size_t angle = value.find('<');
    if (angle != std::string_view::npos) {
      at_ += angle;
      fail(fmt::format("'<' must not appear in the value of attribute '{}'", attribute_name));
    }
    check_characters(value);
    check_references(value);
    at_ = end + 1;
    attributes_.push_back(attribute_name);
    if (attributes_.size() > limits_.attributes) {
      fail(fmt::format("Element '{}' has more than {} attributes", element, limits_.attributes), "xml-not-well-formed");
    }
  }

  void check_unique(std::string_view element) {
    std::sort(attributes_.begin(), attributes_.end());
    const auto twice = std::adjacent_find(attributes_.begin(), attributes_.end());
    if (twice != attributes_.end()) fail(fmt::format("Attribute '{}' of '{}' is there twice", *twice, element));
  }

  std::string_view text_;
  const Limits& limits_;
  Scan& result_;
  std::size_t at_ = 0;
  bool has_root_ = false;
  std::vector<Open> open_;
  std::vector<std::string_view> attributes_;
};

}  // namespace

Scan scan(std::string_view text, const Limits& limits) {
  Scan result;
  try {
    Scanner(text, limits, result).run();
  } catch (Failure& failure) {
    result.error = ScanError{std::move(failure.rule), std::move(failure.message), failure.offset};
  }
  return result;
}

}  // namespace baton::xml
