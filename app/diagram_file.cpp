#include "app/diagram_file.hpp"

#include <fmt/core.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include "app/files.hpp"
#include "app/findings.hpp"
#include "bpmn/model/model.hpp"

namespace baton::app {

std::shared_ptr<const bpmn::Model> read_diagram(const std::string& path) {
  std::string bytes;
  try {
    bytes = read_file(path);
  } catch (const std::exception& error) {
    throw NotADiagram{error.what()};
  }
  bpmn::Loaded read = bpmn::read(bytes);
  if (read.model) return read.model;
  std::string message = fmt::format("{}: not a BPMN file", path);
  for (const bpmn::Finding& finding : read.findings) message += "\n" + finding_line(path, finding);
  throw NotADiagram{message};
}

int with_diagrams(int (*work)(const Arguments&), const Arguments& arguments) {
  try {
    return work(arguments);
  } catch (const NotADiagram& error) {
    fmt::print(stderr, "baton: {}\n", error.message);
    return kExitUsage;
  }
}

void write_output(const std::string& path, const std::string& bytes) {
  if (path.empty() || path == "-") {
    std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    return;
  }
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << bytes;
  if (!out.flush()) throw std::runtime_error(fmt::format("{}: cannot be written", path));
}

}  // namespace baton::app
