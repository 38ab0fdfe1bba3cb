// Checks that a text is well-formed XML 1.0 and finds its elements and attributes, in one pass. Nothing is copied: names and
// values are views of the text, as they are written there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bpmn/document/document.hpp"

namespace baton::xml {

struct ScanError {
  std::string rule;
  std::string message;
  std::size_t offset = 0;
};

struct ScannedAttribute {
  std::string_view name;   // with prefix
  std::string_view value;  // with its references
  bool is_plain = true;    // the value needs no decoding
};

struct ScannedElement {
  std::string_view name;  // with prefix
  Span span;
  ElementIndex parent = kNoElement;
  std::uint32_t first_attribute = 0;  // they end where the next element's begin
};

struct Scan {
  std::vector<ScannedElement> elements;  // in document order
  std::vector<ScannedAttribute> attributes;
  std::size_t root_end = 0;  // offset after the root's end tag
  std::optional<ScanError> error;
};

// `text` is UTF-8 without byte order mark. Linear; does not recurse.
Scan scan(std::string_view text, const Limits& limits);

}  // namespace baton::xml
