// baton lint: what is wrong with a diagram, without running it.
#include <fmt/core.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/commands.hpp"
#include "app/files.hpp"
#include "app/findings.hpp"
#include "bpmn/bpmn.hpp"
#include "expression/value.hpp"

namespace baton::app {

namespace {

// What a file imports stands beside it; standard input has nothing beside it.
std::optional<std::string> read_beside(const std::string& file, const std::string& path) {
  if (file == "-") return std::nullopt;
  const std::filesystem::path beside = std::filesystem::path(file).parent_path() / path;
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(beside, ignored)) return std::nullopt;
  try {
    return read_file(beside.string());
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

void print_text(const std::string& file, const bpmn::Loaded& loaded) {
  for (const bpmn::Finding& finding : loaded.findings) fmt::print("{}\n", finding_line(file, finding));
  const int errors = count(loaded.findings, bpmn::Severity::error);
  const int warnings = count(loaded.findings, bpmn::Severity::warning);
  if (!loaded.is_bpmn) {
    fmt::print("{}: not a BPMN file\n", file);
  } else if (loaded.findings.empty()) {
    fmt::print("{}: nothing wrong\n", file);
  } else {
    fmt::print("{}: {} error{}, {} warning{}\n", file, errors, errors == 1 ? "" : "s", warnings,
               warnings == 1 ? "" : "s");
  }
}

void print_json(const std::string& file, const bpmn::Loaded& loaded) {
  Json findings = Json::array();
  for (const bpmn::Finding& finding : loaded.findings) findings.push_back(finding_json(finding));
  const Json report{{"file", file},
                    {"bpmn", loaded.is_bpmn},
                    {"errors", count(loaded.findings, bpmn::Severity::error)},
                    {"warnings", count(loaded.findings, bpmn::Severity::warning)},
                    {"findings", findings}};
  fmt::print("{}\n", report.dump(2, ' ', false, Json::error_handler_t::replace));
}

int lint(const Arguments& arguments) {
  const std::string format = arguments.value_or("format", "text");
  if (format != "text" && format != "json") {
    throw UsageError{fmt::format("--format is 'text' or 'json', not '{}'.", format)};
  }
  const std::string& file = arguments.operands.front();
  std::string bytes;
  try {
    bytes = read_file(file);
  } catch (const std::exception& error) {
    fmt::print(stderr, "baton: {}\n", error.what());
    return kExitUsage;
  }
  bpmn::LoadOptions options;
  options.lenient = arguments.has("lenient");
  options.strict = arguments.has("strict");
  options.read_import = [&file](const std::string& path) { return read_beside(file, path); };
  const bpmn::Loaded loaded = bpmn::load(bytes, options);
  if (format == "json") {
    print_json(file, loaded);
  } else {
    print_text(file, loaded);
  }
  if (!loaded.is_bpmn) return kExitUsage;
  return bpmn::has_errors(loaded.findings) ? kExitFailure : kExitOk;
}

}  // namespace

Command lint_command() {
  Command command;
  command.name = "lint";
  command.summary = "Say what is wrong with a diagram.";
  command.operands = "FILE";
  command.min_operands = command.max_operands = 1;
  command.options = {
      {"format", "text|json", "How the findings are printed; default: text."},
      {"strict", "", "Report what the BPMN specification demands as well."},
      {"lenient", "", "Judge as a lenient deployment does: tasks without implementation are warnings."},
  };
  command.details =
      "Exit code: 0 nothing wrong (warnings at most), 1 findings of severity error, 2 not BPMN at all.\n"
      "FILE may be - for standard input.";
  command.run = lint;
  return command;
}

}  // namespace baton::app
