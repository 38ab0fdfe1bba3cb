#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

constexpr std::array<std::string_view, 6> kTaskEvents = {"create", "assignment", "update", "complete", "delete", "timeout"};

bool has_action(Element listener) {
  return listener.has("class") || listener.has("expression") || listener.has("delegateExpression") ||
         listener.child("script");
}

void check_action(Element listener, const Report& report) {
  if (!has_action(listener)) {
    report(listener, fmt::format("Element 'class', 'expression', 'delegateExpression' or 'script' is mandatory on {}",
                                 listener.name()));
  }
  const Element script = listener.child("script");
  if (script && script.attribute("scriptFormat").empty()) {
    report(script, "Missing attribute 'scriptFormat' for 'script' element");
  }
}

template <class Visit>
void each_listener(Element element, std::string_view kind, Visit visit) {
  for (const Element& listener : element.extensions(kind)) {
    if (listener.space() == Space::vendor) visit(listener);
  }
}

void listeners_do_something(const View&, const View::Node& node, const Report& report) {
  for (const std::string_view kind : {"executionListener", "taskListener"}) {
    if (kind == "taskListener" && node.tag != Tag::user_task) continue;
    each_listener(node.element, kind, [&](Element listener) { check_action(listener, report); });
  }
}

void execution_events_are_known(const View&, const View::Node& node, const Report& report) {
  each_listener(node.element, "executionListener", [&](Element listener) {
    const std::string_view event = listener.attribute("event");
    if (is_blank(event)) return report(listener, "Attribute 'event' is mandatory on listener");
    if (event != "start" && event != "end") report(listener, "Attribute 'event' must be one of {start|end}");
  });
}

void task_events_are_known(const View&, const View::Node& node, const Report& report) {
  if (node.tag != Tag::user_task) return;
  each_listener(node.element, "taskListener", [&](Element listener) {
    const auto event = listener.find_attribute("event");
    if (!event) return report(listener, "Attribute 'event' is mandatory on taskListener");
    if (std::find(kTaskEvents.begin(), kTaskEvents.end(), *event) == kTaskEvents.end()) {
      report(listener, "Attribute 'event' must be one of {create|assignment|complete|update|delete|timeout}");
    }
  });
}

bool has_time(Element timer) {
  return timer.child(Tag::time_date) || timer.child(Tag::time_cycle) || timer.child(Tag::time_duration);
}

void timeouts_have_timers(const View&, const View::Node& node, const Report& report) {
  if (node.tag != Tag::user_task) return;
  each_listener(node.element, "taskListener", [&](Element listener) {
    if (listener.attribute("event") != "timeout") return;
    if (listener.id().empty()) report(listener, "Element 'id' is mandatory on taskListener of type 'timeout'");
    const Element timer = listener.child("timerEventDefinition");
    if (!timer) return report(listener, "Element 'timerEventDefinition' is mandatory on taskListener of type 'timeout'");
    if (!has_time(timer)) {
      report(timer, "Timer needs configuration (either timeDate, timeCycle or timeDuration is needed)");
    }
  });
}

void flow_listeners_do_something(const View&, const View::Flow& flow, const Report& report) {
  each_listener(flow.element, "executionListener", [&](Element listener) { check_action(listener, report); });
}

constexpr std::array<NodeRule, 4> kRules = {{
    {"listener-action", Verdict::error, "A listener says what it does.", listeners_do_something},
    {"execution-listener-event", Verdict::error, "An execution listener hears 'start' or 'end'.", execution_events_are_known},
    {"task-listener-event", Verdict::error, "A task listener hears one of the task's events.", task_events_are_known},
    {"timeout-listener", Verdict::error, "A task listener for 'timeout' has an id and a timer.", timeouts_have_timers},
}};
constexpr std::array<FlowRule, 1> kFlowRules = {{
    {"flow-listener-action", Verdict::error, "A listener says what it does.", flow_listeners_do_something},
}};

}  // namespace

FlowRules flow_listener_rules() { return kFlowRules; }
NodeRules listener_rules() { return kRules; }

}  // namespace baton::bpmn::executable
