#include "bpmn/edit/markup.hpp"

namespace baton::bpmn {

namespace {

constexpr std::string_view kSpace = " \t\r\n";

struct Escape {
  char character;
  std::string_view reference;
};

std::string escape(std::string_view text, std::initializer_list<Escape> escapes) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    std::string_view reference;
    for (const Escape& e : escapes) {
      if (e.character == c) reference = e.reference;
    }
    if (reference.empty()) {
      out += c;
    } else {
      out += reference;
    }
  }
  return out;
}

}  // namespace

StartTag read_start_tag(std::string_view source, const xml::Span& span) {
  StartTag tag;
  std::size_t at = span.begin + 1;
  const std::size_t name_end = source.find_first_of(" \t\r\n/>", at);
  tag.name = source.substr(at, name_end - at);
  tag.attributes_end = static_cast<std::uint32_t>(name_end);
  for (at = name_end;;) {
    AttributeSpan attribute;
    attribute.begin = static_cast<std::uint32_t>(at);
    at = source.find_first_not_of(kSpace, at);
    if (source[at] == '>' || source[at] == '/') break;
    const std::size_t attribute_name_end = source.find_first_of(" \t\r\n=", at);
    attribute.name = source.substr(at, attribute_name_end - at);
    const std::size_t quote = source.find_first_of("\"'", attribute_name_end);
    attribute.quote = source[quote];
    attribute.value_begin = static_cast<std::uint32_t>(quote + 1);
    attribute.value_end = static_cast<std::uint32_t>(source.find(attribute.quote, quote + 1));
    at = attribute.value_end + 1;
    tag.attributes_end = static_cast<std::uint32_t>(at);
    tag.attributes.push_back(attribute);
  }
  tag.is_empty = source[at] == '/';
  return tag;
}

std::string escape_attribute(std::string_view value, char quote) {
  const Escape closing = quote == '"' ? Escape{'"', "&quot;"} : Escape{'\'', "&apos;"};
  return escape(value, {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'\n', "&#10;"}, {'\r', "&#13;"}, {'\t', "&#9;"}, closing});
}

std::string escape_text(std::string_view text) {
  return escape(text, {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'\r', "&#13;"}});
}

}  // namespace baton::bpmn
