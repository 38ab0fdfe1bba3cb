// Processes with start variables and expected traces, the form of the betsy pack: an array of processes in
// manifest.json, each with tests. The trace of a test is the union of the variable `trace` of all instances of the
// deployment, split at commas; it has to equal the expected one as a multiset.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

#include "conformance/suite.hpp"
#include "conformance/suites/loaders.hpp"
#include "conformance/suites/observe.hpp"

namespace baton::conformance {

namespace fs = std::filesystem;

namespace {

using Tokens = std::vector<std::string>;

constexpr std::int64_t kPollMs = 100;
constexpr std::int64_t kLeastWaitMs = 1'000;  // where time passes by itself: for messages on their way
constexpr int kBusyMs = 2'500;                // the optional start variable that shortens busy waits

Tokens tokens_of(const Tree& list) {
  Tokens tokens;
  for (const Tree& token : list) tokens.push_back(token.get<std::string>());
  return tokens;
}

void split_into(Tokens& tokens, const std::string& text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    if (end > begin) tokens.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

class TraceTest {
 public:
  TraceTest(Subject& subject, const Tree& process, const Tree& test, const std::string& model, bool real_clock)
      : subject_(subject),
        process_(process),
        test_(test),
        real_clock_(real_clock),
        deployed_(subject, text_of(process, "name"), {{text_of(process, "name") + ".bpmn", model}}) {}

  TestResult run() {
    TestResult result{text_of(test_, "name"), verdict(), {}};
    if (result.verdict.outcome != Outcome::passed && deployed_.ok()) result.path = deployed_.path();
    return result;
  }

 private:
  std::string expected_error() const { return text_of(member(test_, "expect"), "error"); }

  Verdict verdict() {
    const std::string error = expected_error();
    const bool may_refuse = error == "deployment_error" || error == "deployment_or_runtime_error";
    if (!deployed_.ok()) {
      return may_refuse ? Verdict{} : Verdict{Outcome::refused, "not deployed: " + deployed_.why()};
    }
    if (error == "deployment_error") return {Outcome::failed, "deployed, though it is invalid"};
    for (const Tree& before : member(test_, "before")) {
      const Answer started = start(text_of(before, "start"), member(before, "input"));
      if (!started.ok()) return {Outcome::failed, "the process before it was not started: " + told(started)};
    }
    const Answer started = start(text_of(process_, "process_key"), member(test_, "input"));
    if (!started.ok()) return after_failed_start(started);
    if (error == "runtime_error" || error == "deployment_or_runtime_error") {
      return {Outcome::failed, "started, though an error was expected"};
    }
    return compare(text_of(started.body, "id"));
  }

  Answer start(const std::string& key, const Tree& input) {
    Tree values = input.is_object() ? input : Tree::object();
    if (real_clock_) values["busyMillis"] = kBusyMs;
    return subject_.post("/process-definition/key/" + percent_encode(key) + "/start", {{"variables", as_variables(values)}});
  }

  Verdict after_failed_start(const Answer& started) {
    const std::string error = expected_error();
    if (error != "runtime_error" && error != "deployment_or_runtime_error") {
      return {Outcome::failed, "not started: " + told(started)};
    }
    const Tokens traced = trace();
    return traced == expected() ? Verdict{} : differs(traced);
  }

  Verdict compare(const std::string& instance) {
    wait_for_the_end();
    const Tokens traced = trace();
    if (traced != expected()) return differs(traced);
    const bool left_active = member(member(test_, "derived"), "instance_left_active") == true;
    const Answer historic = subject_.get("/history/process-instance/" + instance);
    const bool active = member(historic.body, "endTime").is_null();
    if (active == left_active) return {};
    return {Outcome::failed, left_active ? "the instance was to wait at the end, but it has ended"
                                         : "the instance has not ended; it is at " +
                                               joined(active_leaves(subject_, instance))};
  }

  std::int64_t wait_ms() const {
    const Tree& delay = member(test_, "delay_ms");
    const Tree& settle = member(member(test_, "derived"), "settle_ms");
    return std::max(delay.is_number() ? delay.get<std::int64_t>() : 0,
                    settle.is_number() ? settle.get<std::int64_t>() : 0);
  }

  // Where all instances have ended nothing more can happen.
  void wait_for_the_end() {
    if (subject_.clock_stands()) return subject_.pass(wait_ms());
    const std::int64_t limit = std::max(wait_ms(), kLeastWaitMs);
    for (std::int64_t waited = 0; waited < limit && any_running(); waited += kPollMs) subject_.pass(kPollMs);
  }

  bool any_running() {
    const auto instances = deployed_.instances();
    return std::any_of(instances.begin(), instances.end(),
                       [](const Tree& one) { return member(one, "endTime").is_null(); });
  }

  Tokens trace() {
    Tokens tokens;
    for (const auto& definition : deployed_.definitions()) {
      const Answer answer = subject_.get("/history/variable-instance",
                                         {{"variableName", "trace"}, {"processDefinitionId", definition.id}});
      for (const Tree& variable : answer.body) split_into(tokens, text_of(variable, "value"));
    }
    return without_ignored(std::move(tokens));
  }

  // What the pack's authors found to be a slip is corrected beside it.
  Tokens expected() const {
    for (const Tree& issue : member(process_, "issues")) {
      if (issue.contains("corrected_trace")) return without_ignored(tokens_of(issue["corrected_trace"]));
    }
    return without_ignored(tokens_of(member(member(test_, "expect"), "trace")));
  }

  Tokens without_ignored(Tokens tokens) const {
    const Tokens ignored = tokens_of(member(member(test_, "expect"), "ignore"));
    tokens.erase(std::remove_if(tokens.begin(), tokens.end(),
                                [&](const std::string& token) {
                                  return std::find(ignored.begin(), ignored.end(), token) != ignored.end();
                                }),
                 tokens.end());
    std::sort(tokens.begin(), tokens.end());
    return tokens;
  }

  Verdict differs(const Tokens& traced) const {
    return {Outcome::failed, "expected the trace [" + joined(expected()) + "], found [" + joined(traced) + "]"};
  }

  Subject& subject_;
  const Tree& process_;
  const Tree& test_;
  bool real_clock_;
  Deployed deployed_;
};

// Scripts that look at the clock measure real time, and are interrupted by it.
bool is_about_real_time(const std::string& model) {
  return model.find("Date.now(") != std::string::npos || model.find("new Date(") != std::string::npos;
}

Case case_of(const Tree& process, const fs::path& folder) {
  Case one;
  one.group = text_of(process, "group");
  one.name = text_of(process, "name");
  one.title = text_of(process, "description");
  one.model_name = text_of(process, "model");
  one.model = read_text((folder / one.model_name).string());
  one.real_clock = is_about_real_time(one.model);
  one.elements = tokens_of(member(process, "elements"));
  one.run = [process, model = one.model, real_clock = one.real_clock](Subject& subject) {
    std::vector<TestResult> results;
    for (const Tree& test : member(process, "tests")) {
      results.push_back(TraceTest(subject, process, test, model, real_clock).run());
    }
    return results;
  };
  return one;
}

fs::path manifest_of(const std::string& path) {
  return fs::is_directory(path) ? fs::path(path) / "manifest.json" : fs::path(path);
}

Tree processes_of(const fs::path& manifest) {
  return fs::is_regular_file(manifest) ? Tree::parse(read_text(manifest.string()), nullptr, false) : Tree();
}

}  // namespace

bool is_traces(const std::string& path) {
  const Tree processes = processes_of(manifest_of(path));
  return processes.is_array() && !processes.empty() && processes[0].contains("process_key");
}

Suite load_traces(const std::string& path) {
  const fs::path manifest = fs::absolute(manifest_of(path)).lexically_normal();
  Suite suite{manifest.parent_path().filename().string(), {}};
  for (const Tree& process : processes_of(manifest)) suite.cases.push_back(case_of(process, manifest.parent_path()));
  return suite;
}

}  // namespace baton::conformance
