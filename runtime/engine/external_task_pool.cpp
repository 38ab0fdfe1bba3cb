#include "runtime/engine/external_task_pool.hpp"

#include <algorithm>
#include <functional>
#include <random>
#include <utility>

#include "runtime/store/peers.hpp"
#include "runtime/store/store.hpp"

namespace baton {

namespace {

constexpr std::int64_t kWindow = 2'000;           // rows read from the store at once, per topic
constexpr std::size_t kKeptPerTopic = 20'000;     // entries kept in memory
constexpr std::size_t kKeptTopics = 5'000;
constexpr std::int64_t kLongestWaitMs = 60'000;   // clocks may be set
// Beside other nodes: a task is left to the node that made it for so long, when there are others; and each node goes
// through what is left in another order, so that they seldom meet.
constexpr std::int64_t kHandicapMs = 2'000;
constexpr std::int64_t kSpreadMs = 1'000;
constexpr std::int64_t kSharedWindow = 200;

bool is_fetchable(const ExternalTask& task) { return !task.suspended && (!task.retries || *task.retries > 0); }

// The order in which this node goes through others' tasks.
std::int64_t spread(const std::string& id) {
  static const std::size_t own = std::random_device{}();
  return static_cast<std::int64_t>((std::hash<std::string>{}(id) ^ own) * 0x9e3779b97f4a7c15U >> 40) % kSpreadMs;
}

bool is_locked(const ExternalTask& task, std::int64_t now) { return task.lock_expiration.value_or(0) > now; }

}  // namespace

struct ExternalTaskPool::Waiter {
  std::vector<std::string> topics;
  std::function<void()> wake;
  bool is_due = false;
};

ExternalTaskPool::ExternalTaskPool(Store& store, const Clock& clock) : store_(store), clock_(clock) {}

ExternalTaskPool::~ExternalTaskPool() { stop(); }

void ExternalTaskPool::stop() {
  {
    std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  moved_.notify_all();
  if (timekeeper_.joinable()) timekeeper_.join();
}

// --- The order of tasks -------------------------------------------------------------------------

bool ExternalTaskPool::index(Entry& entry) {
  Topic& topic = topics_[entry.task.topic];
  const ExternalTask& task = entry.task;
  if (is_locked(task, clock_.now())) {
    topic.locked.emplace(*task.lock_expiration, task.id);
    return true;
  }
  entry.is_ready = true;
  topic.by_created.insert({0, task.created + entry.handicap, task.id});
  topic.by_priority.insert({-task.priority, task.created + entry.handicap, task.id});
  return make_due(task.topic);
}

void ExternalTaskPool::unindex(Entry& entry) {
  Topic& topic = topics_[entry.task.topic];
  const ExternalTask& task = entry.task;
  if (entry.is_ready) {
    topic.by_created.erase({0, task.created + entry.handicap, task.id});
    topic.by_priority.erase({-task.priority, task.created + entry.handicap, task.id});
  } else if (task.lock_expiration) {
    topic.locked.erase({*task.lock_expiration, task.id});
  }
  entry.is_ready = false;
}

void ExternalTaskPool::forget(const std::string& id) {
  const auto found = entries_.find(id);
  if (found == entries_.end()) return;
  if (!found->second.is_claimed) unindex(found->second);
  entries_.erase(found);
}

// Beyond the bound the last in order go; the store still has them.
void ExternalTaskPool::bound(Topic& topic) {
  while (topic.by_created.size() > kKeptPerTopic) {
    topic.is_complete = false;
    forget(std::string(topic.by_created.rbegin()->id));
  }
  while (topic.locked.size() > kKeptPerTopic) {
    topic.is_complete = false;
    forget(std::string(topic.locked.rbegin()->second));
  }
}

bool ExternalTaskPool::written(const ExternalTask& task) {
  std::lock_guard lock(mutex_);
  const auto topic = topics_.find(task.topic);
  if (topic == topics_.end()) return !is_fetchable(task) || is_locked(task, clock_.now());  // nobody has asked for it yet
  const auto found = entries_.find(task.id);
  if (!is_fetchable(task)) {
    if (found == entries_.end()) return true;
    if (!found->second.is_claimed) {
      forget(task.id);
    } else {
      found->second.task = task;  // settled() looks at it
    }
    return true;
  }
  bool is_awaited = true;
  if (found == entries_.end()) {
    is_awaited = index(entries_.emplace(task.id, Entry{task}).first->second);
  } else if (found->second.is_claimed) {
    found->second.task = task;
  } else {
    unindex(found->second);
    found->second.task = task;
    found->second.handicap = 0;
    is_awaited = index(found->second);
  }
  bound(topic->second);
  return is_awaited;
}

void ExternalTaskPool::written_elsewhere(const std::string& topic) {
  std::lock_guard lock(mutex_);
  make_due(topic);
}

void ExternalTaskPool::written_elsewhere() {
  std::lock_guard lock(mutex_);
  std::set<std::string> topics;
  for (const auto& [topic, waiter] : waiters_) topics.insert(topic);
  for (const std::string& topic : topics) make_due(topic);
}

void ExternalTaskPool::removed(const std::string& id) {
  std::lock_guard lock(mutex_);
  forget(id);
}

void ExternalTaskPool::wrong(const std::string& id) { removed(id); }

void ExternalTaskPool::release_expired(const std::string& name, Topic& topic) {
  const std::int64_t now = clock_.now();
  while (!topic.locked.empty() && topic.locked.begin()->first <= now) {
    const std::string id = topic.locked.begin()->second;
    topic.locked.erase(topic.locked.begin());
    const auto found = entries_.find(id);
    if (found != entries_.end()) index(found->second);
  }
}

// --- Proposals ----------------------------------------------------------------------------------

void ExternalTaskPool::refill(const std::string& name, Order order) {
  const std::int64_t now = clock_.now();
  const Where fetchable = where::all({
      where::eq(col::external_task::topic, Cell{name}),
      where::eq(col::external_task::suspended, false),
      where::any({where::is_null(col::external_task::retries),
                  where::compare(col::external_task::retries, Compare::gt, Cell{std::int64_t{0}})}),
  });
  Query free{TableId::external_task,
             where::all({fetchable, where::any({where::is_null(col::external_task::lock_expiration),
                                                where::compare(col::external_task::lock_expiration, Compare::le,
                                                               Cell{now})})})};
  if (order == Order::priority) free.sort.push_back({col::external_task::priority, true});
  free.sort.push_back({col::external_task::created, order == Order::created_descending});
  const bool is_shared = peers_of(store_) != nullptr;
  free.limit = is_shared ? kSharedWindow : kWindow;
  Query locked{TableId::external_task,
               where::all({fetchable, where::compare(col::external_task::lock_expiration, Compare::gt, Cell{now})})};
  locked.sort.push_back({col::external_task::lock_expiration});
  locked.limit = kWindow;
  std::vector<ExternalTask> tasks = store_.all<ExternalTask>(free);
  bool is_complete = !is_shared && tasks.size() < kWindow;
  std::vector<ExternalTask> later;  // beside other nodes these are looked for when their time has come
  if (!is_shared) later = store_.all<ExternalTask>(locked);
  is_complete = is_complete && later.size() < kWindow;

  std::lock_guard lock(mutex_);
  Topic& topic = topics_[name];
  for (auto* list : {&tasks, &later}) {
    for (ExternalTask& task : *list) {
      std::string id = task.id;
      const auto [at, is_new] = entries_.emplace(std::move(id), Entry{});
      if (!is_new) continue;  // what commits told is newer
      at->second.task = std::move(task);
      if (is_shared) at->second.handicap = kHandicapMs + spread(at->first);
      index(at->second);
    }
  }
  topic.is_complete = is_complete;
  topic.refilled = now;
}

ExternalTaskPool::Proposals ExternalTaskPool::propose(const std::string& name, std::size_t maximum, Order order,
                                                      const Filter& filter) {
  Proposals proposals;
  if (maximum == 0) return proposals;
  std::unique_lock lock(mutex_);
  if (topics_.size() > kKeptTopics) drop_idle_topics();
  Topic* topic = &topics_[name];
  release_expired(name, *topic);
  const bool is_old = peers_of(store_) && clock_.now() - topic->refilled > kSpreadMs;
  if (!topic->is_complete && (order != Order::created || topic->by_created.size() < maximum || is_old)) {
    lock.unlock();
    refill(name, order);
    lock.lock();
    topic = &topics_[name];
  }
  auto take = [&](auto at, auto end) {
    std::vector<std::string> chosen;
    for (; at != end && chosen.size() < maximum; ++at) {
      if (!filter || filter(entries_.at(at->id).task)) chosen.push_back(at->id);
    }
    for (const std::string& id : chosen) {
      Entry& entry = entries_.at(id);
      unindex(entry);
      entry.is_claimed = true;
      proposals.tasks.push_back(entry.task);
    }
  };
  if (order == Order::priority) take(topic->by_priority.begin(), topic->by_priority.end());
  if (order == Order::created) take(topic->by_created.begin(), topic->by_created.end());
  if (order == Order::created_descending) take(topic->by_created.rbegin(), topic->by_created.rend());
  proposals.is_window = !topic->is_complete;
  return proposals;
}

bool ExternalTaskPool::claim(const ExternalTask& task) {
  std::lock_guard lock(mutex_);
  topics_[task.topic];
  const auto [at, is_new] = entries_.emplace(task.id, Entry{task});
  Entry& entry = at->second;
  if (!is_new) {
    if (entry.is_claimed || is_locked(entry.task, clock_.now())) return false;
    unindex(entry);
  }
  entry.is_claimed = true;
  return true;
}

void ExternalTaskPool::settled(const std::vector<std::string>& ids) {
  std::lock_guard lock(mutex_);
  for (const std::string& id : ids) {
    const auto found = entries_.find(id);
    if (found == entries_.end() || !found->second.is_claimed) continue;
    found->second.is_claimed = false;
    if (is_fetchable(found->second.task)) {
      index(found->second);
    } else {
      entries_.erase(found);
    }
  }
}

void ExternalTaskPool::drop_idle_topics() {
  for (auto at = topics_.begin(); at != topics_.end();) {
    const Topic& topic = at->second;
    const bool is_idle = topic.by_created.empty() && topic.locked.empty() && !waiters_.contains(at->first);
    at = is_idle ? topics_.erase(at) : std::next(at);
  }
}

// --- Long polling -------------------------------------------------------------------------------

bool ExternalTaskPool::make_due(const std::string& topic) {
  bool is_awaited = false;
  const auto [first, last] = waiters_.equal_range(topic);
  for (auto at = first; at != last; ++at) {
    if (const auto waiter = at->second.lock(); waiter && !waiter->is_due) {
      is_awaited = waiter->is_due = true;
      due_.push_back(waiter);
    }
  }
  waiters_.erase(first, last);
  return is_awaited;
}

void ExternalTaskPool::run_wakes() {
  std::vector<std::shared_ptr<Waiter>> due;
  {
    std::lock_guard lock(mutex_);
    if (due_.empty()) return;
    due.swap(due_);
  }
  for (const auto& waiter : due) waiter->wake();
}

std::shared_ptr<void> ExternalTaskPool::subscribe(const std::vector<std::string>& topics, std::function<void()> wake) {
  auto waiter = std::make_shared<Waiter>();
  waiter->topics = topics;
  waiter->wake = std::move(wake);
  {
    std::lock_guard lock(mutex_);
    for (const std::string& topic : topics) {
      topics_[topic];
      sweep_waiters(topic);
      waiters_.emplace(topic, waiter);
    }
    if (!timekeeper_.joinable() && !is_stopping_) timekeeper_ = std::thread([this] { keep_time(); });
  }
  moved_.notify_all();
  return waiter;
}

// Those that gave up waiting.
void ExternalTaskPool::sweep_waiters(const std::string& topic) {
  auto [at, last] = waiters_.equal_range(topic);
  while (at != last) {
    at = at->second.expired() ? waiters_.erase(at) : std::next(at);
  }
}

void ExternalTaskPool::clock_moved() { moved_.notify_all(); }

// Tasks whose lock runs out while workers wait for them.
void ExternalTaskPool::keep_time() {
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    const std::int64_t now = clock_.now();
    std::int64_t wait_ms = kLongestWaitMs;
    std::set<std::string> names;
    for (const auto& [name, waiter] : waiters_) {
      if (!waiter.expired()) names.insert(name);
    }
    for (const std::string& name : names) {
      Topic& topic = topics_[name];
      release_expired(name, topic);
      if (!topic.locked.empty()) wait_ms = std::min(wait_ms, topic.locked.begin()->first - now);
    }
    if (!due_.empty()) {
      lock.unlock();
      run_wakes();
      lock.lock();
      continue;
    }
    moved_.wait_for(lock, std::chrono::milliseconds(std::max<std::int64_t>(1, wait_ms)));
  }
}

}  // namespace baton
