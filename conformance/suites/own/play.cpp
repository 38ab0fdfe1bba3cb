#include "conformance/suites/own/play.hpp"

#include <stdexcept>

#include "conformance/suites/own/stage.hpp"

namespace baton::conformance {

std::vector<std::string> Stage::running() {
  std::vector<std::string> ids;
  for (const Tree& instance : deployed.instances()) {
    if (member(instance, "endTime").is_null()) ids.push_back(text_of(instance, "id"));
  }
  return ids;
}

std::vector<Tree> Stage::all(const std::string& path, const Parameters& query) {
  std::vector<Tree> found;
  for (const auto& definition : deployed.definitions()) {
    Parameters with = query;
    with.emplace_back("processDefinitionId", definition.id);
    for (const Tree& one : subject.get(path, with).body) found.push_back(one);
  }
  return found;
}

std::vector<Tree> Stage::of_running(const std::string& path, const Parameters& query) {
  std::vector<Tree> found;
  for (const std::string& id : running()) {
    Parameters with = query;
    with.emplace_back("processInstanceId", id);
    for (const Tree& one : subject.get(path, with).body) found.push_back(one);
  }
  return found;
}

namespace {

std::string verb_of(const Verb& verb) {
  const std::string usage = verb.usage;
  return usage.substr(0, usage.find(' '));
}

const Verb* find_verb(const std::vector<Verb>& table, const std::string& verb) {
  for (const Verb& one : table) {
    if (verb_of(one) == verb) return &one;
  }
  return nullptr;
}

std::string place(const Step& step) { return "line " + std::to_string(step.line) + ", '" + step.text + "': "; }

// "refused TEXT...": the deployment was to be refused, naming these words.
Verdict judge_refusal(const Deployed& deployed, const Step& step) {
  if (deployed.ok()) return {Outcome::failed, place(step) + "the diagram was deployed"};
  for (const std::string& word : step.words) {
    if (deployed.answer().body.dump().find(word) == std::string::npos) {
      return {Outcome::failed, place(step) + "refused, but without '" + word + "': " + deployed.why()};
    }
  }
  return {};
}

void do_step(Stage& stage, const Step& step) {
  if (const Verb* claim = find_verb(claim_verbs(), step.verb)) {
    claim->act(stage, step);
    return;
  }
  const Verb* action = find_verb(action_verbs(), step.verb);
  if (!action) throw Broken{"no step or claim begins with '" + step.verb + "'"};
  const Answer answer = action->act(stage, step);
  if (answer.ok() == step.fails) throw Broken{step.fails ? "it was to be refused" : "refused: " + told(answer)};
  stage.subject.settle(stage.running());
}

Verdict play_steps(Stage& stage, const Scenario& scenario) {
  for (const Step& step : scenario.steps) {
    try {
      do_step(stage, step);
    } catch (const Broken& broken) {
      return {Outcome::failed, place(step) + broken.message};
    } catch (const std::out_of_range&) {
      return {Outcome::failed, place(step) + "a word is missing"};
    }
  }
  return {};
}

}  // namespace

std::vector<TestResult> play(Subject& subject, const std::string& name, const Scenario& scenario) {
  Deployed deployed(subject, name, {{name + ".bpmn", scenario.bpmn}});
  const Step& first = scenario.steps.front();
  if (first.verb == "refused") return {{name, judge_refusal(deployed, first), {}}};
  if (!deployed.ok()) return {{name, {Outcome::refused, deployed.why()}, {}}};
  Stage stage{subject, deployed, ""};
  TestResult result{name, play_steps(stage, scenario), {}};
  if (result.verdict.outcome != Outcome::passed) result.path = deployed.path();
  return {result};
}

std::vector<std::pair<std::string, std::string>> scenario_verbs() {
  std::vector<std::pair<std::string, std::string>> verbs;
  for (const auto* table : {&action_verbs(), &claim_verbs()}) {
    for (const Verb& verb : *table) verbs.emplace_back(verb.usage, verb.help);
  }
  verbs.emplace_back("refused [WORD...]", "the deployment is refused, and the answer names these words");
  return verbs;
}

}  // namespace baton::conformance
