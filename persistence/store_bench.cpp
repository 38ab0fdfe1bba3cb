// How fast a store commits and reads: `store_bench [URL] [SECONDS] [PART]`, where URL is a store's as `baton
// serve` takes it (default: sqlite: on a new file in the temporary folder) and PART names one line of figures,
// such as "commit ordered 16". Prints a table; asserts nothing. The CPU column counts the bench's own work too.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "persistence/open_store.hpp"
#include "runtime/store/store.hpp"

namespace {

using namespace baton;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Random ids scatter over an index, ids that begin with a counter are appended to it.
std::string make_id(std::mt19937_64& random, bool ordered) {
  static std::atomic<std::uint64_t> counter = 0;
  const std::uint64_t high = ordered ? counter++ : random();
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high & 0xffffffff, (high >> 32) & 0xffff, 0x4000,
                     random() & 0xffff, random() & 0xffffffffffff);
}

// One started process instance that waits at a user task: 1 + 6 rows.
Batch instance_batch(const std::string& root, std::mt19937_64& random, bool ordered) {
  Batch batch;
  Execution execution;
  execution.id = execution.root_id = execution.process_instance_id = root;
  execution.definition_id = "order:1:1", execution.definition_key = "order";
  execution.business_key = "business-" + root;
  batch.insert(execution);
  HistoricProcessInstance instance;
  instance.id = instance.root_id = root;
  instance.definition_id = "order:1:1", instance.definition_key = "order", instance.state = "ACTIVE";
  batch.insert(instance);
  for (int i = 0; i < 2; ++i) {
    Variable variable;
    variable.id = make_id(random, ordered), variable.root_id = variable.scope_id = root;
    variable.name = i == 0 ? "amount" : "customer", variable.text = "a value of some length";
    batch.insert(variable);
  }
  Task task;
  task.id = make_id(random, ordered), task.root_id = task.process_instance_id = root;
  task.name = "Approve the order", task.assignee = "ada";
  batch.insert(task);
  for (int i = 0; i < 2; ++i) {
    HistoricActivity activity;
    activity.id = make_id(random, ordered), activity.root_id = activity.process_instance_id = root;
    activity.activity_id = i == 0 ? "start" : "approve", activity.definition_id = "order:1:1";
    batch.insert(activity);
  }
  return batch;
}

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec); };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

class Bench {
 public:
  Bench(Store& store, double seconds, std::string part) : store_(store), seconds_(seconds), part_(std::move(part)) {}

  // Runs `work(random)` on `threads` threads until the time is over and prints a line.
  template <class Work>
  void run(const std::string& what, int threads, Work work) {
    const std::string name = fmt::format("{} {}", what, threads);
    if (name.find(part_) == std::string::npos) return;
    std::atomic<bool> stop = false;
    std::atomic<long> calls = 0;
    std::vector<std::thread> running;
    const double cpu = cpu_seconds();
    const Clock::time_point start = Clock::now();
    for (int t = 0; t < threads; ++t) {
      running.emplace_back([&] {
        std::mt19937_64 random(std::random_device{}());
        for (; !stop; ++calls) work(random);
      });
    }
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds_));
    stop = true;
    for (std::thread& thread : running) thread.join();
    const auto done = static_cast<double>(calls);
    fmt::print("{:9.0f} /s {:9.1f} us CPU each   {} threads\n", done / seconds_since(start),
               (cpu_seconds() - cpu) / done * 1e6, name);
  }

  void commits() {
    for (const bool ordered : {true, false}) {
      for (const int threads : {1, 2, 4, 8, 16, 64}) {
        run(ordered ? "commit ordered" : "commit random", threads, [&](std::mt19937_64& random) {
          store_.commit(instance_batch(make_id(random, ordered), random, ordered));
        });
      }
    }
  }

  void updates() {
    const std::vector<Task> tasks = store_.all<Task>({TableId::task, nullptr, {}, 0, 10'000});
    if (tasks.empty()) return;
    for (const int threads : {1, 16}) {
      run("patch", threads, [&](std::mt19937_64& random) {
        Batch batch;
        const Cell priority{static_cast<std::int64_t>(random() % 100)};
        batch.patch(TableId::task, tasks[random() % tasks.size()].id, {{col::task::priority, priority}});
        store_.commit(std::move(batch));
      });
    }
  }

  void reads() {
    const std::vector<Task> tasks = store_.all<Task>({TableId::task, nullptr, {}, 0, 10'000});
    if (tasks.empty()) return;
    for (const int threads : {1, 2, 8}) {
      run("find", threads, [&](std::mt19937_64& random) {
        store_.find(TableId::task, tasks[random() % tasks.size()].id);
      });
      run("select 2 rows", threads, [&](std::mt19937_64& random) {
        const Cell root{tasks[random() % tasks.size()].root_id};
        store_.select({TableId::variable, where::eq(col::variable::root_id, root)});
      });
    }
    run("sorted page of 1000 tasks", 1, [&](std::mt19937_64&) {
      store_.select({TableId::task, where::eq(col::task::assignee, "ada"), {{col::task::created}}, 0, 1000});
    });
  }

 private:
  Store& store_;
  double seconds_;
  std::string part_;
};

}  // namespace

int main(int argc, char** argv) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("baton-bench-{}", ::getpid());
  std::filesystem::create_directories(folder);
  const std::string url = argc > 1 ? argv[1] : "sqlite:" + (folder / "bench.db").string();
  const double seconds = argc > 2 ? std::atof(argv[2]) : 1;
  try {
    Clock::time_point start = Clock::now();
    auto store = open_store(url);
    fmt::print("{:9.2f} ms to open (new)\n", seconds_since(start) * 1000);
    Bench bench(*store, seconds, argc > 3 ? argv[3] : "");
    bench.commits();
    bench.updates();
    bench.reads();
    store.reset();
    start = Clock::now();
    store = open_store(url);
    store->count({TableId::deployment});
    fmt::print("{:9.2f} ms to open (existing) and answer a query\n", seconds_since(start) * 1000);
  } catch (const StoreError& error) {
    fmt::print("{}\n", error.message);
    return 1;
  }
  std::filesystem::remove_all(folder);
  return 0;
}
