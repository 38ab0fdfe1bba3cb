// Drives a real Engine over an in-memory store for tests: deploy XML text, start, answer what waits, read the
// trail that was left. Time stands until it is moved; jobs run only when asked.
//
// Every test that uses run_both_ways() runs twice: with the instance kept in memory, and loaded from its rows
// before each command, so that what is in memory and what is stored are held to be the same.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "runtime/engine/engine.hpp"
#include "runtime/store/memory_store.hpp"

namespace baton::testing {

// Wraps the content of a process (default namespace BPMN, prefix camunda) into a file. `rest`: root elements.
std::string process_xml(const std::string& id, const std::string& content, const std::string& rest = {});

class Harness {
 public:
  explicit Harness(std::size_t cached_instances = 1000);
  ~Harness();

  Engine& engine() { return *engine_; }
  MemoryStore& store() { return store_; }
  ManualClock& clock() { return clock_; }
  // A new engine on the same store, as after a crash.
  void restart();

  void deploy(const std::string& xml);
  // Deploys process_xml(id, content, rest) and starts it; remembers the instance.
  InstanceAnswer run(const std::string& id, const std::string& content, const Variables& variables = {},
                     const std::string& rest = {});
  InstanceAnswer start(const std::string& key, const Variables& variables = {});

  // Of the remembered instance and what it called.
  void complete(const std::string& task_key, const Variables& variables = {});
  void fire(const std::string& activity);                       // the timer or job of this activity
  void message(const std::string& name, const Variables& variables = {});
  void advance(std::int64_t milliseconds);                      // and run what falls due
  void run_jobs() { engine_->run_due_jobs(); }
  std::string external(const std::string& topic);               // locks the one task, returns its id
  void finish_external(const std::string& topic, const Variables& variables = {});

  std::vector<std::string> tasks() const;                       // sorted keys of open tasks
  std::string trail() const;                                    // "a ended, b cancelled", sorted by start, then id
  std::string state() const;                                    // historic state of the instance
  Value variable(const std::string& name) const;                // last value in history; Null if none
  std::vector<Incident> incidents() const;
  const std::string& instance() const { return instance_; }

 private:
  std::vector<std::string> all_instances() const;
  std::size_t cached_;
  ManualClock clock_;
  std::unique_ptr<IdSource> ids_;
  mutable MemoryStore store_;
  std::unique_ptr<Engine> engine_;
  std::string instance_;
};

void run_both_ways(const std::function<void(Harness&)>& test);

Variables vars(std::initializer_list<std::pair<std::string, Value>> values);

}  // namespace baton::testing
