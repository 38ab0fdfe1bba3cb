#include <fmt/format.h>

#include "bpmn/dialect/readers.hpp"

namespace baton::bpmn {

namespace {

// The action of a listener; nothing when it cannot run here, which has been told.
std::optional<Expression> read_action(Element listener, Compiler& compiler) {
  for (const std::string_view name : {"class", "expression", "delegateExpression"}) {
    const auto value = listener.find_attribute(name);
    if (!value) continue;
    if (name == "expression") return compiler.text(listener, *value);
    compiler.warn(listener, "not-runnable",
                  fmt::format("The listener's {} '{}' cannot run here; the listener is left out. Write it as an expression or in "
                              "JavaScript, or draw it as a task", name, *value));
    return std::nullopt;
  }
  const Element script = listener.child("script");
  return script ? compiler.script(script) : std::nullopt;
}

std::vector<Listener> read_listeners(Element element, std::string_view kind, Compiler& compiler) {
  std::vector<Listener> listeners;
  for (const Element& found : element.extensions(kind)) {
    if (found.space() != Space::vendor) continue;
    std::optional<Expression> action = read_action(found, compiler);
    if (!action) continue;
    Listener listener;
    listener.event = found.attribute("event");
    listener.id = found.attribute("id");
    listener.action = std::move(*action);
    if (listener.event == "timeout") {
      listener.timeout.emplace();
      listener.timeout->kind = EventKind::timer;
      read_timer(found.child("timerEventDefinition"), *listener.timeout, compiler);
    }
    listeners.push_back(std::move(listener));
  }
  return listeners;
}

}  // namespace

std::vector<Listener> read_execution_listeners(Element element, Compiler& compiler) {
  return read_listeners(element, "executionListener", compiler);
}

std::vector<Listener> read_flow_listeners(Element flow, Compiler& compiler) {
  std::vector<Listener> listeners = read_listeners(flow, "executionListener", compiler);
  for (Listener& listener : listeners) listener.event = "take";
  return listeners;
}

std::vector<Listener> read_task_listeners(Element task, Compiler& compiler) {
  return read_listeners(task, "taskListener", compiler);
}

std::vector<std::pair<std::string, std::string>> read_properties(Element element) {
  std::vector<std::pair<std::string, std::string>> properties;
  for (const Element& property : element.extension("properties").children("property")) {
    properties.emplace_back(property.attribute("name"), property.attribute("value"));
  }
  return properties;
}

Expression read_retry_cycle(Element element, Compiler& compiler) {
  const Element cycle = element.extension("failedJobRetryTimeCycle");
  return cycle && (cycle.space() == Space::vendor || cycle.space() == Space::fox) ? compiler.content(cycle)
                                                                                : Expression();
}

AsyncMarks read_async_marks(Element element) {
  AsyncMarks marks;
  marks.before = element.vendor("async") == "true" || element.vendor("asyncBefore") == "true";
  marks.after = element.vendor("asyncAfter") == "true";
  marks.exclusive = element.vendor("exclusive").value_or("true") == "true";
  return marks;
}

void read_timer(Element definition, EventDefinition& event, Compiler& compiler) {
  struct Row {
    std::string_view name;
    TimerKind kind;
  };
  for (const Row& row : {Row{"timeDate", TimerKind::date}, Row{"timeCycle", TimerKind::cycle},
                         Row{"timeDuration", TimerKind::duration}}) {
    const Element text = definition.child(row.name);
    if (!text) continue;
    event.timer_kind = row.kind;
    event.timer = compiler.content(text);
    return;
  }
}

}  // namespace baton::bpmn
