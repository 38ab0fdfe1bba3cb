// A diagram named on the command line.
#pragma once

#include <memory>
#include <string>

#include "app/command.hpp"
#include "bpmn/bpmn.hpp"

namespace baton::app {

// Thrown when a file cannot be read or is not BPMN; main() of the command prints it and ends with kExitUsage.
struct NotADiagram {
  std::string message;
};

// Without judging whether it can run. Throws NotADiagram.
std::shared_ptr<const bpmn::Model> read_diagram(const std::string& path);

// Runs `work`; what a diagram command answers when its input is none.
int with_diagrams(int (*work)(const Arguments&), const Arguments& arguments);

// To `path`, or to standard output when it is empty or "-". Throws std::runtime_error.
void write_output(const std::string& path, const std::string& bytes);

}  // namespace baton::app
