// Two handlers of one scope that wait for the same event: it would not be said which of them is meant.
//
// A scope's handlers are its boundary events, the event sub-processes in it and, for a process, its start events; the
// events behind an event-based gateway stand in a scope of their own.
#include <fmt/format.h>

#include <array>
#include <map>
#include <string>
#include <vector>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;
using Nodes = std::vector<const View::Node*>;

Nodes boundaries_of(const View& view, const View::Node& scope) {
  Nodes found;
  for (const std::uint32_t boundary : scope.boundaries) found.push_back(&view.node(boundary));
  return found;
}

Nodes event_starts_of(const View& view, const View::Node& scope) {
  Nodes found;
  for (const std::uint32_t child : scope.children) {
    if (!view.node(child).is_event_sub_process) continue;
    for (const std::uint32_t start : view.node(child).children) {
      if (view.node(start).tag == Tag::start_event) found.push_back(&view.node(start));
    }
  }
  return found;
}

Nodes process_starts_of(const View& view, const View::Node& scope) {
  Nodes found;
  for (const std::uint32_t child : scope.children) {
    if (scope.tag == Tag::process && view.node(child).tag == Tag::start_event) found.push_back(&view.node(child));
  }
  return found;
}

Nodes awaited_by(const View& view, const View::Node& gateway) {
  Nodes found;
  if (gateway.tag != Tag::event_based_gateway) return found;
  for (const std::uint32_t flow : gateway.outgoing) found.push_back(&view.node(view.flows()[flow].target));
  return found;
}

Nodes operator+(Nodes first, const Nodes& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

// The definitions of a node of that kind; a receive task is its own.
std::vector<Element> waits(const View::Node& node, Tag kind) {
  if (node.tag == Tag::receive_task) {
    return kind == Tag::message_event_definition ? std::vector<Element>{node.element} : std::vector<Element>{};
  }
  std::vector<Element> found;
  for (const Element& definition : node.definitions) {
    if (definition.tag() == kind) found.push_back(definition);
  }
  return found;
}

struct Kind {
  Tag definition;
  std::string_view reference, what;
};
constexpr Kind kMessage = {Tag::message_event_definition, "messageRef", "message"};
constexpr Kind kSignal = {Tag::signal_event_definition, "signalRef", "signal"};

void names_differ(const View& view, const Nodes& nodes, const Kind& kind, const View::Node& scope, const Report& report) {
  std::map<std::string_view, int> known;
  for (const View::Node* node : nodes) {
    for (const Element& definition : waits(*node, kind.definition)) {
      const std::string_view name = view.referenced(definition, kind.reference).attribute("name");
      if (name.empty() || ++known[name] == 1) continue;
      report(definition, fmt::format("Cannot have more than one {} event subscription with name '{}' for scope '{}'",
                                     kind.what, name, scope.id()));
    }
  }
}

void subscriptions_differ(const View& view, const View::Node& node, const Report& report) {
  const Nodes handlers = boundaries_of(view, node) + event_starts_of(view, node);
  for (const Kind& kind : {kMessage, kSignal}) {
    names_differ(view, handlers, kind, node, report);
    names_differ(view, process_starts_of(view, node), kind, node, report);
    names_differ(view, awaited_by(view, node), kind, node, report);
  }
}

void start_conditions_differ(const View& view, const View::Node& node, const Report& report) {
  std::map<std::string, int> known;
  for (const View::Node* start : process_starts_of(view, node)) {
    for (const Element& definition : waits(*start, Tag::conditional_event_definition)) {
      const std::string condition = definition.child(Tag::condition).trimmed_text();
      if (condition.empty() || ++known[condition] == 1) continue;
      report(definition, fmt::format("Cannot have more than one conditional event subscription with the same condition '{}'",
                                     condition));
    }
  }
}

// A handler without a code takes every escalation, so there is nothing left for others.
void codes_differ(const View& view, const Nodes& handlers, std::string_view what, const Report& report) {
  std::map<std::string_view, int> known;
  for (const View::Node* node : handlers) {
    for (const Element& definition : waits(*node, Tag::escalation_event_definition)) {
      const std::string_view code = view.referenced(definition, "escalationRef").attribute("escalationCode");
      const bool is_first = ++known[code] == 1;
      if (!is_first && !code.empty()) {
        report(definition, fmt::format("multiple escalation {}s with the same escalationCode '{}' are not supported on same "
                                       "scope", what, code));
      } else if (!is_first || (known.size() > 1 && known.contains(""))) {
        report(definition, fmt::format("The same scope can not contain an escalation {} without escalation code and another "
                                       "one: it catches all escalations", what));
      }
    }
  }
}

void escalation_handlers_differ(const View& view, const View::Node& node, const Report& report) {
  codes_differ(view, boundaries_of(view, node), "boundary event", report);
  codes_differ(view, event_starts_of(view, node), "event subprocess", report);
}

constexpr std::array<NodeRule, 3> kRules = {{
    {"duplicate-subscription", Verdict::error, "A scope has one handler for a message or signal.", subscriptions_differ},
    {"duplicate-start-condition", Verdict::error, "Start conditions of a process differ.", start_conditions_differ},
    {"duplicate-escalation-handler", Verdict::error, "A scope has one handler for an escalation.",
     escalation_handlers_differ},
}};

}  // namespace

NodeRules handler_rules() { return kRules; }

}  // namespace baton::bpmn::executable
