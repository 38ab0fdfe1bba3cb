// A kind of database behind SqlStore: how its connections are opened, and who else may use it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "persistence/connection.hpp"
#include "persistence/sharing.hpp"

namespace baton {

class Membership;
class Peers;

class Database {
 public:
  virtual ~Database() = default;

  // The connection that writes, migrated to the newest schema; one at a time. Busy when another node has the
  // database. Called again after the former one was lost. Throws StoreError.
  virtual std::unique_ptr<Connection> open_writer() = 0;
  // Any thread. Throws StoreError.
  virtual std::unique_ptr<Connection> open_reader() = 0;
  // Connections may be lost and come back.
  virtual bool is_remote() const = 0;

  // What several nodes need; null where one has the database for itself.
  virtual Membership* membership() { return nullptr; }
  // Reads through `read`.
  using Read = std::function<std::vector<Row>(const SqlText& sql, const std::vector<CellKind>& results)>;
  virtual std::unique_ptr<Peers> peers(Read read);
};

std::unique_ptr<Database> sqlite_database(const std::string& file);
// `address`: a URI or libpq's "key=value ..." form.
std::unique_ptr<Database> postgresql_database(const std::string& address, Sharing sharing = Sharing::alone);

}  // namespace baton
