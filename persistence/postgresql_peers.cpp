#include "persistence/postgresql_peers.hpp"

#include <fmt/format.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>

#include "persistence/dialect.hpp"
#include "persistence/membership.hpp"
#include "persistence/query_sql.hpp"
#include "runtime/store/store.hpp"

namespace baton {

namespace {

constexpr const char* kChannel = "baton";
constexpr const char* kDefinitions = "definitions";
constexpr const char* kTopicPrefix = "topic ";
constexpr std::size_t kLongestNotice = 7'900;  // bytes, of PostgreSQL's 8000

constexpr std::int64_t kBeatMs = 1'000;
constexpr std::int64_t kDeadAfterMs = 5'000;
// What a node may believe of itself after a beat: less than others give it, whatever the clocks do.
constexpr std::int64_t kSurelyMs = 3'000;
constexpr std::int64_t kReconnectMs = 200;
constexpr std::int64_t kAnnouncementPauseMs = 10;
constexpr std::int64_t kLongestAnnouncementMs = 20'000;

std::int64_t monotonic_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_BOOTTIME, &now);
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

SqlText text(std::string sql) {
  SqlText made;
  made << sql;
  return made;
}

}  // namespace

PostgresqlPeers::PostgresqlPeers(PostgresqlAddress address, Membership& membership, Database::Read read)
    : address_(std::move(address)),
      membership_(membership),
      read_(std::move(read)),
      wake_fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

PostgresqlPeers::~PostgresqlPeers() {
  ignore();
  ::close(wake_fd_);
}

void PostgresqlPeers::listen(Listener listener) {
  listener_ = std::move(listener);
  thread_ = std::thread([this] { loop(); });
}

void PostgresqlPeers::ignore() {
  is_stopping_ = true;
  wake();
  if (thread_.joinable()) thread_.join();
}

void PostgresqlPeers::wake() const {
  const std::uint64_t one = 1;
  if (::write(wake_fd_, &one, sizeof one) < 0) return;  // it is set already
}

// --- Asked by the engine ------------------------------------------------------------------------

std::int64_t PostgresqlPeers::version(const std::string& root_id) {
  SqlText sql;
  sql << "SELECT version FROM execution WHERE id = " << sql.parameter(Cell{root_id});
  const auto rows = read_(sql, {CellKind::integer});
  return rows.empty() ? kNoVersion : std::get<std::int64_t>(rows[0][0]);
}

std::vector<Job> PostgresqlPeers::take(bool are_timers, std::int64_t now, std::int64_t until, std::int64_t limit) {
  SqlText sql;
  sql << "UPDATE job SET lock_expiration = " << sql.parameter(Cell{until});
  sql << " WHERE id IN (SELECT id FROM job WHERE retries > 0 AND suspended = 0 AND ";
  sql << (are_timers ? "due <= " + sql.parameter(Cell{now}) : std::string("due IS NULL"));
  sql << " AND (lock_expiration IS NULL OR lock_expiration <= ";
  sql << sql.parameter(Cell{now}) << ") ORDER BY due LIMIT " << sql.parameter(Cell{limit});
  sql << " FOR UPDATE SKIP LOCKED) RETURNING " << column_list(table_spec(TableId::job));
  std::vector<Job> jobs;
  for (const Row& row : read_(sql, column_kinds(TableId::job))) jobs.push_back(Job::from_row(row));
  return jobs;
}

std::vector<Job> PostgresqlPeers::take_due_jobs(std::int64_t now, std::int64_t until, std::int64_t limit) {
  std::vector<Job> jobs = take(false, now, until, limit);  // two statements: each is a range of the index
  for (Job& timer : take(true, now, until, limit)) jobs.push_back(std::move(timer));
  std::stable_sort(jobs.begin(), jobs.end(), [](const Job& a, const Job& b) {
    return a.due.value_or(a.created) < b.due.value_or(b.created);
  });
  return jobs;
}

bool PostgresqlPeers::knows_definitions() const { return monotonic_ms() < surely_until_; }

// A node that does not answer is taken for dead within seconds, so this ends.
void PostgresqlPeers::definitions_changed() {
  read_(text(fmt::format("SELECT CAST(pg_notify('{}', '{}') AS TEXT)", kChannel, kDefinitions)), {CellKind::text});
  const SqlText behind = text("SELECT 1 FROM node WHERE definitions < "
                              "(SELECT CAST(value AS BIGINT) FROM property WHERE name = 'definitions') LIMIT 1");
  const std::int64_t end = monotonic_ms() + kLongestAnnouncementMs;
  for (int pause_ms = 1; !read_(behind, {CellKind::integer}).empty() && monotonic_ms() < end;) {
    std::this_thread::sleep_for(std::chrono::milliseconds(pause_ms));
    pause_ms = std::min(2 * pause_ms, 50);
  }
}

