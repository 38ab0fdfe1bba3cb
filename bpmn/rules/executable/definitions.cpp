#include <fmt/format.h>

#include <array>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

constexpr bool is_throwing(Tag tag) { return tag == Tag::end_event || tag == Tag::intermediate_throw_event; }

// Start events in a sub-process that begins at once wait for nothing, whatever they say.
bool is_catching(const View& view, const View::Node& node) {
  if (node.tag == Tag::intermediate_catch_event || node.tag == Tag::boundary_event) return true;
  if (node.tag != Tag::start_event) return false;
  const View::Node& scope = view.node(node.scope);
  return scope.tag == Tag::process || scope.is_event_sub_process;
}

template <class Visit>
void each(const View::Node& node, Tag tag, Visit visit) {
  for (const Element& definition : node.definitions) {
    if (definition.tag() == tag) visit(definition);
  }
}

// Of an event definition or a receive task.
void check_message(const View& view, Element element, const Report& report) {
  const auto reference = element.find_attribute("messageRef");
  if (!reference) return report(element, "attribute 'messageRef' is required");
  const Element message = view.model().resolve(*reference);
  if (message.tag() != Tag::message) {
    return report(element, fmt::format("Invalid 'messageRef': no message with id '{}' found", *reference));
  }
  if (is_blank(message.attribute("name"))) {
    report(element, "Cannot have a message event subscription with an empty or missing name");
  }
}

void caught_messages_have_names(const View& view, const View::Node& node, const Report& report) {
  if (node.tag == Tag::receive_task && node.element.has("messageRef")) check_message(view, node.element, report);
  if (!is_catching(view, node)) return;
  each(node, Tag::message_event_definition, [&](Element definition) { check_message(view, definition, report); });
}

void signals_are_known(const View& view, const View::Node& node, const Report& report) {
  if (!is_catching(view, node) && !is_throwing(node.tag)) return;
  each(node, Tag::signal_event_definition, [&](Element definition) {
    const auto reference = definition.find_attribute("signalRef");
    if (!reference) return report(definition, "signalEventDefinition does not have required property 'signalRef'");
    if (view.model().resolve(*reference).tag() == Tag::signal) return;
    report(definition, fmt::format("Could not find signal with id '{}'", *reference));
  });
}

void thrown_errors_have_codes(const View& view, const View::Node& node, const Report& report) {
  if (node.tag != Tag::end_event) return;
  each(node, Tag::error_event_definition, [&](Element definition) {
    if (definition.attribute("errorRef").empty()) {
      return report(definition, "'errorRef' attribute is mandatory on error end event");
    }
    const Element error = view.referenced(definition, "errorRef");
    if (error.tag() != Tag::error || !error.attribute("errorCode").empty()) return;
    report(definition, fmt::format("'errorCode' is mandatory on errors referenced by throwing error event definitions, but "
                                   "the error '{}' does not define one", error.id()));
  });
}

void thrown_escalations_have_codes(const View& view, const View::Node& node, const Report& report) {
  if (!is_throwing(node.tag)) return;
  each(node, Tag::escalation_event_definition, [&](Element definition) {
    if (!definition.has("escalationRef")) {
      return report(definition, "escalationEventDefinition does not have required attribute 'escalationRef'");
    }
    const Element escalation = view.referenced(definition, "escalationRef");
    if (escalation.tag() == Tag::escalation && escalation.attribute("escalationCode").empty()) {
      report(definition, "throwing escalation event must have an 'escalationCode'");
    }
  });
}

void escalations_are_known(const View& view, const View::Node& node, const Report& report) {
  if (node.tag == Tag::start_event && view.node(node.scope).tag == Tag::process) return;
  if (!is_catching(view, node) && !is_throwing(node.tag)) return;
  each(node, Tag::escalation_event_definition, [&](Element definition) {
    if (!definition.has("escalationRef")) return;
    if (view.referenced(definition, "escalationRef").tag() == Tag::escalation) return;
    report(definition, fmt::format("could not find escalation with id '{}'", definition.attribute("escalationRef")));
  });
}

int kinds_of_time(Element definition) {
  int kinds = 0;
  for (const Tag tag : {Tag::time_date, Tag::time_cycle, Tag::time_duration}) kinds += definition.child(tag) ? 1 : 0;
  return kinds;
}

void timers_have_times(const View& view, const View::Node& node, const Report& report) {
  if (!is_catching(view, node)) return;
  each(node, Tag::timer_event_definition, [&](Element definition) {
    const int kinds = kinds_of_time(definition);
    if (kinds == 0) report(definition, "Timer needs configuration (either timeDate, timeCycle or timeDuration is needed)");
    if (kinds > 1) report(definition, "Only one of timeDate, timeCycle and timeDuration is allowed for a timer");
  });
}

void times_are_given(const View& view, const View::Node& node, const Report& report) {
  if (!is_catching(view, node)) return;
  each(node, Tag::timer_event_definition, [&](Element definition) {
    for (const Tag tag : {Tag::time_date, Tag::time_cycle, Tag::time_duration}) {
      const Element time = definition.child(tag);
      if (time && time.trimmed_text().empty()) report(time, fmt::format("The timer's {} is empty", time.name()));
    }
  });
}

void conditions_are_given(const View& view, const View::Node& node, const Report& report) {
  if (!is_catching(view, node)) return;
  each(node, Tag::conditional_event_definition, [&](Element definition) {
    if (!definition.child(Tag::condition)) report(definition, "Conditional event must contain an expression for evaluation");
  });
}

constexpr std::array<NodeRule, 8> kRules = {{
    {"message-reference", Verdict::incomplete, "What waits for a message refers to one that has a name.",
     caught_messages_have_names},
    {"signal-reference", Verdict::incomplete, "A signal event refers to a signal.", signals_are_known},
    {"error-code", Verdict::incomplete, "An error end event refers to an error with a code.", thrown_errors_have_codes},
    {"escalation-code", Verdict::incomplete, "What throws an escalation refers to one with a code.",
     thrown_escalations_have_codes},
    {"escalation-reference", Verdict::error, "An escalation that is referred to exists.", escalations_are_known},
    {"timer-definition", Verdict::incomplete, "A timer has one date, cycle or duration.", timers_have_times},
    {"timer-empty", Verdict::warning, "The time of a timer is given.", times_are_given},
    {"condition-definition", Verdict::incomplete, "A conditional event has a condition.", conditions_are_given},
}};

}  // namespace

NodeRules definition_rules() { return kRules; }

}  // namespace baton::bpmn::executable
