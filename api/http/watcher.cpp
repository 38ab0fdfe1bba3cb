#include "api/http/watcher.hpp"

#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <fmt/format.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <unordered_map>

namespace baton::api {

namespace {

using Clock = std::chrono::steady_clock;

// What a thread with an answer needs of a connection. The watcher closes the socket under the mutex only.
struct Sender {
  std::mutex mutex;
  int socket = -1;                // -1: closed
  bool is_free = false;           // nothing else is on its way out while the request is answered
  std::atomic<bool> is_awaited{false};  // the watcher cannot go on with the connection before it hears of the answer
};

struct Connection {
  Poco::Net::StreamSocket socket;
  std::shared_ptr<Sender> sender = std::make_shared<Sender>();
  std::string in, out;
  std::size_t out_sent = 0;
  bool busy = false;          // a request is being answered
  bool close_when_sent = false;
  bool saw_end = false;       // the client has closed its side
  bool asked_to_continue = false;
  bool writing = false;       // registered for writability
  Clock::time_point since = Clock::now();  // of the request being received, or of idleness
};

struct Answer {
  ConnectionId connection;
  std::string bytes;
  bool keep_alive;
};

// Takes away what went out at once.
void send_now(Sender& sender, std::string& bytes) {
  std::lock_guard lock(sender.mutex);
  if (sender.socket < 0 || !sender.is_free) return;
  const ssize_t sent = ::send(sender.socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent > 0) bytes.erase(0, static_cast<std::size_t>(sent));
}

}  // namespace

std::string status_line_and_headers(const Response& response, bool keep_alive, bool is_head) {
  std::string text = fmt::format(
      "HTTP/1.1 {} {}\r\n", response.status,
      Poco::Net::HTTPResponse::getReasonForStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(response.status)));
  if (!response.content_type.empty()) text += fmt::format("Content-Type: {}\r\n", response.content_type);
  for (const auto& [name, value] : response.headers) text += fmt::format("{}: {}\r\n", name, value);
  if ((response.status != 204 && response.status != 304) || is_head) text += fmt::format("Content-Length: {}\r\n", response.body.size());
  text += keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  return text;
}

struct Watcher::Impl {
  WatcherOptions options;
  std::function<void(ConnectionId, FramedRequest)> on_request;
  std::function<void(ConnectionId)> on_closed, on_half_closed;
  Poco::Net::ServerSocket listener;
  int epoll = -1, wake = -1;
  std::thread thread;
  std::atomic<bool> stopping{false}, accepting{true};
  std::unordered_map<ConnectionId, std::unique_ptr<Connection>> connections;
  ConnectionId next_id = 2;  // 0 the listener, 1 the wake-up
  std::mutex mutex;
  std::vector<Answer> answers;
  bool is_told = false;  // the watcher was woken for them; under the mutex
  std::unordered_map<ConnectionId, std::shared_ptr<Sender>> senders;  // of the connections; under the mutex
  Clock::time_point last_sweep = Clock::now();

  void watch(int fd, ConnectionId id, std::uint32_t events, int operation) const {
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    ::epoll_ctl(epoll, operation, fd, &event);
  }

