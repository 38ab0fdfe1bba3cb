// The schema of a database: generated from the entities for a new table, moved forward by numbered steps
// that never change once released (migrations/DIALECT/NNNN_name.sql).
#pragma once

#include <string>
#include <vector>

namespace baton {

class Connection;
struct Dialect;
struct TableSpec;

struct Migration {
  int version;
  const char* name;
  const char* sql;  // statements end in ";" at the end of a line
};

// In order of version, from 1 without gaps.
const std::vector<Migration>& migrations(const Dialect& dialect);

// What creates all tables as the entities are now.
std::string create_statements(const Dialect& dialect);

// Throws StoreError when the database is newer than this program knows, or holds something else than Baton's.
void check_version(Connection& connection);

// Brings the database to the newest version, each step in a transaction of its own. Throws StoreError when
// it is newer than this program knows, or holds something else.
void migrate(Connection& connection);

}  // namespace baton
