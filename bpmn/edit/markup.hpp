// XML as text: where the attributes of a start tag stand, and how characters are escaped.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bpmn/document/document.hpp"

namespace baton::bpmn {

struct AttributeSpan {
  std::string_view name;          // as written, with prefix
  std::uint32_t begin = 0;        // of the white space before the name
  std::uint32_t value_begin = 0;  // behind the opening quote
  std::uint32_t value_end = 0;    // at the closing quote; the attribute ends behind it
  char quote = '"';
};

struct StartTag {
  std::string_view name;  // as written, with prefix
  std::vector<AttributeSpan> attributes;
  std::uint32_t attributes_end = 0;  // where a further attribute would go
  bool is_empty = false;             // "<a/>"
};

// `source` is well-formed and the span one of its elements.
StartTag read_start_tag(std::string_view source, const xml::Span& span);

std::string escape_attribute(std::string_view value, char quote = '"');
std::string escape_text(std::string_view text);

}  // namespace baton::bpmn
