// baton lint: what is wrong with diagrams, without running them; with --fix, what of that can be mended.
#include <fmt/core.h>
#include <unistd.h>

#include <cstdlib>
#include <limits>
#include <mutex>

#include "app/commands.hpp"
#include "app/diagram_file.hpp"
#include "app/files.hpp"
#include "app/lint/reports.hpp"
#include "app/lint/target.hpp"
#include "app/lint/unified_diff.hpp"
#include "expression/script/script_pool.hpp"
#include "runtime/engine/ports.hpp"

namespace baton::app {

namespace {

using bpmn::lint::ScriptProblem;

// Parsed by a script child, as a deployment does: "line 3: ..." of its message is the line of the script.
std::optional<ScriptProblem> check_script(const std::string& source) {
  static ScriptPool pool({1});
  const std::string error = pool.check(source).get().error;
  if (error.empty()) return std::nullopt;
  ScriptProblem problem{0, error};
  const std::size_t line = error.rfind("line ");
  if (line != std::string::npos) problem.line = std::atoi(error.c_str() + line + 5);
  return problem;
}

bpmn::lint::LintOptions options_for(const std::string& file, const Arguments& arguments) {
  bpmn::lint::LintOptions options;
  options.lenient = arguments.has("lenient");
  options.read_import = imports_beside(file);
  options.environment.now = system_clock()->now();
  options.environment.check_script = check_script;
  return options;
}

// To the file, or for standard input to standard output.
void fix(const std::string& file, std::string& bytes, const bpmn::lint::Config& config, const Arguments& arguments) {
  const auto mended = bpmn::lint::mend(bytes, config, options_for(file, arguments));
  if (arguments.has("dry-run")) {
    fmt::print("{}", unified_diff(file, bytes, mended.bytes));
    return;
  }
  for (const std::string& done : mended.done) fmt::print(stderr, "{}: mended: {}\n", file, done);
  if (mended.bytes != bytes || file == "-") write_output(file, mended.bytes);
  bytes = mended.bytes;
}

Linted lint_file(const std::string& file, Configs& configs, const Arguments& arguments) {
  Linted linted;
  linted.file = file;
  try {
    std::string bytes = read_file(file);
    linted.config = configs.of(file);
    if (arguments.has("fix")) fix(file, bytes, *linted.config, arguments);
    linted.loaded = bpmn::lint::check(bytes, *linted.config, options_for(file, arguments));
  } catch (const std::exception& error) {
    linted.unreadable = error.what();
    fmt::print(stderr, "baton: {}\n", error.what());
  }
  return linted;
}

bool wants_color(const std::string& choice) {
  if (choice != "auto") return choice == "always";
  const char* terminal = std::getenv("TERM");
  return isatty(STDOUT_FILENO) != 0 && !std::getenv("NO_COLOR") && terminal && std::string(terminal) != "dumb";
}

int exit_code(const std::vector<Linted>& files, const Arguments& arguments) {
  for (const Linted& linted : files) {
    if (!linted.unreadable.empty() || !linted.loaded.is_bpmn) return kExitUsage;
  }
  const LintCounts counts = count_all(files);
  const auto most = arguments.value("max-warnings");
  const bool too_many = most && counts.warnings > std::atoi(most->c_str());
  return counts.errors > 0 || too_many ? kExitFailure : kExitOk;
}

std::string format_of(const Arguments& arguments) {
  if (arguments.has("sarif")) return "sarif";
  if (arguments.has("json")) return "json";
  const std::string format = arguments.value_or("format", "text");
  if (format == "text" || format == "json" || format == "sarif") return format;
  throw UsageError{fmt::format("--format is 'text', 'json' or 'sarif', not '{}'.", format)};
}

std::string report_of(const std::vector<Linted>& files, const std::string& format, const Arguments& arguments) {
  if (format == "sarif") return sarif_report(files);
  if (format == "text") return text_report(files, wants_color(arguments.value_or("color", "auto")));
  const bool one_file = arguments.operands.size() == 1 && files.size() == 1 && files.front().file == arguments.operands.front();
  return one_file && !files.front().unreadable.empty() ? "" : json_report(files, one_file);
}

int lint(const Arguments& arguments) {
  if (arguments.has("rules")) return fmt::print("{}", rules_page()), kExitOk;
  if (const auto rule = arguments.value("explain")) return fmt::print("{}", explanation(*rule)), kExitOk;
  if (arguments.operands.empty()) throw UsageError{"baton lint needs FILE..."};
  const std::string format = format_of(arguments);
  std::vector<std::string> added;
  for (const char* option : {"strict", "soundness"}) {
    if (arguments.has(option)) added.push_back(std::string("baton:") + option);
  }
  Configs configs(arguments.value("config"), std::move(added));
  std::vector<Linted> files;
  for (const std::string& file : diagram_files(arguments.operands)) files.push_back(lint_file(file, configs, arguments));
  if (files.empty()) throw UsageError{"There is no diagram in what was named."};
  const bool is_file_printed = arguments.has("fix") && files.front().file == "-" && !arguments.has("dry-run");
  if (!arguments.has("fix") || !arguments.has("dry-run")) {
    fmt::print(is_file_printed ? stderr : stdout, "{}", report_of(files, format, arguments));
  }
  return exit_code(files, arguments);
}

}  // namespace

Command lint_command() {
  Command command;
  command.name = "lint";
  command.summary = "Say what is wrong with diagrams, and mend what is safe.";
  command.operands = "FILE...";
  command.min_operands = 0;
  command.max_operands = std::numeric_limits<std::size_t>::max();
  command.options = {
      {"format", "text|json|sarif", "How the findings are printed; default: text. --json and --sarif are short for it."},
      {"json", "", "The same as --format json."},
      {"sarif", "", "The same as --format sarif: SARIF 2.1.0."},
      {"strict", "", "Report what the BPMN specification demands as well."},
      {"soundness", "", "Look for deadlocks, tokens that meet, dead activities and the like: docs/soundness.md."},
      {"lenient", "", "Judge as a lenient deployment does: tasks without implementation are warnings."},
      {"config", "FILE|PRESET", "Instead of the nearest .batonlint or .bpmnlintrc; e.g. bpmnlint:recommended, baton:all."},
      {"fix", "", "Mend what is safe, in the file; only the places concerned change."},
      {"dry-run", "", "With --fix: print the differences and nothing else, change nothing."},
      {"max-warnings", "N", "Exit code 1 when there are more warnings."},
      {"color", "auto|always|never", "Colors in text; default: on terminals."},
      {"rules", "", "Print all rules."},
      {"explain", "RULE", "Print a rule's page."},
  };
  command.details =
      "Of a folder all diagrams below it; FILE may be - for standard input.\n"
      "Exit code: 0 nothing wrong (warnings at most), 1 findings of severity error, 2 a file that is not BPMN at all.";
  command.run = lint;
  return command;
}

}  // namespace baton::app
