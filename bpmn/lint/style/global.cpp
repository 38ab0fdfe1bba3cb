// What stands beside the processes is referred to by events, tasks and message flows; one that is not is left over, and
// of two with one name somebody will pick the wrong one.
#include <algorithm>
#include <initializer_list>

#include "bpmn/lint/style/tables.hpp"
#include "bpmn/rules/rule.hpp"

namespace baton::bpmn::lint {

namespace {

struct Use {
  Tag tag;
  std::string_view attribute;
};

bool is_used(const Look& look, Element root, std::initializer_list<Use> uses) {
  for (const Use& use : uses) {
    for (const Element& user : look.diagram().all(use.tag)) {
      const bool counts = !is_event_definition(use.tag) || is_event(user.parent().tag());
      if (counts && look.diagram().referenced(user, use.attribute) == root) return true;
    }
  }
  return false;
}

bool is_unique(const Look& look, Element root) {
  const Elements& all = look.diagram().all(root.tag());
  return std::count_if(all.begin(), all.end(), [&](const Element& other) {
           return other.find_attribute("name") == root.find_attribute("name");
         }) == 1;
}

void check_all(const Look& look, Tag tag, std::initializer_list<Use> uses) {
  for (const Element& root : look.diagram().all(tag)) {
    if (root.has("name") && is_blank(root.attribute("name"))) look.report(root, "Element is missing name");
    if (!is_used(look, root, uses)) look.report(root, "Element is unused");
    if (!is_unique(look, root)) look.report(root, "Element name is not unique");
  }
}

void check(const Look& look) {
  check_all(look, Tag::error, {{Tag::error_event_definition, "errorRef"}});
  check_all(look, Tag::escalation, {{Tag::escalation_event_definition, "escalationRef"}});
  check_all(look, Tag::signal, {{Tag::signal_event_definition, "signalRef"}});
  check_all(look, Tag::message, {{Tag::message_event_definition, "messageRef"},
                                 {Tag::receive_task, "messageRef"},
                                 {Tag::send_task, "messageRef"},
                                 {Tag::message_flow, "messageRef"}});
}

}  // namespace

const LintRule& global() {
  static constexpr LintRule kRule{"global", Family::style, Severity::warning,
                                  "Messages, signals, errors and escalations are used and have names of "
                                  "their own.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
