#include <array>

#include "bpmn/dialect/readers.hpp"
#include "bpmn/graph/parts.hpp"

namespace baton::bpmn {

namespace {

using Reader = void (*)(const ProcessView&, Element, EventDefinition&, Compiler&);

void read_message(const ProcessView& view, Element definition, EventDefinition& event, Compiler& compiler) {
  const Element message = message_of(view, definition);
  event.name = compiler.text(definition, message.find_attribute("name"));
  event.message_id = message.id();
}

void read_signal(const ProcessView& view, Element definition, EventDefinition& event, Compiler& compiler) {
  const Element signal = view.referenced(definition, "signalRef");
  event.name = compiler.text(definition, signal.find_attribute("name"));
  event.signal_async = definition.vendor("async") == "true";
  event.in_mappings = read_variable_mappings(definition, "in", compiler);
}

void read_error(const ProcessView& view, Element definition, EventDefinition& event, Compiler& compiler) {
  const Element error = view.referenced(definition, "errorRef");
  // A reference to no error of the file is the code itself.
  event.code = error.tag() == Tag::error ? error.attribute("errorCode") : definition.attribute("errorRef");
  event.has_code = !event.code.empty();
  if (error) event.error_message = compiler.text(definition, error.vendor("errorMessage"));
  event.code_variable = definition.vendor("errorCodeVariable").value_or("");
  event.message_variable = definition.vendor("errorMessageVariable").value_or("");
}

void read_escalation(const ProcessView& view, Element definition, EventDefinition& event, Compiler&) {
  event.code = view.referenced(definition, "escalationRef").attribute("escalationCode");
  event.has_code = !event.code.empty();
  event.code_variable = definition.vendor("escalationCodeVariable").value_or("");
}

void read_timer_definition(const ProcessView&, Element definition, EventDefinition& event, Compiler& compiler) {
  read_timer(definition, event, compiler);
}

void read_conditional(const ProcessView&, Element definition, EventDefinition& event, Compiler& compiler) {
  if (const Element condition = definition.child(Tag::condition)) event.condition = compiler.condition(condition);
  event.variable_name = definition.vendor("variableName").value_or("");
  event.variable_events = split_list(definition.vendor("variableEvents").value_or(""));
}

// The activity is known when all nodes are: see the builder.
void read_compensation(const ProcessView&, Element definition, EventDefinition& event, Compiler&) {
  event.wait_for_completion = definition.flag("waitForCompletion", true);
}

// A link's name is a name, whatever it looks like.
void read_link(const ProcessView&, Element definition, EventDefinition& event, Compiler&) {
  bool known = false;
  event.name = Expression::compile_script("text", definition.attribute("name"), known);
}

void read_nothing(const ProcessView&, Element, EventDefinition&, Compiler&) {}

struct Row {
  Tag tag;
  EventKind kind;
  Reader read;
};

constexpr std::array<Row, 10> kDefinitions = {{
    {Tag::message_event_definition, EventKind::message, read_message},
    {Tag::signal_event_definition, EventKind::signal, read_signal},
    {Tag::error_event_definition, EventKind::error, read_error},
    {Tag::escalation_event_definition, EventKind::escalation, read_escalation},
    {Tag::timer_event_definition, EventKind::timer, read_timer_definition},
    {Tag::conditional_event_definition, EventKind::conditional, read_conditional},
    {Tag::compensate_event_definition, EventKind::compensation, read_compensation},
    {Tag::link_event_definition, EventKind::link, read_link},
    {Tag::cancel_event_definition, EventKind::cancel, read_nothing},
    {Tag::terminate_event_definition, EventKind::terminate, read_nothing},
}};

bool is_throwing(Tag tag) { return tag == Tag::end_event || tag == Tag::intermediate_throw_event; }

}  // namespace

EventDefinition read_event_definition(const ProcessView& view, Element definition, Compiler& compiler) {
  EventDefinition event;
  event.definition_id = definition.id();
  for (const Row& row : kDefinitions) {
    if (row.tag != definition.tag()) continue;
    event.kind = row.kind;
    row.read(view, definition, event, compiler);
  }
  return event;
}

void read_message_reference(const ProcessView& view, Element element, Node& node, Compiler& compiler) {
  if (!element.has("messageRef") && !message_of(view, element)) return;
  EventDefinition event;
  event.kind = EventKind::message;
  read_message(view, element, event, compiler);
  node.events.push_back(std::move(event));
}

void read_event(const ProcessView& view, const ProcessView::Node& from, Node& node, Compiler& compiler) {
  const Element element = from.element;
  for (const Element& definition : from.definitions) {
    node.events.push_back(read_event_definition(view, definition, compiler));
    if (definition.tag() == Tag::message_event_definition && is_throwing(from.tag)) {
      node.work = read_service_work(definition, element, compiler);
      if (std::holds_alternative<std::monostate>(node.work)) {
        node.message = OutgoingMessage{node.events.back().name, node.events.back().message_id, {},
                                       read_variable_mappings(definition, "in", compiler)};
      }
    }
    // The mark of a timer's job may stand on its definition.
    if (definition.vendor("exclusive") == "false") node.exclusive = false;
  }
  node.parallel_multiple = element.flag("parallelMultiple");
  for (EventDefinition& event : node.events) {
    event.parallel_multiple_part = node.parallel_multiple;
    event.repeats = from.tag == Tag::intermediate_catch_event && !view.model().speaks_vendor();
  }
  if (from.tag == Tag::boundary_event) {
    node.interrupting = element.flag("cancelActivity", true);
    node.says_interrupting = element.has("cancelActivity");
  }
  if (from.tag == Tag::start_event) {
    node.interrupting = element.flag("isInterrupting", true);
    node.initiator_variable = element.vendor("initiator").value_or("");
    node.start_form = read_form(element, compiler);
  }
}

}  // namespace baton::bpmn
