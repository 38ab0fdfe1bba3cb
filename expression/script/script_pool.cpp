// One dispatcher thread owns the children and their sockets and waits in poll(). Requests queue in order;
// an idle child takes the oldest. A child is started when a request waits and none is idle or starting for it.
//
// A child says "ready" with an empty frame, then for every request frame answers one. Its script's time runs
// from the moment the request is handed over. Memory is limited twice: by RLIMIT_DATA in the child, which
// JavaScriptCore turns into an error or an abort, and by a look at its resident size from here, for what
// it had reserved before the limit was set.
#include "expression/script/script_pool.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <deque>
#include <mutex>
#include <thread>

#include "expression/script/child_process.hpp"
#include "expression/script/messages.hpp"

namespace baton {

namespace {

using script::ChildProcess;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kStartLimit{30'000};
constexpr milliseconds kMemoryCheck{20};
constexpr milliseconds kIdleLimit{60'000};
// A fresh process now and then, whatever may have leaked in the old one.
constexpr int kScriptsPerChild = 2'000;
constexpr int kAttempts = 3;
constexpr std::string_view kCancelled = "Script was cancelled";

struct Job {
  std::string request;
  std::promise<ScriptResult> promise;
  std::shared_ptr<std::atomic<bool>> is_cancelled;
  int attempts = 0;

  bool cancelled() const { return is_cancelled && *is_cancelled; }
};

struct Child {
  enum class State { starting, idle, busy };
  std::unique_ptr<ChildProcess> process;
  State state = State::starting;
  std::optional<Job> job;
  std::string out, in;
  std::size_t written = 0;
  Clock::time_point since = Clock::now();  // of the state
  int served = 0;
  bool gone = false;
};

ScriptResult failure(std::string text) {
  ScriptResult result;
  result.error = std::move(text);
  return result;
}

}  // namespace

struct ScriptPool::Impl {
  Impl(ScriptLimits limits, std::string executable)
      : limits_(limits),
        executable_(executable.empty() ? "/proc/self/exe" : std::move(executable)),
        wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    limits_.children = std::max(1, limits_.children);
  }

  ~Impl() {
    {
      std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake();
    if (thread_.joinable()) thread_.join();
    close(wake_);
  }

  std::future<ScriptResult> submit(std::string request, std::shared_ptr<std::atomic<bool>> is_cancelled) {
    Job job{std::move(request), {}, std::move(is_cancelled)};
    std::future<ScriptResult> answer = job.promise.get_future();
    {
      std::lock_guard lock(mutex_);
      queue_.push_back(std::move(job));
      if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    }
    wake();
    return answer;
  }

 private:
  void wake() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto done = ::write(wake_, &one, sizeof one);
  }

  void run() {
    while (true) {
      {
        std::lock_guard lock(mutex_);
        if (stopping_) break;
        hand_out();
        std::erase_if(children_, [](const auto& child) { return child->gone; });
        start_children();
      }
      wait();
      for (auto& child : children_) enforce_limits(*child);
      std::erase_if(children_, [](const auto& child) { return child->gone; });
    }
    abandon_all();
  }

  // --- with mutex_ held -------------------------------------------------------------------------

  void hand_out() {
    while (!queue_.empty() && queue_.front().cancelled()) fail_oldest(std::string(kCancelled));
    for (auto& child : children_) {
      if (queue_.empty()) return;
      if (child->state != Child::State::idle) continue;
      // One that died while idle is found out here at the latest, and costs the request nothing.
      if (!begin_frame(*child, queue_.front().request)) {
        end(*child, "");
        continue;
      }
      child->job = std::move(queue_.front());
      queue_.pop_front();
      set_state(*child, Child::State::busy);
    }
  }

  void start_children() {
    auto starting = static_cast<std::size_t>(std::ranges::count_if(
        children_, [](const auto& child) { return child->state == Child::State::starting; }));
    while (starting < queue_.size() && children_.size() < static_cast<std::size_t>(limits_.children)) {
      std::string error;
      auto process = ChildProcess::start(executable_, limits_.memory_bytes, error);
      if (!process) {
        if (children_.empty()) fail_oldest(fmt::format("Script process could not be started: {}", error));
        return;
      }
      children_.push_back(std::make_unique<Child>());
      children_.back()->process = std::move(process);
      ++starting;
    }
  }

  void fail_oldest(std::string text) {
    queue_.front().promise.set_value(failure(std::move(text)));
    queue_.pop_front();
    wake();
  }

  // --- dispatcher thread only -------------------------------------------------------------------

  static void set_state(Child& child, Child::State state) {
    child.state = state;
    child.since = Clock::now();
  }

  // False when the child is not there any more.
  static bool begin_frame(Child& child, const std::string& payload) {
    script::WireWriter frame;
    frame.text(payload);
    child.out = frame.take();
    child.written = 0;
    return write_some(child);
  }

  static bool write_some(Child& child) {
    while (child.written < child.out.size()) {
      const ssize_t n = ::send(child.process->socket(), child.out.data() + child.written,
                               child.out.size() - child.written, MSG_NOSIGNAL);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return errno == EAGAIN || errno == EWOULDBLOCK;
      child.written += static_cast<std::size_t>(n);
    }
    return true;
  }

  int poll_timeout() const {
    auto wait = milliseconds::max();
    const auto now = Clock::now();
    for (const auto& child : children_) {
      const auto spent = std::chrono::floor<milliseconds>(now - child->since);
      wait = std::min(wait, std::max(milliseconds(0), state_limit(*child) - spent));
      if (child->state == Child::State::busy) wait = std::min(wait, kMemoryCheck);
    }
    return wait == milliseconds::max() ? -1 : static_cast<int>(std::min<std::int64_t>(wait.count() + 1, 60'000));
  }

  milliseconds state_limit(const Child& child) const {
    switch (child.state) {
      case Child::State::starting: return kStartLimit;
      case Child::State::idle: return kIdleLimit;
      case Child::State::busy: return milliseconds(limits_.time_ms);
    }
    return kIdleLimit;
  }

  void wait() {
    std::vector<pollfd> polled{{wake_, POLLIN, 0}};
    for (const auto& child : children_) {
      const bool writing = child->written < child->out.size();
      polled.push_back({child->process->socket(), static_cast<short>(POLLIN | (writing ? POLLOUT : 0)), 0});
    }
    if (::poll(polled.data(), polled.size(), poll_timeout()) <= 0) return;
    std::uint64_t count = 0;
    if (polled[0].revents != 0) [[maybe_unused]] const auto n = ::read(wake_, &count, sizeof count);
    for (std::size_t i = 1; i < polled.size(); ++i) {
      Child& child = *children_[i - 1];
      if (polled[i].revents & POLLOUT) write_some(child);
      if (polled[i].revents & (POLLIN | POLLHUP | POLLERR)) read_some(child);
    }
  }

  void read_some(Child& child) {
    char buffer[65'536];
    while (!child.gone) {
      const ssize_t n = ::recv(child.process->socket(), buffer, sizeof buffer, 0);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
      // ECONNRESET: it died without having read all that we sent, so the script has not run.
      if (n < 0 && errno == ECONNRESET && child.job && ++child.job->attempts < kAttempts) return put_back(child);
      if (n <= 0) return end_crashed(child);
      child.in.append(buffer, static_cast<std::size_t>(n));
      if (!take_frames(child)) return;
    }
  }

  // False when the child was ended for what it sent.
  bool take_frames(Child& child) {
    while (child.in.size() >= 4) {
      std::uint32_t size = 0;
      std::memcpy(&size, child.in.data(), sizeof size);
      if (size > script::kMaxAnswerBytes) {
        end(child, fmt::format("Script result exceeds {} MB", script::kMaxAnswerBytes >> 20));
        return false;
      }
      if (child.in.size() < 4 + size) return true;
      take_frame(child, std::string_view(child.in).substr(4, size));
      if (child.gone) return false;
      child.in.erase(0, 4 + size);
    }
    return true;
  }

  void take_frame(Child& child, std::string_view frame) {
    if (child.state == Child::State::starting) return set_state(child, Child::State::idle);
    if (child.state == Child::State::idle) return end(child, "");
    try {
      ScriptResult result = script::decode_result(frame);
      child.job->promise.set_value(std::move(result));
      child.job.reset();
    } catch (const std::exception& error) {
      return end(child, fmt::format("Script process answered nonsense: {}", error.what()));
    }
    set_state(child, Child::State::idle);
    const bool swollen = child.served % 64 == 0 && child.process->resident_bytes() > limits_.memory_bytes / 2;
    if (++child.served >= kScriptsPerChild || swollen) end(child, "");
  }

  void enforce_limits(Child& child) {
    if (child.gone) return;
    const auto spent = Clock::now() - child.since;
    if (child.state == Child::State::busy && spent >= kMemoryCheck &&
        child.process->resident_bytes() > limits_.memory_bytes + limits_.memory_bytes / 4)
      return end(child, memory_error());
    if (child.job && child.job->cancelled()) return end(child, std::string(kCancelled));
    if (spent < state_limit(child)) return;
    if (child.state == Child::State::busy)
      return end(child, fmt::format("Script exceeded its time limit of {} ms", limits_.time_ms));
    if (child.state == Child::State::starting) return fail_start(child, "it did not become ready");
    end(child, "");
  }

  std::string memory_error() const {
    return fmt::format("Script exceeded its memory limit of {} MB", limits_.memory_bytes >> 20);
  }

  void put_back(Child& child) {
    {
      std::lock_guard lock(mutex_);
      queue_.push_front(std::move(*child.job));
    }
    child.job.reset();
    end(child, "");
  }

  // JavaScriptCore aborts on purpose (SIGILL, SIGTRAP, SIGABRT) where it cannot do without the memory refused.
  void end_crashed(Child& child) {
    const int signal = child.process->end();
    if (child.state == Child::State::starting)
      return fail_start(child, signal == 0 ? "it ended at once" : strsignal(signal));
    const bool aborted = signal == SIGILL || signal == SIGTRAP || signal == SIGABRT || signal == SIGSEGV ||
                         signal == SIGBUS;
    if (aborted) return end(child, fmt::format("{} (the script process died of signal {}, {})", memory_error(),
                                               signal, strsignal(signal)));
    end(child, signal == 0 ? std::string("Script process ended unexpectedly")
                           : fmt::format("Script process ended unexpectedly: {}", strsignal(signal)));
  }

  // Answers the child's request, if it has one, with `error`.
  static void end(Child& child, std::string error) {
    child.process->end();
    child.gone = true;
    if (child.job) child.job->promise.set_value(failure(std::move(error)));
    child.job.reset();
  }

  void fail_start(Child& child, std::string_view why) {
    end(child, "");
    std::lock_guard lock(mutex_);
    if (!queue_.empty()) fail_oldest(fmt::format("Script process could not be started: {}", why));
  }

  void abandon_all() {
    for (auto& child : children_) end(*child, "Script was abandoned: the server is stopping");
    children_.clear();
    std::lock_guard lock(mutex_);
    for (Job& job : queue_) job.promise.set_value(failure("Script was abandoned: the server is stopping"));
    queue_.clear();
  }

  ScriptLimits limits_;
  const std::string executable_;
  const int wake_;
  std::mutex mutex_;
  std::deque<Job> queue_;  // guarded by mutex_
  bool stopping_ = false;  // guarded by mutex_
  std::thread thread_;     // started with the first request
  std::vector<std::unique_ptr<Child>> children_;
};

ScriptPool::ScriptPool(ScriptLimits limits, std::string executable)
    : impl_(std::make_unique<Impl>(limits, std::move(executable))) {}

ScriptPool::~ScriptPool() = default;

std::future<ScriptResult> ScriptPool::submit(ScriptRequest request) {
  return impl_->submit(script::encode_evaluate(request), request.is_cancelled);
}

std::future<ScriptResult> ScriptPool::check(std::string_view source) {
  return impl_->submit(script::encode_check(source), nullptr);
}

}  // namespace baton
