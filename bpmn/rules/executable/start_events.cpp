#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

// What may start where.
struct Row {
  Tag definition;
  bool in_event_sub_process;
  bool in_sub_process;
};

constexpr std::array<Row, 10> kStarts = {{
    {Tag::message_event_definition, true, false},
    {Tag::timer_event_definition, true, false},
    {Tag::signal_event_definition, true, false},
    {Tag::conditional_event_definition, true, false},
    {Tag::error_event_definition, true, false},
    {Tag::escalation_event_definition, true, false},
    {Tag::compensate_event_definition, true, false},
    {Tag::link_event_definition, false, true},
    {Tag::cancel_event_definition, false, true},
    {Tag::terminate_event_definition, false, true},
}};

const Row& row_of(Element definition) {
  return *std::find_if(kStarts.begin(), kStarts.end(), [&](const Row& row) { return row.definition == definition.tag(); });
}

bool is_start_in(const View& view, const View::Node& node, bool event_sub_process) {
  if (node.tag != Tag::start_event) return false;
  const View::Node& scope = view.node(node.scope);
  return scope.tag != Tag::process && scope.is_event_sub_process == event_sub_process;
}

void sub_processes_start_at_once(const View& view, const View::Node& node, const Report& report) {
  if (!is_start_in(view, node, false)) return;
  for (const Element& definition : node.definitions) {
    if (row_of(definition).in_sub_process) continue;
    report(definition, fmt::format("{} is not allowed on start event within a subprocess", definition.name()));
  }
}

void event_sub_processes_have_one_start(const View& view, const View::Node& node, const Report& report) {
  if (!node.is_event_sub_process) return;
  const auto starts = std::count_if(node.children.begin(), node.children.end(), [&](std::uint32_t child) {
    return view.node(child).tag == Tag::start_event;
  });
  if (starts == 0) report("An event sub-process must define a start event");
  if (starts > 1) report("Multiple start events are not supported for event sub-processes");
}

void event_sub_processes_have_triggers(const View& view, const View::Node& node, const Report& report) {
  if (!is_start_in(view, node, true)) return;
  const bool fits = std::any_of(node.definitions.begin(), node.definitions.end(),
                                [](const Element& definition) { return row_of(definition).in_event_sub_process; });
  if (!fits) {
    report("start event of event subprocess must be of type 'error', 'message', 'timer', 'signal', 'conditional', "
           "'compensation' or 'escalation'");
  }
}

void errors_interrupt(const View& view, const View::Node& node, const Report& report) {
  if (!is_start_in(view, node, true) || !node.definition(Tag::error_event_definition)) return;
  if (!node.element.flag("isInterrupting", true)) report("error start event of event subprocess must be interrupting");
}

void started_messages_are_names(const View& view, const View::Node& node, const Report& report) {
  if (node.tag != Tag::start_event || view.node(node.scope).tag != Tag::process) return;
  for (const Element& definition : node.definitions) {
    if (definition.tag() != Tag::message_event_definition) continue;
    const std::string_view name = view.referenced(definition, "messageRef").attribute("name");
    if (name.find("${") == std::string_view::npos && name.find("#{") == std::string_view::npos) continue;
    report(definition, fmt::format("Invalid message name '{}': expressions in the message start event name are not allowed",
                                   name));
  }
}

constexpr std::array<NodeRule, 5> kRules = {{
    {"sub-process-start", Verdict::error, "The start event of a sub-process waits for nothing.", sub_processes_start_at_once},
    {"event-sub-process-starts", Verdict::error, "An event sub-process has one start event.",
     event_sub_processes_have_one_start},
    {"event-sub-process-trigger", Verdict::error, "The start event of an event sub-process waits for something.",
     event_sub_processes_have_triggers},
    {"error-start-interrupts", Verdict::error, "An event sub-process for an error interrupts.", errors_interrupt},
    {"message-start-name", Verdict::error, "The message that starts a process has a fixed name.", started_messages_are_names},
}};

}  // namespace

NodeRules start_event_rules() { return kRules; }

}  // namespace baton::bpmn::executable
