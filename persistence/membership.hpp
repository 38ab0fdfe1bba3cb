// This node as one of several on a PostgreSQL database: two rows, in `node` (when it was seen) and in `node_commit` (how
// many commits it has made), and an advisory lock of its writing connection.
//
// Each commit raises the node's count, in its own transaction, before it writes anything else. Whoever takes the node for
// dead ends its writing connection and removes the rows; after that nothing passes that the node had under way, also
// when it only slept. The count tells, too, what became of a commit whose connection was lost.
//
// enter() and admit(): by the one thread that writes. The others: any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "persistence/connection.hpp"
#include "persistence/group_commit.hpp"
#include "runtime/store/expectations.hpp"
#include "runtime/store/store.hpp"

namespace baton {

class Membership {
 public:
  explicit Membership(std::string name) : name_(std::move(name)) {}

  // A new connection that will write: takes the database together with other nodes. The first time, the node becomes
  // a member. Throws busy when one node has the database for itself.
  void enter(Connection& connection);

  std::int64_t id() const { return id_; }
  // It was taken for dead: its commits fail until join().
  void lost() { id_ = 0; }
  // The statements by which a node becomes a member, for the connection of the caller's choice, and what it then is.
  static std::vector<std::string> joining(std::int64_t id, const std::string& name);
  void joined(std::int64_t id) { id_ = id; }
  static std::string ending(std::int64_t id);  // of what the writing connection of a node has under way
  static std::int64_t new_id();
  const std::string& name() const { return name_; }

  std::int64_t next_commit() { return ++commits_; }

  struct Admission {
    bool was_written = false;  // this very commit was written by an earlier attempt
    std::vector<GroupCommit::Refused> refused;
  };
  // The first statements of the transaction of commit `number`: locks what the batches expect, and compares. Throws
  // OvertakenError when the node is none any more.
  Admission admit(Connection& connection, std::int64_t number, const std::vector<const Batch*>& batches);

 private:
  void hold(Connection& connection, std::int64_t id);
  std::set<std::string> raise(Connection& connection, std::int64_t number, const std::vector<Expectations>& expected,
                              bool& was_written_before);

  const std::string name_;
  std::atomic<std::int64_t> id_{0};
  std::int64_t held_ = 0;     // whose lock the writing connection has
  std::int64_t commits_ = 0;  // numbers given out
  bool was_member_ = false;
};

}  // namespace baton
