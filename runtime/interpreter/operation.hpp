// The interpreter's work queue holds these: what is to happen next to one execution.
//
// The queue is a stack, so that a path is followed until it waits before its sibling starts, in the order of
// the diagram: whoever queues several operations queues them in reverse.
#pragma once

#include <cstdint>

#include "bpmn/graph/process_graph.hpp"
#include "runtime/state/instance.hpp"

namespace baton {

struct Operation {
  enum class Kind : std::uint8_t {
    take,           // follow `flow`: asynchronous after, take listeners, then arrive at its target
    arrive,         // stand before `node`: asynchronous before, then enter
    enter,          // open the scope of `node`, begin its activity instance, inputs, start listeners
    start_notified, // start listeners have run: the behavior may begin
    execute,        // the behavior of the node that the execution stands on
    leave,          // the behavior is done: choose the outgoing flows
    end_path,       // the activity has ended without an outgoing flow: complete its scope or the instance
    process_start,  // begin a process instance whose root this is, at `node`
    resume_script,  // a script of a script task has its result
    sub_instance_ended,  // the called instance has ended: continue the call activity
    check_condition,  // an event that waits for a condition: it happens if the condition holds
    recheck,        // nothing to do but to let delayed conditions be looked at
  };
  Kind kind = Kind::recheck;
  ExecutionState* execution = nullptr;
  bpmn::NodeId node = bpmn::kNoNode;
  bpmn::FlowId flow = bpmn::kNoFlow;
  bool is_resumed = false;  // by the job of an asynchronous continuation: do not wait again
  SubscriptionRecord* waiting = nullptr;  // check_condition
};

}  // namespace baton
