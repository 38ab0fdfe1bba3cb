// Prints the statements that create all tables as the entities are now: the text of a first migration, or
// what to compare a new one with. `baton_schema [sqlite|postgresql]`.
#include <cstdio>
#include <string_view>

#include "persistence/dialect.hpp"
#include "persistence/schema.hpp"

int main(int argc, char** argv) {
  const bool is_postgresql = argc > 1 && std::string_view(argv[1]) == "postgresql";
  const baton::Dialect& dialect = is_postgresql ? baton::postgresql_dialect() : baton::sqlite_dialect();
  std::fputs(baton::create_statements(dialect).c_str(), stdout);
  return 0;
}
