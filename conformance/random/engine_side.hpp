// The engine's side of a random run: what can be done there, and doing it. Labels are those of the token game.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "runtime/engine/engine.hpp"
#include "runtime/store/memory_store.hpp"

namespace baton::conformance {

class EngineSide {
 public:
  // keeps_instances: in the cache; else loaded from their rows before each command.
  explicit EngineSide(bool keeps_instances);

  // Each throws EngineError when the engine refuses it.
  void deploy(const std::string& xml);
  void start(const std::map<std::string, int>& variables);
  // Does one of the things with this label, the `choice`-th modulo their number.
  void perform(const std::string& label, int choice, const std::map<std::string, int>& variables);

  std::multiset<std::string> enabled();
  bool ended();
  // What is left of an instance that has ended, in words; "" when all is gone.
  std::string leftovers();
  // The tree of activity instances, as text without ids.
  std::string tree();
  void restart();

 private:
  struct Choice {
    std::string label, id, event;
  };
  std::vector<Choice> choices();

  MemoryStore store_;
  ManualClock clock_;
  std::unique_ptr<IdSource> ids_;
  std::size_t cached_;
  std::unique_ptr<Engine> engine_;
  std::string instance_;
};

}  // namespace baton::conformance
