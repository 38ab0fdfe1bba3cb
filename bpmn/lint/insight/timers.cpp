#include "bpmn/lint/insight/timers.hpp"

#include <array>

#include "bpmn/finding_at.hpp"

namespace baton::bpmn::lint {

namespace {

struct Row {
  Tag tag;
  TimerKind kind;
  std::string_view name;
};

constexpr std::array kRows = std::to_array<Row>({
    {Tag::time_date, TimerKind::date, "date"},
    {Tag::time_duration, TimerKind::duration, "duration"},
    {Tag::time_cycle, TimerKind::cycle, "cycle"},
});

}  // namespace

std::vector<Timer> constant_timers(const Diagram& diagram) {
  std::vector<Timer> timers;
  for (const Row& row : kRows) {
    for (const Element& element : diagram.all(row.tag)) {
      std::string text = element.trimmed_text();
      const bool is_expression = text.find("${") != std::string::npos || text.find("#{") != std::string::npos;
      if (text.empty() || is_expression || !is_in_executable_process(element)) continue;
      Element event = element.parent();  // the definition has an id of its own at times; the event is what is drawn
      while (event && !is_event(event.tag())) event = event.parent();
      timers.push_back({event ? event : owner_of(element), element, row.kind, row.name, std::move(text)});
    }
  }
  return timers;
}

}  // namespace baton::bpmn::lint