void PostgresqlPeers::external_task_written(const std::string& topic) {
  {
    const std::lock_guard lock(mutex_);
    if (!topics_.insert(topic).second) return;
  }
  wake();
}

// --- The thread ---------------------------------------------------------------------------------

void PostgresqlPeers::loop() {
  while (!is_stopping_) {
    try {
      session();
    } catch (const StoreError&) {
      std::this_thread::sleep_for(std::chrono::milliseconds(kReconnectMs));
    }
  }
}

void PostgresqlPeers::session() {
  NodeConnection connection(address_, kChannel);
  beating_since_ = monotonic_ms();
  std::int64_t next_beat = 0;
  while (!is_stopping_) {
    const std::int64_t now = monotonic_ms();
    if (now >= next_beat) {
      beat(connection);
      remove_dead(connection);
      listener_.tick();
      next_beat = monotonic_ms() + kBeatMs;
    }
    const std::int64_t left = std::max<std::int64_t>(0, std::min(next_beat - monotonic_ms(), until_announcement()));
    bool are_new_definitions = false;
    for (const std::string& heard : connection.wait(wake_fd_, std::chrono::milliseconds(left))) {
      if (heard == kDefinitions) are_new_definitions = true;
      if (heard.rfind(kTopicPrefix, 0) == 0) listener_.external_task(heard.substr(std::string(kTopicPrefix).size()));
    }
    if (are_new_definitions) beat(connection);
    announce(connection);
  }
  connection.run(fmt::format("DELETE FROM node_commit WHERE id = {}", membership_.id()));
  connection.run(fmt::format("DELETE FROM node WHERE id = {}", membership_.id()));
}

// "I live, and know these definitions." Twice when there are newer ones.
void PostgresqlPeers::beat(NodeConnection& connection) {
  for (;;) {
    const std::int64_t began = monotonic_ms();
    const auto rows = connection.run(fmt::format(
        "UPDATE node SET seen = clock_timestamp(), definitions = {} WHERE id = {} "
        "RETURNING coalesce((SELECT value FROM property WHERE name = 'definitions'), '0'), (SELECT count(*) FROM node)",
        known_definitions_, membership_.id()));
    if (rows.empty()) {
      surely_until_ = 0;
      membership_.lost();
      known_definitions_ = -1;
      listener_.definitions_changed();
      const std::int64_t id = Membership::new_id();
      connection.run("BEGIN");
      for (const std::string& statement : Membership::joining(id, membership_.name())) connection.run(statement);
      connection.run("COMMIT");
      membership_.joined(id);
      beating_since_ = monotonic_ms();
      continue;
    }
    has_others_ = rows[0][1] != "1";
    const std::int64_t present = std::stoll(rows[0][0]);
    if (present == known_definitions_) {
      surely_until_ = began + kSurelyMs;
      return;
    }
    listener_.definitions_changed();
    known_definitions_ = present;
  }
}

// Only by a node that has lived itself for so long: after an outage of the database all look dead.
void PostgresqlPeers::remove_dead(NodeConnection& connection) {
  if (monotonic_ms() - beating_since_ < kDeadAfterMs + kBeatMs) return;
  const std::string is_dead = fmt::format("seen < clock_timestamp() - interval '{} milliseconds'", kDeadAfterMs);
  for (const auto& row : connection.run(fmt::format("SELECT id FROM node WHERE id <> {} AND {}", membership_.id(), is_dead))) {
    const std::string& id = row[0];
    // What it has under way ends, and lets go of what it had locked; when it comes back it finds no row of its own.
    connection.run(Membership::ending(std::stoll(id)));
    connection.run(fmt::format("DELETE FROM node_commit WHERE id = {0} AND EXISTS (SELECT FROM node WHERE id = {0} AND {1})", id, is_dead));
    connection.run(fmt::format("DELETE FROM node WHERE id = {0} AND NOT EXISTS (SELECT FROM node_commit WHERE id = {0})", id));
  }
}

// Not for each commit: they come together.
std::int64_t PostgresqlPeers::until_announcement() {
  const std::lock_guard lock(mutex_);
  return topics_.empty() ? kBeatMs : announced_ + kAnnouncementPauseMs - monotonic_ms();
}

void PostgresqlPeers::announce(NodeConnection& connection) {
  if (monotonic_ms() - announced_ < kAnnouncementPauseMs) return;
  std::set<std::string> topics;
  {
    const std::lock_guard lock(mutex_);
    topics.swap(topics_);
  }
  if (topics.empty() || !has_others_) return;
  announced_ = monotonic_ms();
  std::string sql;
  for (const std::string& topic : topics) {
    if (topic.size() > kLongestNotice) continue;  // found by the next tick
    sql += fmt::format("{}pg_notify('{}', {})", sql.empty() ? "SELECT " : ", ", kChannel, connection.quoted(kTopicPrefix + topic));
  }
  if (!sql.empty()) connection.run(sql);
}

}  // namespace baton
