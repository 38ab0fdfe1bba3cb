#include "runtime/engine/job_executor.hpp"

#include <algorithm>
#include <chrono>

#include "runtime/store/peers.hpp"
#include "runtime/store/store.hpp"

namespace baton {

namespace {

constexpr std::size_t kScanLimit = 500;       // jobs read at once
constexpr std::size_t kQueueLimit = 10'000;    // jobs remembered
// Beside other nodes: a few at a time, so that the others get some, and for so long.
constexpr std::size_t kTakenAtOnce = 100;
constexpr std::int64_t kTakenMs = 10'000;
constexpr int kMostInARow = 100;               // jobs of an aggregate before the others have their turn
constexpr std::int64_t kLongestWaitMs = 60'000;  // clocks may be set
constexpr std::int64_t kStorePauseMs = 1'000;  // before a store that failed is asked again

Where executable() {
  return where::all({where::compare(col::job::retries, Compare::gt, Cell{std::int64_t{0}}),
                     where::eq(col::job::suspended, false)});
}

}  // namespace

void JobExecutor::start(int threads) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { loop(); });
}

void JobExecutor::stop() {
  {
    std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void JobExecutor::enqueue(const std::string& root_id, const std::string& job_id) {
  if (!known_.insert(job_id).second) return;
  const std::string& lane = root_id.empty() ? job_id : root_id;
  auto& work = queued_[lane];
  if (work.empty() && !busy_lanes_.contains(lane)) lanes_.push_back(lane);
  work.push_back({lane, root_id, job_id});
}

void JobExecutor::add(const std::string& root_id, const std::string& job_id) {
  {
    std::lock_guard lock(mutex_);
    const bool goes_on = busy_lanes_.contains(root_id);  // as many as there are threads, so these always fit
    if (known_.size() >= kQueueLimit && !goes_on) {
      next_scan_ = 0;  // found again when there is room
    } else {
      enqueue(root_id, job_id);
    }
  }
  wake_.notify_one();
}

void JobExecutor::due_at(TimestampMs due) {
  {
    std::lock_guard lock(mutex_);
    if (due >= next_scan_) return;
    next_scan_ = due;
  }
  wake_.notify_one();
}

void JobExecutor::look_again() {
  {
    std::lock_guard lock(mutex_);
    next_scan_ = 0;
  }
  wake_.notify_all();
}

void JobExecutor::post(std::function<void()> work) {
  {
    std::lock_guard lock(mutex_);
    posted_.push_back(std::move(work));
  }
  wake_.notify_one();
}

bool JobExecutor::take(Work& work) {
  if (lanes_.empty()) return false;
  const std::string lane = std::move(lanes_.front());
  lanes_.pop_front();
  auto found = queued_.find(lane);
  work = std::move(found->second.front());
  found->second.pop_front();
  if (found->second.empty()) queued_.erase(found);
  busy_lanes_.insert(lane);
  return true;
}

void JobExecutor::done(const Work& work, Outcome outcome) {
  known_.erase(work.job_id);
  busy_lanes_.erase(work.lane);
  if (const auto next = queued_.find(work.lane); next != queued_.end()) {
    const bool goes_on = work.in_a_row + 1 < kMostInARow;
    next->second.front().in_a_row = goes_on ? work.in_a_row + 1 : 0;
    goes_on ? lanes_.push_front(work.lane) : lanes_.push_back(work.lane);
  }
  if (outcome == Outcome::again) enqueue(work.root_id, work.job_id);
  if (outcome == Outcome::unavailable) next_scan_ = std::min(next_scan_, clock_.now() + kStorePauseMs);
  if (has_more_ && known_.size() < kScanLimit / 2) {
    has_more_ = false;
    next_scan_ = 0;
  }
}

std::vector<Job> JobExecutor::find(Where due) {
  Query query{TableId::job, where::all({std::move(due), executable()})};
  query.sort.push_back({col::job::due});
  query.limit = kScanLimit;
  return store_.all<Job>(query);
}

std::vector<Job> JobExecutor::find_due(TimestampMs now, bool& is_cut_off) {
  if (Peers* peers = peers_of(store_)) {
    std::vector<Job> taken = peers->take_due_jobs(now, now + kTakenMs, kTakenAtOnce);
    is_cut_off = taken.size() >= kTakenAtOnce;
    return taken;
  }
  std::vector<Job> jobs = find(where::is_null(col::job::due));  // two queries: each is a range of the index
  const std::vector<Job> timers = find(where::compare(col::job::due, Compare::le, Cell{now}));
  is_cut_off = jobs.size() == kScanLimit || timers.size() == kScanLimit;
  jobs.insert(jobs.end(), timers.begin(), timers.end());
  return jobs;
}

// Due jobs of the store into the queue; then when to ask next. Jobs that commits add meanwhile come by themselves.
bool JobExecutor::scan() {
  const TimestampMs now = clock_.now();
  {
    std::lock_guard lock(mutex_);
    next_scan_ = kNever;
  }
  try {
    bool is_cut_off = false;
    const std::vector<Job> jobs = find_due(now, is_cut_off);
    Query later{TableId::job, where::all({executable(), where::compare(col::job::due, Compare::gt, Cell{now})})};
    later.sort.push_back({col::job::due});
    later.limit = 1;
    const auto next = store_.all<Job>(later);

    std::lock_guard lock(mutex_);
    for (const Job& job : jobs) enqueue(job.root_id, job.id);
    if (!next.empty()) next_scan_ = std::min(next_scan_, *next.front().due);
    has_more_ = is_cut_off && !known_.empty();
    return true;
  } catch (const StoreError&) {
    std::lock_guard lock(mutex_);
    next_scan_ = now + kStorePauseMs;
    return false;
  }
}

JobExecutor::Outcome JobExecutor::perform(const Work& work) {
  const Outcome outcome = run_(work.root_id, work.job_id);
  std::lock_guard lock(mutex_);
  done(work, outcome);
  return outcome;
}

void JobExecutor::loop() {
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    if (!posted_.empty()) {
      const auto work = std::move(posted_.front());
      posted_.pop_front();
      lock.unlock();
      work();
      lock.lock();
      continue;
    }
    Work work;
    if (take(work)) {
      wake_.notify_one();  // somebody else is to watch the queue and the clock meanwhile
      lock.unlock();
      perform(work);
      lock.lock();
      continue;
    }
    const TimestampMs now = clock_.now();
    if (next_scan_ <= now && !is_scanning_) {
      is_scanning_ = true;
      lock.unlock();
      scan();
      lock.lock();
      is_scanning_ = false;
      wake_.notify_all();
      continue;
    }
    const std::int64_t wait_ms = is_scanning_ ? kLongestWaitMs : std::min(next_scan_ - now, kLongestWaitMs);
    wake_.wait_for(lock, std::chrono::milliseconds(std::max<std::int64_t>(wait_ms, 1)));
  }
}

bool JobExecutor::is_full() const {
  const std::lock_guard lock(mutex_);
  return known_.size() >= kQueueLimit;
}

std::size_t JobExecutor::size() const {
  const std::lock_guard lock(mutex_);
  return known_.size();
}

int JobExecutor::run_all_due() {
  int count = 0;
  for (;;) {
    std::function<void()> posted;
    Work work;
    bool has_work = false;
    {
      std::lock_guard lock(mutex_);
      if (!posted_.empty()) {
        posted = std::move(posted_.front());
        posted_.pop_front();
      } else {
        has_work = take(work);
      }
    }
    if (posted) {
      posted();
      continue;
    }
    if (has_work) {
      if (perform(work) == Outcome::unavailable) return count;
      ++count;
      continue;
    }
    if (!scan()) return count;
    std::lock_guard lock(mutex_);
    if (lanes_.empty() && posted_.empty()) return count;
  }
}

}  // namespace baton
