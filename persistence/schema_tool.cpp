// Prints the statements that create all tables as the entities are now: the text of a first migration, or
// what to compare a new one with.
#include <cstdio>

#include "persistence/dialect.hpp"
#include "persistence/schema.hpp"

int main() {
  std::fputs(baton::create_statements(baton::sqlite_dialect()).c_str(), stdout);
  return 0;
}
