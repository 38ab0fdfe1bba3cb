// The composition root of `baton serve`: store, engine and HTTP server, put together and taken apart in
// order.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "persistence/sharing.hpp"
#include "runtime/engine/engine.hpp"

namespace baton {
class Store;
namespace api {
class Server;
}
}  // namespace baton

namespace baton::app {

struct ServeOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: the system chooses
  std::string database;       // as open_store() takes it
  HistoryLevel history = HistoryLevel::full;
  Sharing sharing = Sharing::alone;  // several: other nodes work on the same database
};

class Service {
 public:
  // Opens the store and starts to listen. Throws StoreError, or std::runtime_error when the address is taken.
  explicit Service(const ServeOptions& options);
  ~Service();  // requests under way are answered, then everything is closed

  Engine& engine() { return *engine_; }
  std::string url() const;  // the REST root

  // Deploys every diagram below `folder`, each as a deployment of its own; what is deployed already stays.
  // Returns the keys of the processes; a file that is refused is told on stderr and left out.
  std::vector<std::string> deploy_samples(const std::string& folder);

 private:
  std::string host_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Clock> clock_;
  std::unique_ptr<IdSource> ids_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<api::Server> server_;
};

// sqlite:FILE in the user's data folder ($XDG_DATA_HOME or ~/.local/share), which is made when it is missing.
// Throws std::runtime_error when it cannot be.
std::string default_database();

}  // namespace baton::app
