// Runs JavaScript in a small pool of child processes of this very binary (design.md section 7).
//
// A child evaluates one script at a time on JavaScriptCore with limits on time, memory, files and network
// set by the operating system. A script that breaks a limit costs its child and answers an error; the next
// request gets a fresh child. Children start when first needed and end with the parent.
//
// Threads: every member may be called from any thread. submit() never blocks on evaluation.
#pragma once

#include <atomic>
#include <cstdint>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "expression/value.hpp"

namespace baton {

struct ScriptRequest {
  std::string source;
  // Globals, and what execution.getVariable sees: everything visible from the script's scope.
  std::map<std::string, Value> variables;
  std::set<std::string> local_names;  // those of them that are local to the scope
  // Properties of `execution` (id, processInstanceId, currentActivityId ...), `task`, ... by object.
  std::map<std::string, std::map<std::string, Value>> objects;
  // Set by whoever has no use for the result any more: the script is stopped, or not begun.
  std::shared_ptr<std::atomic<bool>> is_cancelled;
};

struct ScriptWrite {
  std::string name;
  std::optional<Value> value;  // nothing: removed
  bool local = false;
};

// A call on an implicit object other than variable access, e.g. task.setAssignee("x"), in order.
struct ScriptCall {
  std::string object;
  std::string method;
  std::vector<Value> arguments;
};

struct ScriptResult {
  Value value;
  std::vector<ScriptWrite> writes;  // in the order of the calls
  std::vector<ScriptCall> calls;
  std::set<std::string> reads;      // variables that were looked at, as globals or by getVariable
  // Failure: `error` is not empty, nothing above counts. A thrown BpmnError has a code.
  std::string error;
  std::optional<std::string> bpmn_error_code;
  std::string bpmn_error_message;
};

struct ScriptLimits {
  int children = 4;                     // at most so many at once
  std::int64_t time_ms = 60'000;        // wall clock for one script
  std::int64_t memory_bytes = 512LL << 20;
};

class ScriptPool {
 public:
  // `executable`: the binary that answers to the hidden argument kScriptChildArgument; empty means
  // /proc/self/exe. Starts nothing yet.
  explicit ScriptPool(ScriptLimits limits = {}, std::string executable = {});
  ~ScriptPool();  // ends all children
  ScriptPool(const ScriptPool&) = delete;

  std::future<ScriptResult> submit(ScriptRequest request);

  // Whether `source` parses as JavaScript, found out by a child without running it: `error` says what and in
  // which line, and is empty when it is fine. (Deployment reports it as a finding.)
  std::future<ScriptResult> check(std::string_view source);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// main() calls this first: when argv says that this process is a script child, it serves until its parent
// closes the pipe and returns the exit code; otherwise nothing.
inline constexpr const char* kScriptChildArgument = "--baton-script-child";
std::optional<int> run_script_child(int argc, char** argv);

}  // namespace baton
