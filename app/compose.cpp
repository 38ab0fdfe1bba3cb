#include "app/compose.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "api/server.hpp"
#include "app/files.hpp"
#include "app/findings.hpp"
#include "persistence/open_store.hpp"
#include "runtime/store/query.hpp"
#include "runtime/store/store.hpp"

namespace baton::app {

namespace fs = std::filesystem;

namespace {

api::ServerOptions server_options(const ServeOptions& options) {
  api::ServerOptions server;
  server.host = options.host;
  server.port = options.port;
  return server;
}

constexpr int kJobThreads = 16;  // more than cores: most of the time they wait for the disk

EngineOptions engine_options(const ServeOptions& options) {
  EngineOptions engine;
  engine.history = options.history;
  engine.job_threads = kJobThreads;
  return engine;
}

std::vector<fs::path> diagrams_below(const std::string& folder) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".bpmn") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

Service::Service(const ServeOptions& options)
    : host_(options.host),
      store_(open_store(options.database, options.sharing)),
      clock_(system_clock()),
      ids_(system_ids()),
      engine_(std::make_unique<Engine>(*store_, *clock_, *ids_, engine_options(options))),
      server_(std::make_unique<api::Server>(*engine_, server_options(options))) {
  server_->start();
}

Service::~Service() { server_->stop(); }

std::string Service::url() const {
  const bool v6 = host_.find(':') != std::string::npos;
  return fmt::format("http://{}{}{}:{}/engine-rest", v6 ? "[" : "", host_, v6 ? "]" : "", server_->port());
}

std::vector<std::string> Service::deploy_samples(const std::string& folder) {
  std::vector<std::string> keys;
  for (const fs::path& path : diagrams_below(folder)) {
    DeploymentRequest request;
    request.name = path.stem().string();
    request.source = "baton samples";
    request.duplicate_filtering = true;
    request.files = {{path.filename().string(), read_file(path.string())}};
    try {
      const DeploymentAnswer answer = engine_->deploy(std::move(request));
      // Of a deployment that was there already the answer names no definitions.
      const Query query{TableId::process_definition,
                        where::eq(col::process_definition::deployment_id, answer.deployment.id.c_str())};
      for (const auto& definition : store_->all<ProcessDefinition>(query)) keys.push_back(definition.key);
    } catch (const EngineError& error) {
      for (const bpmn::Finding& finding : error.findings())
        fmt::print(stderr, "{}\n", finding_line(path.string(), finding));
      if (error.findings().empty()) fmt::print(stderr, "{}: {}\n", path.string(), error.message());
    }
  }
  return keys;
}

std::string default_database() {
  const char* data = std::getenv("XDG_DATA_HOME");
  const char* home = std::getenv("HOME");
  if ((!data || !*data) && (!home || !*home)) {
    throw std::runtime_error("neither XDG_DATA_HOME nor HOME is set; name a database with --database");
  }
  const fs::path folder = (data && *data ? fs::path(data) : fs::path(home) / ".local" / "share") / "baton";
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw std::runtime_error(fmt::format("{}: {}", folder.string(), error.message()));
  return "sqlite:" + (folder / "baton.db").string();
}

}  // namespace baton::app
