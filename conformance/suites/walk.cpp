#include "conformance/suites/walk.hpp"

#include <algorithm>
#include <map>

namespace baton::conformance {

namespace {

constexpr std::size_t kMostSteps = 24;
constexpr std::size_t kLongText = 200;  // longer values are recorded as an ellipsis

const Tree& start_variables() {
  static const Tree values = {
      {"input", 5},         {"approved", true},  {"amount", 120},     {"name", "ada"},     {"creditApproved", true},
      {"accept", true},     {"accepted", true},  {"valid", true},     {"success", true},   {"throwError", false},
      {"condition", true},  {"foo", "bar"},      {"bar", "foo"},      {"myVar", "test"},   {"x", 3},
      {"count", 2},         {"user", "kermit"},  {"assignee", "kermit"}, {"nrOfLoops", 3}, {"nrOfIterations", 3},
      {"variable", 1}};
  return values;
}

// Something that can be done to an instance that waits.
struct Action {
  std::string kind, activity, id;
  std::string detail;    // message or signal name, topic
  std::string instance;  // of an external task
  std::string label() const { return kind + " " + activity; }
};

class Actions {
 public:
  explicit Actions(Subject& subject) : subject_(subject) {}

  std::vector<Action> possible(const std::string& root) {
    found_.clear();
    for (const std::string& id : running_tree(subject_, root)) {
      tasks(id);
      timers(id);
      subscriptions(id);
    }
    std::stable_sort(found_.begin(), found_.end(), [](const Action& a, const Action& b) {
      return std::tie(a.kind, a.activity, a.id) < std::tie(b.kind, b.activity, b.id);
    });
    return found_;
  }

  int perform(const Action& action) {
    const std::string id = percent_encode(action.id);
    if (action.kind == "task") return post("/task/" + id + "/complete", {{"variables", as_variables({{"approved", true}})}});
    if (action.kind == "timer") return post("/job/" + id + "/execute", Tree::object());
    if (action.kind == "signal") {
      return post("/signal", {{"name", action.detail}, {"executionId", action.id}, {"variables", Tree::object()}});
    }
    if (action.kind == "message") {
      return post("/execution/" + id + "/messageSubscriptions/" + percent_encode(action.detail) + "/trigger",
                  {{"variables", Tree::object()}});
    }
    post("/external-task/fetchAndLock",
         {{"workerId", "walk"},
          {"maxTasks", 50},
          {"topics", {{{"topicName", action.detail}, {"lockDuration", 60000}, {"processInstanceId", action.instance}}}}});
    return post("/external-task/" + id + "/complete", {{"workerId", "walk"}, {"variables", Tree::object()}});
  }

 private:
  int post(const std::string& path, const Tree& body) { return subject_.post(path, body).status; }

  void tasks(const std::string& instance) {
    const Parameters of_instance{{"processInstanceId", instance}};
    for (const Tree& task : subject_.get("/task", of_instance).body) {
      found_.push_back({"task", text_of(task, "taskDefinitionKey"), text_of(task, "id"), "", ""});
    }
    for (const Tree& task : subject_.get("/external-task", of_instance).body) {
      found_.push_back({"external", text_of(task, "activityId"), text_of(task, "id"), text_of(task, "topicName"), instance});
    }
  }

  void timers(const std::string& instance) {
    for (const Tree& job : subject_.get("/job", {{"processInstanceId", instance}, {"timers", "true"}}).body) {
      const std::string definition = text_of(job, "jobDefinitionId");
      const Tree known = definition.empty() ? Tree() : subject_.get("/job-definition/" + percent_encode(definition)).body;
      const std::string activity = member(known, "activityId").is_string() ? text_of(known, "activityId") : "?";
      found_.push_back({"timer", activity, text_of(job, "id"), "", ""});
    }
  }

  void subscriptions(const std::string& instance) {
    for (const Tree& one : subject_.get("/event-subscription", {{"processInstanceId", instance}}).body) {
      const std::string type = text_of(one, "eventType");
      if (type != "message" && type != "signal") continue;
      found_.push_back({type, text_of(one, "activityId"), text_of(one, "executionId"), text_of(one, "eventName"), ""});
    }
  }

