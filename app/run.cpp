// baton run: one diagram in memory, its trace as it happens, answers from the terminal or a file.
#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include "app/commands.hpp"
#include "app/files.hpp"
#include "app/findings.hpp"
#include "app/local/answers.hpp"
#include "app/local/local_run.hpp"
#include "app/local/trace.hpp"
#include "app/local/values.hpp"
#include "app/local/waits.hpp"
#include "expression/time.hpp"

namespace baton::app {

namespace {

// Where the next answer comes from.
class AnswerSource {
 public:
  explicit AnswerSource(const std::optional<std::string>& file) {
    if (!file) return;
    file_.open(*file);
    if (!file_) throw std::runtime_error(fmt::format("{}: cannot be read", *file));
  }
  bool asks() const { return !file_.is_open() && isatty(STDIN_FILENO); }
  // The next line that says something; nothing at the end.
  std::optional<std::string> next() {
    std::istream& in = file_.is_open() ? static_cast<std::istream&>(file_) : std::cin;
    for (std::string line;;) {
      if (asks()) fmt::print("> "), std::fflush(stdout);
      if (!std::getline(in, line)) return std::nullopt;
      const auto first = line.find_first_not_of(" \t\r");
      if (first != std::string::npos && line[first] != '#') return line.substr(first);
    }
  }

 private:
  std::ifstream file_;
};

Variables variables_of(const Arguments& arguments) {
  Variables variables;
  for (const std::string& word : arguments.values("var")) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0)
      throw UsageError{fmt::format("--var is NAME=JSON, not '{}'.", word)};
    variables[word.substr(0, equals)] = TypedValue{value_from_word(word.substr(equals + 1)), false};
  }
  return variables;
}

// False when the file is refused; the findings are printed.
bool deploy(LocalRun& run, const std::string& file, bool lenient) {
  DeploymentRequest request;
  request.name = base_name(file);
  request.lenient = lenient;
  request.files = {{base_name(file), read_file(file)}};
  try {
    DeploymentAnswer answer = run.engine.deploy(std::move(request));
    for (const auto& [name, finding] : answer.warnings)
      fmt::print(stderr, "{}\n", finding_line(file, finding));
    run.definitions = std::move(answer.definitions);
    return true;
  } catch (const EngineError& error) {
    for (const bpmn::Finding& finding : error.findings())
      fmt::print(stderr, "{}\n", finding_line(file, finding));
    if (error.findings().empty()) fmt::print(stderr, "{}: {}\n", file, error.message());
    return false;
  }
}

const ProcessDefinition& chosen(const LocalRun& run, const std::optional<std::string>& key) {
  if (run.definitions.empty())
    throw std::runtime_error("the file holds no executable process (isExecutable=\"true\")");
  if (!key) return run.definitions.front();
  std::string names;
  for (const ProcessDefinition& definition : run.definitions) {
    if (definition.key == *key) return definition;
    names += (names.empty() ? "" : ", ") + definition.key;
  }
  throw UsageError{fmt::format("--process '{}' is not in the file; it holds {}.", *key, names)};
}

// A process that only an event can start waits for that event like any other.
void begin(LocalRun& run, const ProcessDefinition& definition, const Arguments& arguments) {
  StartRequest request;
  request.definition.id = definition.id;
  request.variables = variables_of(arguments);
  if (const auto key = arguments.value("business-key")) request.business_key = *key;
  try {
    run.instance_id = run.engine.start(std::move(request)).id;
    run.settle();
  } catch (const EngineError& error) {
    if (waits(run.store, run.clock.now()).empty()) throw;
    fmt::print("  {}\n", error.message());
  }
}

void print_news(Trace& trace) {
  for (const std::string& line : trace.news()) fmt::print("{}\n", line);
}

void print_waits(LocalRun& run) {
  fmt::print("waits for:\n");
  for (const Wait& wait : waits(run.store, run.clock.now()))
    fmt::print("  - {}\n      {}\n", wait.what, wait.answer);
}

void print_verbs() {
  for (const AnswerVerb& verb : answer_verbs()) fmt::print("  {:<38} {}\n", verb.usage, verb.help);
  fmt::print("  {:<38} {}\n", "quit", "End here.");
}

bool finished(LocalRun& run) { return !run.instance_id.empty() && !run.running(); }

// Whether the instances came to their end.
bool converse(LocalRun& run, Trace& trace, AnswerSource& answers) {
  while (!finished(run)) {
    print_waits(run);
    const auto line = answers.next();
    if (!line || *line == "quit") return false;
    if (!answers.asks()) fmt::print("> {}\n", *line);
    if (*line == "help") {
      print_verbs();
      continue;
    }
    const TimestampMs before = run.clock.now();
    try {
      act_on(run, *line);
    } catch (const std::exception& error) {
      fmt::print(stderr, "baton: {}\n", error.what());
      if (!answers.asks()) return false;
    } catch (const TimeError& error) {
      fmt::print(stderr, "baton: {}\n", error.message);
      if (!answers.asks()) return false;
    }
    if (run.clock.now() != before) fmt::print("  clock     {}\n", format_rest_date(run.clock.now()));
    if (run.instance_id.empty()) {
      const auto started = run.store.all<HistoricProcessInstance>(Query{TableId::historic_process_instance});
      if (!started.empty()) run.instance_id = started.front().id;
    }
    print_news(trace);
  }
  return true;
}

int run_diagram(const Arguments& arguments) {
  const std::string& file = arguments.operands.front();
  AnswerSource answers(arguments.value("answer"));
  LocalRun run(system_clock()->now());
  if (!deploy(run, file, arguments.has("lenient"))) return kExitFailure;
  Trace trace(run.store);
  try {
    begin(run, chosen(run, arguments.value("process")), arguments);
  } catch (const EngineError& error) {
    print_news(trace);
    fmt::print(stderr, "baton: {}\n", error.message());
    return kExitFailure;
  }
  print_news(trace);
  if (converse(run, trace, answers)) return kExitOk;
  fmt::print(stderr, "baton: the process has not ended\n");
  return kExitFailure;
}

}  // namespace

Command run_command() {
  Command command;
  command.name = "run";
  command.summary = "Run a diagram in memory and print what happens.";
  command.operands = "FILE";
  command.min_operands = command.max_operands = 1;
  command.options = {
      {"var", "NAME=JSON", "A variable to start with; text that is not JSON is a string.", true},
      {"business-key", "KEY", "The business key to start with."},
      {"process", "ID", "Which process of the file; default: the first executable one."},
      {"answer", "FILE", "Read the answers from a file, one a line, instead of the terminal."},
      {"lenient", "", "Take tasks without implementation as external tasks."},
  };
  command.details =
      "Where the process waits, it says for what and takes an answer, such as: complete review {\"ok\": "
      "true}\n"
      "'help' lists the answers. The clock stands still: timers fire by 'fire' and 'wait'.\n"
      "Exit code: 0 the process ended, 1 it was refused or still waits when the answers are used up.";
  command.run = run_diagram;
  return command;
}

}  // namespace baton::app
