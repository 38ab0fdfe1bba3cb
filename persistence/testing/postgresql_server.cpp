#include "persistence/testing/postgresql_server.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>

namespace baton {

namespace fs = std::filesystem;

namespace {

// Debian keeps them apart by version; elsewhere they are in the path. Empty: none.
std::string find_programs() {
  std::string newest;
  std::error_code none;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", none)) {
    const fs::path programs = version.path() / "bin";
    if (fs::exists(programs / "initdb") && programs.string() > newest) newest = programs.string();
  }
  return newest;
}

int free_port() {
  const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  const bool bound = ::bind(probe, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
                     ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &length) == 0;
  ::close(probe);
  if (!bound) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

}  // namespace

PostgresqlServer* PostgresqlServer::instance() {
  static const std::unique_ptr<PostgresqlServer> server = [] {
    const std::string programs = find_programs();
    return std::unique_ptr<PostgresqlServer>(programs.empty() ? nullptr : new PostgresqlServer(programs));
  }();
  return server.get();
}

// The server refuses to run as root, so there its owner is the user that Debian's package made.
bool PostgresqlServer::as_owner(const std::string& command) const {
  const std::string who = ::geteuid() == 0 ? "runuser -u postgres -- " : "";
  return std::system(fmt::format("cd {} && {}{} >>log.tests 2>&1", folder_, who, command).c_str()) == 0;
}

PostgresqlServer::PostgresqlServer(std::string programs) : programs_(std::move(programs)) {
  std::string pattern = (fs::temp_directory_path() / "baton-pg-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  folder_ = pattern;
  port_ = free_port();
  if (::geteuid() == 0) std::system(fmt::format("chown postgres {}", folder_).c_str());
  const std::string init = fmt::format("{}/initdb -D {}/data -U postgres -A trust -E UTF8 --locale=C --no-sync", programs_, folder_);
  if (!as_owner(init)) throw std::runtime_error("initdb failed");
  start();
}

PostgresqlServer::~PostgresqlServer() {
  as_owner(fmt::format("{}/pg_ctl -D {}/data -m immediate stop", programs_, folder_));
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void PostgresqlServer::start() {
  const std::string options = fmt::format("-p {} -k {} -c listen_addresses=127.0.0.1 -c fsync=off", port_, folder_);
  const std::string command = fmt::format("{}/pg_ctl -D {}/data -o '{}' -l {}/log -w start", programs_, folder_, options, folder_);
  if (!as_owner(command)) throw std::runtime_error("the PostgreSQL server did not start");
}

void PostgresqlServer::stop(const std::string& mode) {
  as_owner(fmt::format("{}/pg_ctl -D {}/data -m {} -w stop", programs_, folder_, mode));
}

void PostgresqlServer::run(const std::string& sql) const {
  if (!as_owner(fmt::format("{}/psql -h 127.0.0.1 -p {} -U postgres -qc \"{}\"", programs_, port_, sql))) {
    throw std::runtime_error("psql failed: " + sql);
  }
}

std::string PostgresqlServer::new_database() {
  const std::string name = fmt::format("test_{}", ++databases_);
  run("CREATE DATABASE " + name + " STRATEGY file_copy");
  return fmt::format("postgresql://postgres@127.0.0.1:{}/{}", port_, name);
}

}  // namespace baton