  Subject& subject_;
  std::vector<Action> found_;
};

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

Tree sorted(std::vector<Tree> items) {
  std::sort(items.begin(), items.end(), [](const Tree& a, const Tree& b) { return a.dump() < b.dump(); });
  return Tree(items);
}

// What is left in history of `root` and all that it called.
class Ending {
 public:
  explicit Ending(Subject& subject) : subject_(subject) {}

  Tree of(const std::string& root, std::vector<Taken>& path) {
    std::vector<std::string> instances{root};
    for (std::size_t i = 0; i < instances.size(); ++i) {
      for (const Tree& called : subject_.get("/history/process-instance", {{"superProcessInstanceId", instances[i]}}).body) {
        instances.push_back(text_of(called, "id"));
      }
      add_activities(instances[i], path);
    }
    for (const std::string& id : instances) add_variables_and_incidents(id);
    const Tree state = member(subject_.get("/history/process-instance/" + root).body, "state");
    return {{"state", state}, {"activities", activities_}, {"variables", sorted(variables_)}, {"incidents", sorted(incidents_)}};
  }

 private:
  void add_activities(const std::string& instance, std::vector<Taken>& path) {
    for (const Tree& one : subject_.get("/history/activity-instance", {{"processInstanceId", instance}}).body) {
      const std::string end = member(one, "canceled") == true ? "cancelled" : member(one, "endTime").is_null() ? "open" : "ended";
      path.push_back({text_of(one, "activityId"), text_of(one, "activityType"), end});
      Tree& count = activities_[path.back().activity_id + " " + path.back().type + " " + end];
      count = count.is_null() ? 1 : count.get<int>() + 1;
    }
  }

  void add_variables_and_incidents(const std::string& instance) {
    for (const Tree& one : subject_.get("/history/variable-instance", {{"processInstanceId", instance}}).body) {
      Tree value = member(one, "value");
      if (value.is_string() && characters(value.get<std::string>()) >= kLongText) value = "…";
      variables_.push_back({member(one, "name"), member(one, "type"), value});
    }
    for (const Tree& one : subject_.get("/incident", {{"processInstanceId", instance}}).body) {
      const std::string activity = member(one, "activityId").is_null() ? "None" : text_of(one, "activityId");
      incidents_.push_back(text_of(one, "incidentType") + " " + activity);
    }
  }

