// The timers of a diagram that say when, without an expression.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bpmn/lint/diagram.hpp"
#include "expression/time.hpp"

namespace baton::bpmn::lint {

struct Timer {
  Element event;    // that has the timer
  Element element;  // timeDate, timeDuration or timeCycle
  TimerKind kind;
  std::string_view kind_name;  // as messages call it
  std::string text;            // without white space around it, not empty
};

std::vector<Timer> constant_timers(const Diagram& diagram);

}  // namespace baton::bpmn::lint
