// A kind of database behind SqlStore: how its connections are opened, and that no other node uses it.
#pragma once

#include <memory>
#include <string>

#include "persistence/connection.hpp"

namespace baton {

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
};

std::unique_ptr<Database> sqlite_database(const std::string& file);
// `address`: a URI or libpq's "key=value ..." form.
std::unique_ptr<Database> postgresql_database(const std::string& address);

}  // namespace baton