  Subject& subject_;
  Tree activities_ = Tree::object();
  std::vector<Tree> variables_, incidents_;
};

// The recorded steps of the process `key`; null when it was not recorded.
const Tree& recorded_run(const Tree& record, const std::string& key) {
  static const Tree nothing;
  for (const Tree& run : member(record, "runs")) {
    if (text_of(run, "key") == key) return run;
  }
  return nothing;
}

Tree labels(const std::vector<Action>& actions) {
  std::vector<std::string> labels;
  for (const Action& action : actions) labels.push_back(action.label());
  std::sort(labels.begin(), labels.end());
  return labels;
}

// One step: what is seen, and what is done. False: the walk of this process ends here.
bool step(Subject& subject, const std::string& root, const Tree& recorded, Tree& seen) {
  subject.settle(running_tree(subject, root));
  seen["active"] = active_leaves(subject, root);
  Actions actions(subject);
  const std::vector<Action> possible = actions.possible(root);
  seen["can"] = labels(possible);
  const std::string wanted = text_of(recorded, "did");
  if (wanted.empty()) return false;
  const auto chosen = std::find_if(possible.begin(), possible.end(), [&](const Action& a) { return a.label() == wanted; });
  if (chosen == possible.end()) return false;
  seen["did"] = wanted;
  seen["status"] = actions.perform(*chosen);
  return seen["status"] < 400;  // that a step was refused, and how, is what is compared
}

Tree run_process(Subject& subject, const Deployed::Definition& definition, const Tree& recorded, std::vector<Taken>& path) {
  Tree run = {{"key", definition.key}, {"steps", Tree::array()}};
  const Answer started = subject.post("/process-definition/" + percent_encode(definition.id) + "/start",
                                      {{"variables", as_variables(start_variables())}});
  run["start"] = started.status;
  if (started.status != 200) return run;
  const std::string root = text_of(started.body, "id");
  const Tree& steps = member(recorded, "steps");
  for (std::size_t i = 0; i < kMostSteps; ++i) {
    Tree seen = Tree::object();
    const bool goes_on = step(subject, root, i < steps.size() ? steps[i] : Tree(), seen);
    run["steps"].push_back(std::move(seen));
    if (!goes_on) break;
  }
  subject.settle(running_tree(subject, root));
  run["end"] = Ending(subject).of(root, path);
  if (subject.get("/process-instance/" + root).status == 200) {
    subject.remove("/process-instance/" + root, {{"skipCustomListeners", "true"}});
  }
  return run;
}

}  // namespace

WalkResult walk(Subject& subject, const Tree& record, const Files& files) {
  WalkResult result;
  Deployed deployed(subject, "walk", files);
  result.seen = {{"deploy", deployed.answer().status}, {"runs", Tree::array()}};
  if (!deployed.ok()) {
    result.seen["refusal"] = deployed.why();
    return result;
  }
  Tree keys = Tree::array();
  for (const auto& definition : deployed.definitions()) keys.push_back(definition.key);
  result.seen["keys"] = keys;
  for (const auto& definition : deployed.definitions()) {
    if (definition.resource != files.front().first) continue;
    result.seen["runs"].push_back(run_process(subject, definition, recorded_run(record, definition.key), result.path));
  }
  return result;
}

namespace {

using Words = std::vector<std::string>;

std::string differ(const std::string& what, const Tree& expected, const Tree& seen) {
  return what + " expected " + expected.dump() + ", got " + seen.dump();
}

// False: nothing more is to be compared of this run.
bool compare_steps(const std::string& key, const Tree& expected, const Tree& seen, Words& words) {
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const std::string place = key + " step " + std::to_string(i) + ": ";
    if (i >= seen.size()) {
      words.push_back(place + "missing");
      return false;
    }
    Words bad;
    for (const char* field : {"active", "can", "did", "status"}) {
      const Tree &a = member(expected[i], field), &b = member(seen[i], field);
      if (a != b) bad.push_back(differ(field, a, b));
    }
    if (!bad.empty()) {
      words.push_back(place + joined(bad, "; "));
      return false;
    }
  }
  return true;
}

Tree in_order(const Tree& list) {
  return list.is_array() ? sorted(list.get<std::vector<Tree>>()) : list;
}

void compare_runs(const Tree& expected, const Tree& seen, Words& words) {
  const std::string key = text_of(expected, "key");
  if (member(expected, "start") != member(seen, "start")) {
    words.push_back(differ(key + ": start", member(expected, "start"), member(seen, "start")));
    return;
  }
  if (!compare_steps(key, member(expected, "steps"), member(seen, "steps"), words)) return;
  for (const char* field : {"state", "activities", "variables", "incidents"}) {
    const Tree a = in_order(member(member(expected, "end"), field)), b = in_order(member(member(seen, "end"), field));
    if (a != b) words.push_back(differ(key + " end " + field + ":", a, b));
  }
}

}  // namespace

std::vector<std::string> walk_differences(const Tree& expected, const Tree& seen) {
  Words words;
  for (const char* field : {"deploy", "keys"}) {
    const Tree &a = member(expected, field), &b = member(seen, field);
    if (a != b) words.push_back(differ(std::string(field) + ":", a, b));
  }
  for (const Tree& run : member(expected, "runs")) {
    const Tree& other = recorded_run(seen, text_of(run, "key"));
    if (other.is_null()) {
      words.push_back(text_of(run, "key") + ": not started");
    } else {
      compare_runs(run, other, words);
    }
  }
  return words;
}

}  // namespace baton::conformance
