// The files that a command line names for linting, and what was found in each.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bpmn/lint/lint.hpp"

namespace baton::app {

struct Linted {
  std::string file;
  std::string unreadable;  // why there are no bytes; empty when there are
  bpmn::Loaded loaded;
  std::shared_ptr<const bpmn::lint::Config> config;
};

// Files as they are; of folders all diagrams below them, by name. "-" is standard input.
std::vector<std::string> diagram_files(const std::vector<std::string>& operands);

// The configurations of files: the one that is forced, else each folder's, read once.
class Configs {
 public:
  // `forced`: a file, or a preset. Throws UsageError for a preset that there is not.
  // `added`: presets that add to it, whatever it says.
  Configs(const std::optional<std::string>& forced, std::vector<std::string> added);

  std::shared_ptr<const bpmn::lint::Config> of(const std::string& file);

 private:
  std::shared_ptr<const bpmn::lint::Config> add(const std::string& folder);

  std::shared_ptr<const bpmn::lint::Config> forced_;
  std::vector<std::string> added_;
  std::map<std::string, std::shared_ptr<const bpmn::lint::Config>> by_folder_;
};

// What a file imports stands beside it.
bpmn::ReadImport imports_beside(const std::string& file);

}  // namespace baton::app
