// baton convert: a diagram in another engine's words.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/diagram_file.hpp"
#include "app/findings.hpp"
#include "bpmn/convert/dialects.hpp"
#include "expression/value.hpp"

namespace baton::app {

namespace {

using bpmn::convert::Dialect;

Dialect named(const std::string& option, const std::string& name) {
  const auto dialect = bpmn::convert::dialect_named(name);
  if (!dialect) {
    throw UsageError{fmt::format("--{} is one of {}, not '{}'.", option, fmt::join(bpmn::convert::dialect_names(), ", "), name)};
  }
  return *dialect;
}

Dialect source(const Arguments& arguments, const bpmn::Model& model, const std::string& file) {
  if (const auto name = arguments.value("from")) return named("from", *name);
  const auto found = bpmn::convert::dialect_of(model);
  if (!found) throw UsageError{fmt::format("{} speaks no engine's dialect; say which one by --from.", file)};
  return *found;
}

void print_json(const std::string& file, Dialect from, Dialect to, const bpmn::Findings& findings) {
  Json list = Json::array();
  for (const bpmn::Finding& finding : findings) list.push_back(finding_json(finding));
  const Json report{{"file", file}, {"from", name_of(from)}, {"to", name_of(to)}, {"findings", list}};
  fmt::print("{}\n", report.dump(2, ' ', false, Json::error_handler_t::replace));
}

// The converted file has standard output to itself, when it goes there.
void print_text(const std::string& file, const bpmn::Findings& findings, std::FILE* out) {
  for (const bpmn::Finding& finding : findings) fmt::print(out, "{}\n", finding_line(file, finding));
  fmt::print(out, "{}: {} not carried over, {} not done, {} to know\n", file, count(findings, bpmn::Severity::error),
             count(findings, bpmn::Severity::warning), count(findings, bpmn::Severity::info));
}

int convert(const Arguments& arguments) {
  const std::string& file = arguments.operands.front();
  const auto model = read_diagram(file);
  const Dialect from = source(arguments, *model, file);
  const Dialect to = named("to", arguments.value_or("to", "camunda7"));
  const auto conversion = bpmn::convert::convert(model, from, to);
  if (!conversion) throw UsageError{fmt::format("Nothing is written for {}.", name_of(to))};
  const std::string output = arguments.value_or("output", "");
  if (arguments.has("json")) {
    print_json(file, from, to, conversion->findings);
  } else {
    print_text(file, conversion->findings, output.empty() || output == "-" ? stderr : stdout);
  }
  if (!output.empty() || !arguments.has("json")) write_output(output, conversion->bytes);
  return bpmn::has_errors(conversion->findings) ? kExitFailure : kExitOk;
}

}  // namespace

Command convert_command() {
  Command command;
  command.name = "convert";
  command.summary = "Write a diagram in another engine's words.";
  command.operands = "FILE";
  command.min_operands = command.max_operands = 1;
  command.options = {
      {"from", "DIALECT", "camunda8, camunda7, operaton, flowable, activiti or jbpm; default: what the file declares."},
      {"to", "DIALECT", "camunda7, camunda8 or operaton; default: camunda7."},
      {"output", "OUT", "Where the converted diagram goes; default: standard output.", false, "o"},
      {"json", "", "Report as JSON on standard output; the diagram is only written to OUT."},
  };
  command.details =
      "Everything that is not the dialect's stays byte for byte as it is. The report says, with its place, what could not be\n"
      "carried over (error), what will not be done (warning), and what means something a little different (info).\n"
      "Exit code: 0 everything runs, 1 something was not carried over, 2 not BPMN.";
  command.run = [](const Arguments& arguments) { return with_diagrams(convert, arguments); };
  return command;
}

}  // namespace baton::app