  void notify() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wake, &one, sizeof one);
  }

  void close(ConnectionId id) {
    const auto found = connections.find(id);
    if (found == connections.end()) return;
    ::epoll_ctl(epoll, EPOLL_CTL_DEL, found->second->socket.impl()->sockfd(), nullptr);
    {
      std::lock_guard lock(mutex);
      senders.erase(id);
    }
    {
      std::lock_guard lock(found->second->sender->mutex);
      found->second->sender->socket = -1;
      found->second->socket.close();
    }
    connections.erase(found);
    on_closed(id);
  }

  void accept_all() {
    for (;;) {
      Poco::Net::StreamSocket socket;
      try {
        if (!listener.poll(Poco::Timespan(0), Poco::Net::Socket::SELECT_READ)) return;
        socket = listener.acceptConnection();
        if (connections.size() >= options.max_connections) continue;  // dropped: the client sees a closed connection
        socket.setBlocking(false);
        socket.setNoDelay(true);
      } catch (const Poco::Exception&) {
        return;  // gone again, or out of descriptors: the next wake-up tries once more
      }
      const ConnectionId id = next_id++;
      const int fd = socket.impl()->sockfd();
      auto connection = std::make_unique<Connection>();
      connection->socket = std::move(socket);
      connection->sender->socket = fd;
      {
        std::lock_guard lock(mutex);
        senders.emplace(id, connection->sender);
      }
      connections.emplace(id, std::move(connection));
      watch(fd, id, EPOLLIN | EPOLLRDHUP, EPOLL_CTL_ADD);
    }
  }

  // True while the connection is still there.
  bool flush(ConnectionId id, Connection& connection) {
    const int fd = connection.socket.impl()->sockfd();
    while (connection.out_sent < connection.out.size()) {
      const ssize_t sent = ::send(fd, connection.out.data() + connection.out_sent,
                                  connection.out.size() - connection.out_sent, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent > 0) {
        connection.out_sent += static_cast<std::size_t>(sent);
        continue;
      }
      if (sent < 0 && errno == EINTR) continue;
      if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        if (!connection.writing) watch(fd, id, EPOLLIN | EPOLLOUT | EPOLLRDHUP, EPOLL_CTL_MOD);
        connection.writing = true;
        return true;
      }
      close(id);
      return false;
    }
    connection.out.clear();
    connection.out_sent = 0;
    if (connection.writing) watch(fd, id, EPOLLIN | EPOLLRDHUP, EPOLL_CTL_MOD);
    connection.writing = false;
    if (connection.close_when_sent && !connection.busy) {
      ::shutdown(fd, SHUT_WR);
      close(id);
      return false;
    }
    return true;
  }

  void refuse(ConnectionId id, Connection& connection, const FramingError& error) {
    Response response;
    response.status = error.status;
    response.content_type = "application/json";
    response.body = fmt::format(R"({{"type":"InvalidRequestException","message":"{}","code":null}})", error.message);
    connection.out += status_line_and_headers(response, false, false) + response.body;
    connection.close_when_sent = true;
    connection.in.clear();
    flush(id, connection);
  }

  void next_request(ConnectionId id, Connection& connection) {
    if (connection.busy && !connection.in.empty()) connection.sender->is_awaited = true;
    if (connection.busy || connection.close_when_sent || connection.in.empty()) return;
    bool wants_continue = false;
    std::optional<FramedRequest> framed;
    try {
      framed = take_request(connection.in, options.limits, wants_continue);
    } catch (const FramingError& error) {
      return refuse(id, connection, error);
    }
    if (!framed) {
      if (wants_continue && !connection.asked_to_continue) {
        connection.asked_to_continue = true;
        connection.out += "HTTP/1.1 100 Continue\r\n\r\n";
        flush(id, connection);
      }
      return;
    }
    connection.asked_to_continue = false;
    connection.busy = true;
    {
      std::lock_guard lock(connection.sender->mutex);
      connection.sender->is_free = connection.out.empty();
    }
    connection.sender->is_awaited = !connection.in.empty() || connection.saw_end;
    on_request(id, std::move(*framed));
  }

  void readable(ConnectionId id, Connection& connection) {
    char buffer[65536];
    const int fd = connection.socket.impl()->sockfd();
    // While a request is answered only so much is taken in advance.
    const std::size_t most = options.limits.header_bytes + options.limits.body_bytes + sizeof buffer;
    if (connection.in.empty()) connection.since = Clock::now();
    for (;;) {
      const ssize_t got = ::recv(fd, buffer, sizeof buffer, MSG_DONTWAIT);
      if (got > 0) {
        connection.in.append(buffer, static_cast<std::size_t>(got));
        if (connection.in.size() > most || static_cast<std::size_t>(got) < sizeof buffer) break;
        continue;
      }
      if (got < 0 && errno == EINTR) continue;
      if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
      // The end of the client's side. Half-closed clients still get their answer; others are gone.
      connection.saw_end = true;
      connection.sender->is_awaited = true;
      if (got < 0 || !connection.busy) {
        if (got == 0 && !connection.in.empty()) {
          next_request(id, connection);
          if (connections.count(id) && connection.busy) {
            watch(fd, id, 0, EPOLL_CTL_MOD);
            return;
          }
        }
        return close(id);
      }
      watch(fd, id, 0, EPOLL_CTL_MOD);
      on_half_closed(id);
      return;
    }
    next_request(id, connection);
  }

  void take_answers() {
    std::vector<Answer> ready;
    {
      std::lock_guard lock(mutex);
      ready.swap(answers);
      is_told = false;
    }
    for (Answer& answer : ready) {
      const auto found = connections.find(answer.connection);
      if (found == connections.end()) continue;
      Connection& connection = *found->second;
      connection.busy = false;
      connection.since = Clock::now();
      connection.out += answer.bytes;
      if (!answer.keep_alive || connection.saw_end) connection.close_when_sent = true;
      if (flush(answer.connection, connection)) next_request(answer.connection, connection);
    }
  }

  void sweep() {
    const auto now = Clock::now();
    if (now - last_sweep < std::chrono::seconds(1)) return;
    last_sweep = now;
    std::vector<ConnectionId> old;
    for (const auto& [id, connection] : connections) {
      if (connection->busy) continue;
      const bool receiving = !connection->in.empty() || connection->out_sent < connection->out.size();
      const auto limit = std::chrono::milliseconds(receiving ? options.request_time_ms : options.idle_time_ms);
      if (now - connection->since > limit) old.push_back(id);
    }
    for (ConnectionId id : old) close(id);
  }

  void run() {
    epoll_event events[256];
    while (!stopping) {
      const int count = ::epoll_wait(epoll, events, 256, 1000);
      for (int i = 0; i < count; ++i) {
        const ConnectionId id = events[i].data.u64;
        if (id == 0) {
          if (accepting) accept_all();
          continue;
        }
        if (id == 1) {
          std::uint64_t ignored;
          while (::read(wake, &ignored, sizeof ignored) > 0) {}
          continue;
        }
        const auto found = connections.find(id);
        if (found == connections.end()) continue;
        Connection& connection = *found->second;
        if (events[i].events & (EPOLLERR | EPOLLHUP)) {
          close(id);
          continue;
        }
        if ((events[i].events & EPOLLOUT) && !flush(id, connection)) continue;
        if (events[i].events & (EPOLLIN | EPOLLRDHUP)) readable(id, connection);
      }
      take_answers();
      sweep();
    }
  }
};

