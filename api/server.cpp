// Requests come from the watcher, are answered by a few workers, and go back. A long poll is kept aside with
// its subscription; a wake-up or its deadline puts it back into the workers' queue.
#include "api/server.hpp"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "api/http/front.hpp"
#include "api/http/watcher.hpp"

namespace baton::api {

namespace {

using Clock = std::chrono::steady_clock;

struct Parked {
  std::shared_ptr<LongPoll> poll;
  std::shared_ptr<void> ticket;
  Clock::time_point deadline;
  Clock::time_point next_try;
  bool keep_alive = true;
  bool queued = false;       // an attempt is in the queue
  bool is_trying = false;    // an attempt is under way; one at a time, else a second one's task is lost
  bool try_again = false;    // something happened meanwhile
  bool is_half_closed = false;
};

// Even without a wake-up a poll is tried this often (locks that expire wake nobody).
constexpr auto kRetry = std::chrono::seconds(1);

}  // namespace

struct Server::Impl {
  ServerOptions options;
  Front front;
  std::unique_ptr<Watcher> watcher;

  std::mutex mutex;
  std::condition_variable ready;
  std::deque<std::function<void()>> work;
  bool stopping = false;
  std::vector<std::thread> workers;
  std::thread timer;
  std::condition_variable timer_ready;
  std::unordered_map<ConnectionId, Parked> parked;
  std::unordered_set<ConnectionId> half_closed_clients;

  Impl(Engine& engine, ServerOptions o) : options(std::move(o)), front(engine) {}

  void enqueue(std::function<void()> task) {
    {
      std::lock_guard lock(mutex);
      if (stopping) return;
      work.push_back(std::move(task));
    }
    ready.notify_one();
  }

  void send(ConnectionId id, const Response& response, bool keep_alive, bool is_head) {
    std::string bytes = status_line_and_headers(response, keep_alive, is_head);
    if (!is_head) bytes += response.body;
    watcher->answer(id, std::move(bytes), keep_alive);
  }

  void serve(ConnectionId id, FramedRequest framed) {
    const bool is_head = framed.request.method == "HEAD";
    const bool keep_alive = framed.keep_alive;
    Response response = front.answer(std::move(framed.request));
    if (!response.long_poll) return send(id, response, keep_alive, is_head);
    park(id, std::move(response.long_poll), keep_alive);
  }

  void park(ConnectionId id, std::shared_ptr<LongPoll> poll, bool keep_alive) {
    Parked entry;
    entry.poll = poll;
    entry.deadline = Clock::now() + std::chrono::milliseconds(poll->wait_ms);
    entry.next_try = Clock::now() + kRetry;
    entry.keep_alive = keep_alive;
    bool is_half_closed = false;
    {
      std::lock_guard lock(mutex);
      is_half_closed = half_closed_clients.count(id) > 0;
      if (!is_half_closed) parked[id] = std::move(entry);
    }
    if (is_half_closed) return send(id, poll->expired, false, false);
    auto ticket = poll->subscribe([this, id] { try_again(id); });
    {
      std::lock_guard lock(mutex);
      if (const auto found = parked.find(id); found != parked.end()) found->second.ticket = std::move(ticket);
    }
    timer_ready.notify_one();
    try_again(id);  // what became available before the subscription
  }

  void try_again(ConnectionId id) {
    {
      std::lock_guard lock(mutex);
      const auto found = parked.find(id);
      if (stopping || found == parked.end()) return;
      if (!queue_attempt(id, found->second)) return;
    }
    ready.notify_one();
  }

  // Under the mutex. False: there is one already.
  bool queue_attempt(ConnectionId id, Parked& entry) {
    entry.try_again = entry.is_trying;
    if (entry.queued || entry.is_trying) return false;
    entry.queued = true;
    work.push_back([this, id] { attempt(id); });
    return true;
  }

  void attempt(ConnectionId id) {
    std::shared_ptr<LongPoll> poll;
    std::shared_ptr<void> old_ticket;
    {
      std::lock_guard lock(mutex);
      const auto found = parked.find(id);
      if (found == parked.end()) return;  // the client has gone: nothing is locked for it
      Parked& entry = found->second;
      poll = entry.poll;
      old_ticket = std::move(entry.ticket);
      entry.queued = false;
      entry.is_trying = true;
      entry.next_try = Clock::now() + kRetry;
    }
    old_ticket.reset();
    // Subscribe before trying, so that nothing falls between.
    auto ticket = poll->subscribe([this, id] { try_again(id); });
    attempted(id, poll->attempt(), std::move(ticket));
  }

