// baton backup, restore, verify: copies of a database, and whether it is sound.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include "app/commands.hpp"
#include "app/compose.hpp"
#include "persistence/backup.hpp"
#include "persistence/open_store.hpp"
#include "runtime/store/store.hpp"
#include "runtime/store/verify.hpp"

namespace baton::app {

namespace {

const OptionSpec kDatabase = {"database", "URL", "As of 'baton serve'; default: SQLite in the user's data folder."};

std::string database_of(const Arguments& arguments) {
  const auto named = arguments.value("database");
  return named ? *named : default_database();
}

// The file of an SQLite database; other databases have tools of their own for this.
std::string file_of(const Arguments& arguments, const char* instead) {
  const std::string url = database_of(arguments);
  if (url.rfind("sqlite:", 0) == 0) return url.substr(7);
  throw UsageError{fmt::format("--database must be sqlite:FILE here, not '{}'; for PostgreSQL use {}.", url, instead)};
}

int back_up(const Arguments& arguments) {
  const std::string& target = arguments.operands.front();
  back_up_sqlite(file_of(arguments, "pg_dump"), target);
  fmt::print("{} is complete.\n", target);
  return kExitOk;
}

int restore(const Arguments& arguments) {
  const std::string file = file_of(arguments, "pg_restore");
  restore_sqlite(arguments.operands.front(), file, arguments.has("replace"));
  fmt::print("{} is restored.\n", file);
  return kExitOk;
}

int verify_database(const Arguments& arguments) {
  const std::string url = database_of(arguments);
  const auto found = verify(*open_store(url));
  for (const Violation& violation : found) {
    fmt::print("{}: expected that {}; {} rows of {} break that, e.g. {}\n", violation.rule->id, violation.rule->says,
               violation.count, table_spec(violation.rule->table).name, fmt::join(violation.examples, ", "));
  }
  fmt::print("{}: {} rules, {} broken\n", url, verify_rules().size(), found.size());
  return found.empty() ? kExitOk : kExitFailure;
}

}  // namespace

Command backup_command() {
  Command command;
  command.name = "backup";
  command.summary = "Copy a database, also while a server uses it.";
  command.operands = "FILE";
  command.min_operands = command.max_operands = 1;
  command.options = {kDatabase};
  command.details = "FILE must not exist. The copy holds what was committed when it began, and is on disk when this ends.";
  command.run = back_up;
  return command;
}

Command restore_command() {
  Command command;
  command.name = "restore";
  command.summary = "Put a copy made by 'baton backup' in the place of a database.";
  command.operands = "FILE";
  command.min_operands = command.max_operands = 1;
  command.options = {kDatabase, {"replace", "", "Overwrite the database that is there."}};
  command.details = "The copy is checked first. No server may use the database.";
  command.run = restore;
  return command;
}

Command verify_command() {
  Command command;
  command.name = "verify";
  command.summary = "Check that the rows of a database fit together.";
  command.options = {kDatabase};
  command.details = "Reads only. Exit code: 0 all rules hold, 1 some are broken. No server may use the database.";
  command.run = verify_database;
  return command;
}

}  // namespace baton::app
