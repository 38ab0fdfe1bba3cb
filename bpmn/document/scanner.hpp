// Checks that a text is well-formed XML 1.0 and finds its elements. pugixml, which builds the tree, forgives much
// (duplicate attributes, undeclared entities, several roots); a deployment must not.
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

struct Scan {
  std::vector<Span> spans;    // of the elements, in document order
  std::size_t root_end = 0;   // offset after the root's end tag
  std::optional<ScanError> error;
};

// `text` is UTF-8 without byte order mark. Linear; does not recurse.
Scan scan(std::string_view text, const Limits& limits);

}  // namespace baton::xml
