// baton inspect, baton roundtrip, baton fmt: what a file holds, and the file again.
#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/diagram_file.hpp"
#include "app/files.hpp"
#include "bpmn/edit/editor.hpp"
#include "bpmn/facts/facts.hpp"
#include "bpmn/format/canonical.hpp"

namespace baton::app {

namespace {

int inspect(const Arguments& arguments) {
  const auto model = read_diagram(arguments.operands.front());
  fmt::print("{}\n", bpmn::facts_of(*model).dump(2));
  return kExitOk;
}

int roundtrip(const Arguments& arguments) {
  write_output("", bpmn::Editor(read_diagram(arguments.operands.front())).save());
  return kExitOk;
}

// One file to standard output, unless --write or --check.
int format_files(const Arguments& arguments) {
  const bool is_check = arguments.has("check");
  if (!is_check && !arguments.has("write") && arguments.operands.size() > 1) {
    throw UsageError{"Several files need --write or --check."};
  }
  int code = kExitOk;
  for (const std::string& file : arguments.operands) {
    const auto model = read_diagram(file);
    const std::string formatted = bpmn::canonical(*model);
    const bool differs = formatted != model->save();
    if (is_check) {
      if (differs) fmt::print("{}: not in canonical form\n", file), code = kExitFailure;
    } else if (!arguments.has("write")) {
      write_output("", formatted);
    } else if (differs) {
      write_output(file, formatted);
    }
  }
  return code;
}

Command on_file(std::string name, std::string summary, int (*run)(const Arguments&)) {
  Command command;
  command.name = std::move(name);
  command.summary = std::move(summary);
  command.operands = "FILE";
  command.min_operands = command.max_operands = 1;
  command.run = run;
  return command;
}

}  // namespace

Command inspect_command() {
  Command command = on_file("inspect", "Count what a diagram holds, as JSON.",
                            [](const Arguments& arguments) { return with_diagrams(inspect, arguments); });
  return command;
}

Command roundtrip_command() {
  Command command = on_file("roundtrip", "Read a diagram and print it again, byte for byte.",
                            [](const Arguments& arguments) { return with_diagrams(roundtrip, arguments); });
  return command;
}

Command fmt_command() {
  Command command = on_file("fmt", "Print a diagram in canonical form, for small differences in Git.",
                            [](const Arguments& arguments) { return with_diagrams(format_files, arguments); });
  command.operands = "FILE...";
  command.max_operands = 10'000;
  command.options = {{"write", "", "Write the files instead of printing."},
                     {"check", "", "Only name the files that are not in canonical form; exit code 1 when there are some."}};
  return command;
}

}  // namespace baton::app
