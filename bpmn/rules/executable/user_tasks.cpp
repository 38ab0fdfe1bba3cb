#include <fmt/format.h>

#include <array>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

void one_performer(const View&, const View::Node& node, const Report& report) {
  if (node.tag == Tag::user_task && node.element.children(Tag::human_performer).size() > 1) {
    report("Invalid task definition: multiple humanPerformer sub elements");
  }
}

void one_assignee(const View&, const View::Node& node, const Report& report) {
  if (node.tag != Tag::user_task || !node.element.vendor("assignee")) return;
  const Element performer = node.element.child(Tag::human_performer).child(Tag::resource_assignment_expression);
  if (performer.child(Tag::formal_expression)) report("Invalid usage: duplicate assignee declaration for the task");
}

constexpr std::array<NodeRule, 2> kRules = {{
    {"one-performer", Verdict::error, "A user task has at most one humanPerformer.", one_performer},
    {"one-assignee", Verdict::error, "A user task has a humanPerformer or camunda:assignee, not both.", one_assignee},
}};

}  // namespace

NodeRules user_task_rules() { return kRules; }

}  // namespace baton::bpmn::executable
