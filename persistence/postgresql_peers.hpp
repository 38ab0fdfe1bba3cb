// The other nodes on a PostgreSQL database: a connection that listens, tells that this node lives, and removes nodes that
// do not any more. Statements of others go through `read`.
#pragma once

#include <atomic>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "persistence/database.hpp"
#include "persistence/node_connection.hpp"
#include "persistence/postgresql_session.hpp"
#include "runtime/store/peers.hpp"

namespace baton {

class PostgresqlPeers final : public Peers {
 public:
  // `membership` outlives this.
  PostgresqlPeers(PostgresqlAddress address, Membership& membership, Database::Read read);
  ~PostgresqlPeers() override;

  void listen(Listener listener) override;
  void ignore() override;
  std::int64_t version(const std::string& root_id) override;
  std::vector<Job> take_due_jobs(std::int64_t now, std::int64_t until, std::int64_t limit) override;
  void definitions_changed() override;
  bool knows_definitions() const override;
  void external_task_written(const std::string& topic) override;

 private:
  std::vector<Job> take(bool are_timers, std::int64_t now, std::int64_t until, std::int64_t limit);
  void loop();
  void session();  // until told to stop, or the connection is lost
  void beat(NodeConnection& connection);
  void announce(NodeConnection& connection);
  void remove_dead(NodeConnection& connection);
  std::int64_t until_announcement();
  void wake() const;

  const PostgresqlAddress address_;
  Membership& membership_;
  const Database::Read read_;
  Listener listener_;
  int wake_fd_ = -1;
  std::atomic<bool> is_stopping_{false};
  std::atomic<std::int64_t> surely_until_{0};  // by the monotonic clock
  std::int64_t known_definitions_ = -1;
  std::int64_t beating_since_ = 0;
  std::int64_t announced_ = 0;
  bool has_others_ = true;
  std::mutex mutex_;
  std::set<std::string> topics_;  // to be announced
  std::thread thread_;
};

}  // namespace baton
