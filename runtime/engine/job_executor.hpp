// Threads that run due jobs: no polling; they sleep until the next due time or a commit that made a job.
//
// Jobs of one aggregate run one after the other (a thread would only wait for the aggregate's lock); different
// aggregates run in parallel. An aggregate whose job made the next one goes on before others begin, within bounds: what is
// begun gets done, and fewer are open at once. Memory is bounded: what does not fit is read from the store when there is room.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "runtime/engine/ports.hpp"
#include "runtime/store/query.hpp"

namespace baton {

class Store;

class JobExecutor {
 public:
  enum class Outcome : std::uint8_t {
    done,
    again,        // it failed and may be tried again at once
    unavailable,  // the store was not to be had: try later
  };
  // Runs one job that is thought to be due; throws nothing.
  using Run = std::function<Outcome(const std::string& root_id, const std::string& job_id)>;

  JobExecutor(Store& store, const Clock& clock, Run run) : store_(store), clock_(clock), run_(std::move(run)) {}
  ~JobExecutor() { stop(); }

  void start(int threads);
  void stop();  // waits for what is running

  // After commits. `root_id` is empty for jobs of definitions.
  void add(const std::string& root_id, const std::string& job_id);
  void due_at(TimestampMs due);
  // The store has changed otherwise (a job resumed, many jobs rewritten) or the clock was moved: look again.
  void look_again();
  // Work that is no job, e.g. the rest of a long delivery.
  void post(std::function<void()> work);

  std::size_t size() const;  // jobs queued or running
  bool is_full() const;      // no more are remembered now

  // On the calling thread, until nothing is due; returns how many ran.
  int run_all_due();

 private:
  static constexpr TimestampMs kNever = std::numeric_limits<TimestampMs>::max();

  struct Work {
    std::string lane;  // the aggregate, or the job itself
    std::string root_id, job_id;
    int in_a_row = 0;  // jobs of the lane that ran just before
  };

  void loop();
  bool take(Work& work);                       // with the mutex held
  void done(const Work& work, Outcome outcome);  // with the mutex held
  void enqueue(const std::string& root_id, const std::string& job_id);
  std::vector<Job> find(Where due);
  std::vector<Job> find_due(TimestampMs now, bool& is_cut_off);
  bool scan();                                 // false: the store was not to be had
  Outcome perform(const Work& work);

  Store& store_;
  const Clock& clock_;
  const Run run_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::string> lanes_;                                   // that have work and are not running
  std::unordered_map<std::string, std::deque<Work>> queued_;        // by lane
  std::unordered_set<std::string> busy_lanes_;
  std::unordered_set<std::string> known_;                           // job ids queued or running
  std::deque<std::function<void()>> posted_;
  TimestampMs next_scan_ = 0;  // when the store is to be asked; at once at the beginning
  bool has_more_ = false;      // the last scan was cut off by its limit
  bool is_scanning_ = false;
  bool is_stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace baton
