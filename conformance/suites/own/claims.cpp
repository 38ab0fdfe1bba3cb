// What a scenario may claim of an engine.
#include <algorithm>
#include <map>

#include "conformance/suites/own/stage.hpp"

namespace baton::conformance {

namespace {

using Words = std::vector<std::string>;

Answer holds() { return {200, {}}; }

// a*3 stands for a a a.
Words expanded(const Words& words) {
  Words all;
  for (const std::string& word : words) {
    const std::size_t star = word.rfind('*');
    const int times = star == std::string::npos ? 1 : std::stoi(word.substr(star + 1));
    all.insert(all.end(), static_cast<std::size_t>(times), word.substr(0, star));
  }
  return all;
}

Answer same(const char* what, Words expected, Words found) {
  std::sort(expected.begin(), expected.end());
  std::sort(found.begin(), found.end());
  if (expected == found) return holds();
  throw Broken{std::string(what) + " expected [" + joined(expected) + "], found [" + joined(found) + "]"};
}

Words leaves(Stage& stage) {
  Words found;
  for (const std::string& id : stage.running()) {
    const Words some = active_leaves(stage.subject, id);
    found.insert(found.end(), some.begin(), some.end());
  }
  // Instances of a call activity appear once below their caller.
  return found;
}

Answer at(Stage& stage, const Step& step) {
  std::map<std::string, int> seen;
  Words found;
  for (const std::string& id : stage.running()) {
    const Answer answer = stage.subject.get("/history/activity-instance", {{"processInstanceId", id}, {"unfinished", "true"}});
    for (const Tree& one : answer.body) {
      const std::string type = text_of(one, "activityType");
      const bool contains_others = type == "subProcess" || type == "transaction" || type == "adHocSubProcess" ||
                                   type == "multiInstanceBody" || type == "callActivity";
      if (!contains_others) found.push_back(text_of(one, "activityId"));
    }
  }
  return same("waits:", expanded(step.words), found);
}

Answer ended(Stage& stage, const Step&) {
  if (stage.running().empty()) return holds();
  throw Broken{"the end was expected; running, at [" + joined(leaves(stage)) + "]"};
}

Answer running(Stage& stage, const Step&) {
  if (!stage.running().empty()) return holds();
  throw Broken{"a running instance was expected; all have ended"};
}

Answer instances(Stage& stage, const Step& step) {
  const std::vector<Tree> all = stage.deployed.instances();
  const auto count = std::count_if(all.begin(), all.end(), [&](const Tree& one) {
    return text_of(one, "processDefinitionKey") == step.words.at(0);
  });
  return same("instances:", {step.words.at(1)}, {std::to_string(count)});
}

// Gateways' and flows' passing is the diagram's own business: a trail names activities and events, and gateways too
// where the scenario does.
Answer trail(Stage& stage, const Step& step) {
  const Words expected = expanded(step.words);
  Words found;
  for (const Taken& taken : stage.deployed.path()) {
    const bool body = taken.type == "multiInstanceBody";
    if (body) continue;
    found.push_back(taken.end == "ended" ? taken.activity_id : taken.activity_id + ":" + taken.end);
  }
  return same("trail:", expected, found);
}

Answer took(Stage& stage, const Step& step) {
  std::map<std::string, int> counts;
  for (const Taken& taken : stage.deployed.path()) {
    if (taken.type == "multiInstanceBody") continue;
    ++counts[taken.activity_id];
    if (taken.end != "ended") ++counts[taken.activity_id + ":" + taken.end];
  }
  for (const std::string& word : step.words) {
    const std::size_t star = word.rfind('*');
    const std::string id = word.substr(0, star);
    const int times = star == std::string::npos ? 1 : std::stoi(word.substr(star + 1));
    if (counts[id] != times) {
      throw Broken{id + " was expected " + std::to_string(times) + " times, found " + std::to_string(counts[id])};
    }
  }
  return holds();
}

// Each began after the one before it (the first of its name that did).
Answer order(Stage& stage, const Step& step) {
  const std::vector<Taken> path = stage.deployed.path();
  auto from = path.begin();
  for (const std::string& id : step.words) {
    from = std::find_if(from, path.end(), [&](const Taken& taken) { return taken.activity_id == id; });
    if (from == path.end()) {
      Words found;
      for (const Taken& taken : path) found.push_back(taken.activity_id);
      throw Broken{"order: [" + joined(step.words) + "] was expected, found [" + joined(found) + "]"};
    }
    ++from;
  }
  return holds();
}

// Variables of process instances, by name; of the instance that was started first when several have it.
Tree values(Stage& stage) {
  Tree found = Tree::object();
  std::vector<Tree> variables = stage.all("/history/variable-instance");
  for (const Tree& one : variables) {
    const bool of_process = text_of(one, "activityInstanceId") == text_of(one, "processInstanceId");
    const bool of_root = text_of(one, "processInstanceId") == stage.root;
    if (of_process && (of_root || !found.contains(text_of(one, "name")))) found[text_of(one, "name")] = member(one, "value");
  }
  return found;
}

Answer variables(Stage& stage, const Step& step) {
  const Tree found = values(stage);
  for (const auto& [name, expected] : step.variables.items()) {
    if (member(found, name) != expected) {
      throw Broken{"variable " + name + ": expected " + expected.dump() + ", found " +
                   (found.contains(name) ? member(found, name).dump() : "none")};
    }
  }
  return holds();
}

Answer absent(Stage& stage, const Step& step) {
  const Tree found = values(stage);
  for (const std::string& name : step.words) {
    if (found.contains(name)) throw Broken{"variable " + name + ": none was expected, found " + found[name].dump()};
  }
  return holds();
}

Answer state(Stage& stage, const Step& step) {
  return same("state:", step.words, {text_of(stage.subject.get("/history/process-instance/" + stage.root).body, "state")});
}

Answer incidents(Stage& stage, const Step& step) {
  Words found;
  for (const Tree& incident : stage.of_running("/incident")) found.push_back(text_of(incident, "activityId"));
  return same("incidents:", step.words, found);
}

}  // namespace

const std::vector<Verb>& claim_verbs() {
  static const std::vector<Verb> table{
      {"at [ACTIVITY...]", "exactly these activities and events wait; a*3: three of them", at},
      {"ended", "no instance is running any more", ended},
      {"running", "an instance is running", running},
      {"state STATE", "of the first instance, as history tells it", state},
      {"trail ACTIVITY...", "exactly these are in history, in any order; a:cancelled, a:open where they did not end", trail},
      {"took ACTIVITY...", "these are in history, exactly that often; a*0: never", took},
      {"order ACTIVITY...", "each began after the one before it", order},
      {"variables NAME=JSON...", "of the first instance, or of any other that has one of that name", variables},
      {"absent NAME...", "no process variable has this name", absent},
      {"instances PROCESS COUNT", "that many instances were started", instances},
      {"incidents [ACTIVITY...]", "exactly these have an incident", incidents},
  };
  return table;
}

}  // namespace baton::conformance
