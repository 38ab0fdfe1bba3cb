// baton serve: the server, until it is told to end.
#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>

#include "app/commands.hpp"
#include "app/compose.hpp"

namespace baton::app {

namespace {

// What was answered is on disk: if something hangs at the end, ending hard loses nothing.
constexpr unsigned kSecondsToEnd = 4;

Poco::Net::SocketAddress parse_address(const std::string& text) {
  try {
    return Poco::Net::SocketAddress(text);
  } catch (const Poco::Exception&) {
    throw UsageError{fmt::format("--listen is HOST:PORT, such as 127.0.0.1:8080, not '{}'.", text)};
  }
}

void check_database(const std::string& url) {
  for (const char* known : {"sqlite:", "memory:", "postgresql://", "postgres://"}) {
    if (url.rfind(known, 0) == 0) return;
  }
  throw UsageError{fmt::format("--database is sqlite:FILE, postgresql://... or memory:, not '{}'.", url)};
}

ServeOptions options_of(const Arguments& arguments) {
  const std::string listen = arguments.value_or("listen", "127.0.0.1:8080");
  const Poco::Net::SocketAddress address = parse_address(listen);
  if (!address.host().isLoopback() && !arguments.has("dev")) {
    throw UsageError{
        fmt::format("{} can be reached from other machines and nobody has to log in; "
                    "--dev says that this is meant.",
                    listen)};
  }
  const auto database = arguments.value("database");
  if (database) check_database(*database);
  const std::string level = arguments.value_or("history", "full");
  const auto history = history_level(level);
  if (!history) throw UsageError{fmt::format("--history is none, activity, audit or full, not '{}'.", level)};
  const std::string nodes = arguments.value_or("nodes", "one");
  if (nodes != "one" && nodes != "several") throw UsageError{fmt::format("--nodes is one or several, not '{}'.", nodes)};
  return {address.host().toString(), address.port(), database ? *database : default_database(), *history,
          nodes == "several" ? Sharing::several : Sharing::alone};
}

// Blocks the signals that end us in this thread and all that it starts, so that main can wait for them.
sigset_t block_end_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void print_ready(const Service& service, const std::string& database) {
  fmt::print("Baton {} is ready at {}  (database {})\n", BATON_VERSION, service.url(), database);
}

void print_samples(const Service& service, const std::vector<std::string>& keys) {
  const std::string url = service.url();
  fmt::print("Samples: {}\nTry:\n", fmt::join(keys, ", "));
  fmt::print(
      "  curl -s {}/process-definition/key/delivery-slot/start -H 'Content-Type: application/json' -d "
      "'{{\"businessKey\": \"parcel-1\"}}'\n",
      url);
  fmt::print(
      "  curl -s {}/message -H 'Content-Type: application/json' -d '{{\"messageName\": \"slot-chosen\", "
      "\"businessKey\": \"parcel-1\", \"processVariables\": {{\"slot\": {{\"value\": \"evening\"}}}}}}'\n",
      url);
  fmt::print("  curl -s '{}/task?processInstanceBusinessKey=parcel-1'\n", url);
}

int serve(const Arguments& arguments) {
  const ServeOptions options = options_of(arguments);
  const auto samples = arguments.value("samples");
  if (samples && !std::filesystem::is_directory(*samples)) {
    throw UsageError{fmt::format("--samples: '{}' is not a folder.", *samples)};
  }
  const sigset_t signals = block_end_signals();
  {
    Service service(options);
    std::vector<std::string> keys;
    if (samples) keys = service.deploy_samples(*samples);
    print_ready(service, options.database);
    if (samples) print_samples(service, keys);
    std::fflush(stdout);
    int received = 0;
    sigwait(&signals, &received);
    fmt::print("Ending.\n");
    std::fflush(stdout);
    alarm(kSecondsToEnd);
  }
  alarm(0);
  return kExitOk;
}

}  // namespace

Command serve_command() {
  Command command;
  command.name = "serve";
  command.summary = "Run the server.";
  command.options = {
      {"listen", "HOST:PORT", "Where to listen; default: 127.0.0.1:8080. Port 0: the system chooses."},
      {"database", "URL",
       "sqlite:FILE, postgresql://USER@HOST/NAME or memory:; default: SQLite in the user's data\n"
       "folder ($XDG_DATA_HOME/baton/baton.db or ~/.local/share/baton/baton.db)."},
      {"history", "LEVEL", "What of history is kept: none, activity, audit or full (the default)."},
      {"nodes", "one|several",
       "Whether other nodes work on the same PostgreSQL database at the same time; each is started with\n"
       "'several'. Default: one, which keeps others out."},
      {"dev", "", "Allow an address that other machines can reach, without authentication."},
      {"samples", "DIR", "Deploy the diagrams below this folder."},
  };
  command.details =
      "The REST API is at http://HOST:PORT/engine-rest. SIGTERM or SIGINT (Ctrl-C) ends the server.";
  command.run = serve;
  return command;
}

}  // namespace baton::app
