// What a workspace knows about its kinds of files: told by the end of the name, and what their content is checked for.
#pragma once

#include <string>
#include <string_view>

#include "bpmn/findings.hpp"

namespace baton::modeler {

struct FileKind {
  std::string_view name;  // "bpmn", "dmn", "form", "other"
  // What is to say about the content; any bytes.
  bpmn::Findings (*check)(std::string_view bytes, bool lenient);
  // What it is found by: a line "type TAB id TAB name" for each element. Empty when it cannot be read.
  std::string (*words)(std::string_view bytes);
};

const FileKind& kind_of(std::string_view path);

}  // namespace baton::modeler