  void attempted(ConnectionId id, std::optional<Response> response, std::shared_ptr<void> ticket) {
    bool keep_alive = true;
    {
      std::lock_guard lock(mutex);
      const auto found = parked.find(id);
      if (found == parked.end()) return;
      Parked& entry = found->second;
      entry.is_trying = false;
      keep_alive = entry.keep_alive && !entry.is_half_closed;
      const bool is_over = entry.is_half_closed || Clock::now() >= entry.deadline;
      if (!response && is_over) response = entry.poll->expired;
      if (response) {
        parked.erase(found);
      } else {
        entry.ticket = std::move(ticket);
        if (std::exchange(entry.try_again, false) && queue_attempt(id, entry)) ready.notify_one();
      }
    }
    if (response) send(id, *response, keep_alive, false);
  }

  void closed(ConnectionId id) {
    Parked gone;
    std::lock_guard lock(mutex);
    half_closed_clients.erase(id);
    if (const auto found = parked.find(id); found != parked.end()) {
      gone = std::move(found->second);
      parked.erase(found);
    }
  }

  // A worker that was killed looks like one that has closed its side: a task must not be locked for it, so its poll
  // gets the empty answer now.
  void half_closed(ConnectionId id) {
    Parked ended;
    {
      std::lock_guard lock(mutex);
      half_closed_clients.insert(id);
      const auto found = parked.find(id);
      if (found == parked.end()) return;
      found->second.is_half_closed = true;
      if (found->second.is_trying) return;  // its end answers
      ended = std::move(found->second);
      parked.erase(found);
    }
    send(id, ended.poll->expired, false, false);
  }

  void run_worker() {
    for (;;) {
      std::function<void()> task;
      {
        std::unique_lock lock(mutex);
        ready.wait(lock, [this] { return stopping || !work.empty(); });
        if (work.empty()) return;
        task = std::move(work.front());
        work.pop_front();
      }
      task();
    }
  }

  void run_timer() {
    std::unique_lock lock(mutex);
    while (!stopping) {
      auto next = Clock::now() + std::chrono::seconds(5);
      const auto now = Clock::now();
      for (auto& [id, entry] : parked) {
        const auto due = std::min(entry.deadline, entry.next_try);
        if (due <= now && !entry.is_trying && queue_attempt(id, entry)) {
          ready.notify_one();
        } else if (due > now) {
          next = std::min(next, due);
        }
      }
      timer_ready.wait_until(lock, next);
    }
  }
};

Server::Server(Engine& engine, ServerOptions options) : impl_(std::make_unique<Impl>(engine, std::move(options))) {}

Server::~Server() { stop(); }

void Server::start() {
  WatcherOptions watcher;
  watcher.host = impl_->options.host;
  watcher.port = impl_->options.port;
  watcher.limits.body_bytes = impl_->options.max_body_bytes;
  watcher.max_connections = impl_->options.max_connections;
  watcher.request_time_ms = impl_->options.request_time_ms;
  watcher.idle_time_ms = impl_->options.idle_time_ms;
  Impl* impl = impl_.get();
  impl_->watcher = std::make_unique<Watcher>(
      watcher,
      [impl](ConnectionId id, FramedRequest request) {
        auto held = std::make_shared<FramedRequest>(std::move(request));
        impl->enqueue([impl, id, held] { impl->serve(id, std::move(*held)); });
      },
      [impl](ConnectionId id) { impl->closed(id); }, [impl](ConnectionId id) { impl->half_closed(id); });
  impl_->watcher->start();
  for (int i = 0; i < impl_->options.workers; ++i) impl_->workers.emplace_back([impl] { impl->run_worker(); });
  impl_->timer = std::thread([impl] { impl->run_timer(); });
}

std::uint16_t Server::port() const { return impl_->watcher->port(); }

void Server::stop() {
  if (!impl_->watcher || impl_->workers.empty()) return;
  impl_->watcher->stop_accepting();
  std::unordered_map<ConnectionId, Parked> waiting;
  {
    std::lock_guard lock(impl_->mutex);
    waiting.swap(impl_->parked);
  }
  for (auto& [id, entry] : waiting) impl_->send(id, entry.poll->expired, false, false);
  waiting.clear();
  {
    std::lock_guard lock(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->ready.notify_all();
  impl_->timer_ready.notify_all();
  for (std::thread& worker : impl_->workers) worker.join();  // answers what is under way
  impl_->workers.clear();
  impl_->timer.join();
  std::this_thread::sleep_for(std::chrono::milliseconds(50));  // let the last answers leave
  impl_->watcher->stop();
}

}  // namespace baton::api