Watcher::Watcher(WatcherOptions options, std::function<void(ConnectionId, FramedRequest)> on_request,
                 std::function<void(ConnectionId)> on_closed, std::function<void(ConnectionId)> on_half_closed)
    : impl_(std::make_unique<Impl>()) {
  impl_->options = std::move(options);
  impl_->on_request = std::move(on_request);
  impl_->on_closed = std::move(on_closed);
  impl_->on_half_closed = std::move(on_half_closed);
}

Watcher::~Watcher() { stop(); }

void Watcher::start() {
  try {
    const Poco::Net::SocketAddress address(impl_->options.host, impl_->options.port);
    impl_->listener.bind(address, true, false);
    impl_->listener.listen(1024);
    impl_->listener.setBlocking(false);
  } catch (const Poco::Exception& error) {
    throw std::runtime_error(fmt::format("Cannot listen on {}:{}: {}", impl_->options.host, impl_->options.port,
                                         error.displayText()));
  }
  impl_->epoll = ::epoll_create1(EPOLL_CLOEXEC);
  impl_->wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  impl_->watch(impl_->listener.impl()->sockfd(), 0, EPOLLIN, EPOLL_CTL_ADD);
  impl_->watch(impl_->wake, 1, EPOLLIN, EPOLL_CTL_ADD);
  impl_->thread = std::thread([this] { impl_->run(); });
}

std::uint16_t Watcher::port() const { return impl_->listener.address().port(); }

void Watcher::stop_accepting() { impl_->accepting = false; }

void Watcher::stop() {
  if (!impl_->thread.joinable()) return;
  impl_->stopping = true;
  impl_->notify();
  impl_->thread.join();
  for (auto& [id, connection] : impl_->connections) connection->socket.close();
  impl_->connections.clear();
  impl_->listener.close();
  ::close(impl_->epoll);
  ::close(impl_->wake);
}

// Sent from here as far as it goes. The watcher hears of it when it wakes for the client's next request, or is woken when it
// has something to do before: the rest, closing, a request that has come already.
void Watcher::answer(ConnectionId connection, std::string bytes, bool keep_alive) {
  std::shared_ptr<Sender> sender;
  {
    std::lock_guard lock(impl_->mutex);
    const auto found = impl_->senders.find(connection);
    if (found == impl_->senders.end()) return;
    sender = found->second;
  }
  send_now(*sender, bytes);
  const bool is_sent = bytes.empty();
  bool first = false;
  {
    std::lock_guard lock(impl_->mutex);
    first = impl_->answers.empty() || !impl_->is_told;
    impl_->answers.push_back({connection, std::move(bytes), keep_alive});
    if (is_sent && keep_alive && !sender->is_awaited) return;
    impl_->is_told = true;
  }
  if (first) impl_->notify();
}

}  // namespace baton::api
