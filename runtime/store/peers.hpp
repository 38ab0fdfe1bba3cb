// The other nodes on a store that several nodes share (docs/decisions/0009-several-nodes.md).
//
// Nobody owns an aggregate. Each has a version, which every commit compares and raises (expectations.hpp), so what
// a node remembers may be old and still nothing wrong is written. What nodes tell each other only wakes; the one
// exception is a change of definitions, which is awaited.
//
// Any thread. Members throw StoreError.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "runtime/store/entities.hpp"
#include "runtime/store/store.hpp"

namespace baton {

class Peers {
 public:
  static constexpr std::int64_t kNoVersion = -1;

  // Called on a thread of the store's, one at a time. They return soon and throw nothing.
  struct Listener {
    std::function<void()> definitions_changed;  // when it returns, nothing older is used for new commands
    std::function<void(const std::string& topic)> external_task;  // one may be fetched that was not ours
    std::function<void()> tick;  // now and then: look for what a node left that died
  };

  virtual ~Peers() = default;

  // Begins to take part; called once, with what is then called until the store ends or `ignore` is called.
  virtual void listen(Listener listener) = 0;
  virtual void ignore() = 0;

  // The version of an aggregate as of the last commit; kNoVersion: there is none.
  virtual std::int64_t version(const std::string& root_id) = 0;

  // Jobs that are due and that no node has taken, for this one until `until`; oldest first.
  virtual std::vector<Job> take_due_jobs(std::int64_t now, std::int64_t until, std::int64_t limit) = 0;

  // After the commit of a change of definitions: returns when each node knows it that can still write.
  virtual void definitions_changed() = 0;
  // False: this node has not been heard of for some time, so it may have missed a change of definitions.
  virtual bool knows_definitions() const = 0;

  virtual void external_task_written(const std::string& topic) = 0;  // throws nothing
};

// A store that may be shared is one of these as well.
class Shareable {
 public:
  virtual ~Shareable() = default;
  virtual Peers* peers() = 0;  // null: this node has the store for itself
};

inline Peers* peers_of(Store& store) {
  auto* shareable = dynamic_cast<Shareable*>(&store);
  return shareable ? shareable->peers() : nullptr;
}

}  // namespace baton
