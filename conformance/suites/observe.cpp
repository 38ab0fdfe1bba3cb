#include "conformance/suites/observe.hpp"

#include <algorithm>

namespace baton::conformance {

namespace {

void collect_leaves(const Tree& node, std::vector<std::string>& leaves) {
  std::vector<const Tree*> open{&node};  // nesting may be deep
  while (!open.empty()) {
    const Tree& one = *open.back();
    open.pop_back();
    const Tree& children = member(one, "childActivityInstances");
    const Tree& transitions = member(one, "childTransitionInstances");
    for (const Tree& transition : transitions) leaves.push_back("~" + text_of(transition, "activityId"));
    for (const Tree& child : children) open.push_back(&child);
    if (children.empty() && transitions.empty()) leaves.push_back(text_of(one, "activityId"));
  }
}

// Of a refused deployment: {"details": {resource: {"errors": [{"message"}]}}}.
std::string findings_of(const Tree& body) {
  std::string text;
  for (const Tree& resource : member(body, "details")) {
    for (const Tree& error : member(resource, "errors")) text += "\n" + text_of(error, "message");
  }
  return text;
}

}  // namespace

Deployed::Deployed(Subject& subject, const std::string& name, const Files& files) : subject_(subject) {
  answer_ = subject.deploy(name, files);
  if (!answer_.ok()) return;
  for (const Tree& one : member(answer_.body, "deployedProcessDefinitions")) {
    definitions_.push_back({text_of(one, "key"), text_of(one, "id"), text_of(one, "resource")});
  }
  std::sort(definitions_.begin(), definitions_.end(),
            [](const Definition& a, const Definition& b) { return a.key < b.key; });
}

Deployed::~Deployed() {
  try {
    if (ok()) {
      subject_.remove("/deployment/" + text_of(answer_.body, "id"),
                      {{"cascade", "true"}, {"skipCustomListeners", "true"}});
    }
  } catch (const std::exception&) {
    // The server is gone: the next request says so.
  }
}

std::string Deployed::why() const { return told(answer_); }

std::vector<Tree> Deployed::instances() {
  std::vector<Tree> found;
  for (const Definition& definition : definitions_) {
    const Answer answer = subject_.get("/history/process-instance", {{"processDefinitionId", definition.id}});
    for (const Tree& instance : answer.body) found.push_back(instance);
  }
  return found;
}

std::vector<Taken> Deployed::path() {
  std::vector<Taken> taken;
  for (const Definition& definition : definitions_) {
    const Answer answer = subject_.get("/history/activity-instance",
                                       {{"processDefinitionId", definition.id}, {"sortBy", "occurrence"}, {"sortOrder", "asc"}});
    for (const Tree& one : answer.body) {
      const char* end = member(one, "canceled") == true ? "cancelled" : member(one, "endTime").is_null() ? "open" : "ended";
      taken.push_back({text_of(one, "activityId"), text_of(one, "activityType"), end});
    }
  }
  return taken;
}

std::vector<std::string> running_tree(Subject& subject, const std::string& root) {
  std::vector<std::string> ids{root};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Answer called = subject.get("/process-instance", {{"superProcessInstance", ids[i]}});
    for (const Tree& instance : called.body) ids.push_back(text_of(instance, "id"));
  }
  return ids;
}

std::vector<std::string> active_leaves(Subject& subject, const std::string& root) {
  std::vector<std::string> leaves;
  for (const std::string& id : running_tree(subject, root)) {
    const Answer answer = subject.get("/process-instance/" + id + "/activity-instances");
    if (answer.status != 200 || !answer.body.is_object()) continue;
    if (member(answer.body, "childActivityInstances").empty() && member(answer.body, "childTransitionInstances").empty()) {
      const std::string definition = text_of(answer.body, "activityId");
      leaves.push_back("(" + definition.substr(0, definition.find(':')) + ")");
    } else {
      collect_leaves(answer.body, leaves);
    }
  }
  std::sort(leaves.begin(), leaves.end());
  return leaves;
}

std::string told(const Answer& answer) {
  const std::string message = text_of(answer.body, "message");
  return std::to_string(answer.status) + (message.empty() ? "" : " " + message) + findings_of(answer.body);
}

std::string joined(const std::vector<std::string>& words, const std::string& separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : separator) + word;
  return text;
}

}  // namespace baton::conformance
