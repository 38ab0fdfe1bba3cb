// The files that a model imports, and what these import.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bpmn/model/model.hpp"

namespace baton::bpmn {

// The bytes of a file beside the one that is read; nothing when it is not there. Asked for relative paths only.
using ReadImport = std::function<std::optional<std::string>(const std::string& path)>;

namespace strict {

struct Import {
  Element element;    // the import of the file that is checked by which it came
  std::string path;   // relative to that file
  bool is_found = false;
  bool is_well_formed = false;
  std::shared_ptr<const Model> model;  // when it is BPMN
};

using Imports = std::vector<Import>;

// Each file once, however the imports go round.
Imports read_imports(const Model& model, const ReadImport& read);

}  // namespace strict
}  // namespace baton::bpmn
