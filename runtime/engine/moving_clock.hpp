// Time for an engine whose clock stands until it is moved.
#pragma once

#include "expression/value.hpp"

namespace baton {

class Engine;
class ManualClock;

// Moves the clock of `engine` to `time`, stopping at every due date on the way to run what is due there, as if the
// time had passed. Jobs that become due by now run first; a time in the past only runs those.
void move_clock(Engine& engine, ManualClock& clock, TimestampMs time);

}  // namespace baton
