// baton conformance: how an engine - this one, or any that speaks Camunda 7's REST API - does on a suite.
#include <fmt/core.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "app/commands.hpp"
#include "app/files.hpp"
#include "conformance/random/random_suite.hpp"
#include "conformance/random/soundness_suite.hpp"
#include "conformance/report/reports.hpp"
#include "conformance/runner.hpp"

namespace baton::app {

namespace {

using namespace conformance;

constexpr std::uint64_t kLargestNumber = 1'000'000'000;

void write(const std::string& file, const std::string& text) {
  if (file == "-") {
    fmt::print("{}", text);
    return;
  }
  std::ofstream out(file, std::ios::binary);
  if (!(out << text) || !out.flush()) throw std::runtime_error(file + ": cannot be written");
}

// {"SUITE": {"CASE": "reason"}}; what is listed for other suites does not matter here.
std::map<std::string, std::string> deviations_of(const Arguments& arguments, const std::string& suite) {
  std::map<std::string, std::string> deviations;
  const auto file = arguments.value("deviations");
  if (!file) return deviations;
  const auto listed = nlohmann::json::parse(read_file(*file), nullptr, false);
  if (!listed.is_object()) throw UsageError{fmt::format("--deviations {}: a JSON object was expected.", *file)};
  for (const auto& [name, cases] : listed.items()) {
    if (suite.find(name) == std::string::npos || !cases.is_object()) continue;
    for (const auto& [one, reason] : cases.items()) deviations[one] = reason.is_string() ? reason : "";
  }
  return deviations;
}

double least_of(const Arguments& arguments) {
  const auto text = arguments.value("least");
  if (!text) return 1.0;
  char* end = nullptr;
  const double least = std::strtod(text->c_str(), &end);
  if (text->empty() || *end || !(least > 0 && least <= 1)) {
    throw UsageError{fmt::format("--least is a share between 0 and 1, not '{}'.", *text)};
  }
  return least;
}

std::uint64_t number_of(const Arguments& arguments, const std::string& option, std::uint64_t fallback) {
  const auto text = arguments.value(option);
  if (!text) return fallback;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size() || number > kLargestNumber) {
    throw UsageError{fmt::format("--{} is a number up to {}, not '{}'.", option, kLargestNumber, *text)};
  }
  return number;
}

Suite suite_of(const Arguments& arguments) {
  const std::string& name = arguments.operands.front();
  const auto seed = number_of(arguments, "seed", 1), count = number_of(arguments, "count", 1000);
  if (name == kRandomSuite) return random_suite(seed, static_cast<int>(count));
  if (name == kSoundnessSuite) return soundness_suite(seed, static_cast<int>(count));
  if (arguments.has("seed") || arguments.has("count")) {
    throw UsageError{fmt::format("--seed and --count are for the suites '{}' and '{}'.", kRandomSuite, kSoundnessSuite)};
  }
  return load_suite(name);
}

// A line that is written again and again, where somebody looks on.
Progress progress_line() {
  if (!isatty(STDERR_FILENO)) return [](std::size_t, std::size_t, const Case&) {};
  return [](std::size_t done, std::size_t total, const Case& next) {
    fmt::print(stderr, "\r\x1b[K[{}/{}] {}/{}", done + 1, total, next.group, next.name);
    std::fflush(stderr);
  };
}

void write_reports(const Arguments& arguments, const SuiteResult& result) {
  if (isatty(STDERR_FILENO)) fmt::print(stderr, "\r\x1b[K");
  const auto json = arguments.value("json");
  // Standard output is the programs' when they asked for it.
  fmt::print(json == "-" ? stderr : stdout, "{}", table_report(result));
  if (json) write(*json, json_report(result));
  if (const auto file = arguments.value("junit")) write(*file, junit_report(result));
  if (const auto file = arguments.value("html")) write(*file, html_report(result));
  if (const auto file = arguments.value("coverage")) write(*file, coverage_report(result));
}

bool good_enough(const SuiteResult& result, double least) {
  if (result.all_passed()) return true;
  const int counted = result.counts.total() - result.counts.skipped;
  return least < 1 && result.counts.passed > 0 && result.counts.passed >= least * counted;
}

int run_conformance(const Arguments& arguments) {
  const double least = least_of(arguments);
  RunOptions options;
  options.url = arguments.value_or("url", "");
  options.restarts = arguments.has("restarts");
  options.match = arguments.value_or("match", "");
  if (arguments.operands.front() == kRandomSuite && !options.url.empty()) {
    throw UsageError{"random diagrams run in memory only."};
  }
  if (options.restarts && !options.url.empty()) throw UsageError{"--restarts is for the engine in memory; --url names another."};
  Suite suite;
  try {
    suite = suite_of(arguments);
    options.deviations = deviations_of(arguments, suite.name);
    const SuiteResult result = run_suite(suite, options, progress_line());
    if (result.cases.empty()) throw UsageError{fmt::format("no case of {} matches '{}'.", suite.name, options.match)};
    write_reports(arguments, result);
    return good_enough(result, least) ? kExitOk : kExitFailure;
  } catch (const std::invalid_argument& error) {
    throw UsageError{fmt::format("--url: {}.", error.what())};
  } catch (const SubjectGone& error) {
    fmt::print(stderr, "baton: {}\n", error.what());
    return kExitFailure;
  } catch (const std::runtime_error& error) {
    fmt::print(stderr, "baton: {}\n", error.what());
    return kExitUsage;
  }
}

std::string details() {
  std::string text = "SUITE is one of\n";
  for (const Format& format : formats()) text += fmt::format("  {}\n", format.description);
  text += "  random: diagrams made from seeds, compared with a second, naive implementation of the specification\n"
          "  soundness: the same for what `baton lint --soundness` says\n";
  return text +
         "A case is a process of the suite, or a file, or a behaviour. 'refused': the engine does not take the diagram; "
         "'skipped':\nnothing was asked, or it differs on purpose. In memory a clock is moved instead of waited for, but for "
         "cases about real time.\n"
         "Exit code: 0 all passed, 1 not all, 2 the suite cannot be read or the command line is wrong.";
}

}  // namespace

Command conformance_command() {
  Command command;
  command.name = "conformance";
  command.summary = "Run a conformance suite and print a table.";
  command.operands = "SUITE";
  command.min_operands = command.max_operands = 1;
  command.options = {
      {"url", "URL", "Ask this server (http://HOST:PORT/engine-rest) instead of the engine in memory."},
      {"match", "TEXT", "Only cases whose group/name contains TEXT."},
      {"restarts", "", "Load the engine anew after every step."},
      {"seed", "N", "Of random: the first seed; default: 1."},
      {"count", "N", "Of random: how many diagrams; default: 1000."},
      {"json", "FILE", "Write the result as JSON; without FILE, or with -, to standard output.", false, {}, "-"},
      {"junit", "FILE", "Write the result as JUnit's XML."},
      {"html", "FILE", "Write a page with diagram and trace of what did not pass."},
      {"coverage", "FILE", "Write which elements are executed, as Markdown."},
      {"deviations", "FILE", "JSON: what differs on purpose, {\"SUITE\": {\"CASE\": \"reason\"}}."},
      {"least", "SHARE", "Exit code 0 when at least this share passed, e.g. 0.95."},
  };
  command.details = details();
  command.run = run_conformance;
  return command;
}

}  // namespace baton::app
