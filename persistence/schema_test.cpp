// Migrations: every database, however old, ends up with the tables that the entities say.
#include "persistence/schema.hpp"

#include <map>
#include <set>

#include "persistence/connection.hpp"
#include "persistence/postgresql_session.hpp"
#include "persistence/sqlite_session.hpp"
#include "persistence/test_support.hpp"

namespace baton {
namespace {

std::vector<Row> rows(Connection& connection, const std::string& text, const std::vector<CellKind>& kinds) {
  SqlText sql;
  sql << text;
  return connection.rows(sql, kinds);
}

// Columns by table and the texts of the indexes, whatever the order in which they came to be.
std::vector<Row> shape(Connection& connection) {
  constexpr CellKind kText = CellKind::text, kInteger = CellKind::integer;
  std::vector<Row> found = rows(connection,
                                "SELECT m.name, c.name, c.type, c.\"notnull\", c.pk FROM sqlite_master m, "
                                "pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid",
                                {kText, kText, kText, kInteger, kInteger});
  const std::vector<Row> indexes = rows(
      connection, "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
      {kText, kText});
  found.insert(found.end(), indexes.begin(), indexes.end());
  return found;
}

void run_all(Connection& connection, const std::string& sql) {
  std::size_t from = 0;
  for (std::size_t end; (end = sql.find(";\n", from)) != std::string::npos; from = end + 2) {
    connection.run(sql.substr(from, end - from));
  }
}

TEST(Schema, MigrationsLeadToWhatTheEntitiesSay) {
  const TempFolder folder;
  const auto migrated = open_sqlite(folder.file("migrated.db"), SqliteRole::writer);
  migrate(*migrated);
  const auto created = open_sqlite(folder.file("created.db"), SqliteRole::writer);
  created->transaction([&] { run_all(*created, create_statements(sqlite_dialect())); });
  EXPECT_EQ(shape(*migrated), shape(*created))
      << "An entity has changed without a migration. Add persistence/migrations/sqlite/NNNN_what.sql with the next "
         "number; `baton_schema` prints the tables as the entities are now.";
  EXPECT_FALSE(shape(*migrated).empty());
}

// The same on PostgreSQL, where added columns stand behind the hidden one.
std::vector<Row> postgresql_shape(Connection& connection) {
  constexpr CellKind kText = CellKind::text;
  std::vector<Row> found =
      rows(connection,
           "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(data_type AS TEXT), "
           "CAST(is_nullable AS TEXT), CAST(collation_name AS TEXT) FROM information_schema.columns "
           "WHERE table_schema = 'public' ORDER BY 1, 2",
           {kText, kText, kText, kText, kText});
  const std::vector<Row> indexes =
      rows(connection, "SELECT CAST(indexname AS TEXT), indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
           {kText, kText});
  found.insert(found.end(), indexes.begin(), indexes.end());
  return found;
}

TEST(Schema, PostgresqlMigrationsLeadToWhatTheEntitiesSay) {
  PostgresqlServer* server = PostgresqlServer::instance();
  if (!server) GTEST_SKIP() << "PostgreSQL is not installed";
  const auto open = [&] { return open_postgresql(postgresql_address(server->new_database()), PostgresqlRole::writer); };
  const auto migrated = open(), created = open();
  migrate(*migrated);
  created->transaction([&] { run_all(*created, create_statements(postgresql_dialect())); });
  EXPECT_EQ(postgresql_shape(*migrated), postgresql_shape(*created))
      << "An entity has changed without a migration. Add persistence/migrations/postgresql/NNNN_what.sql beside "
         "SQLite's; `baton_schema postgresql` prints the tables as the entities are now.";
  EXPECT_FALSE(postgresql_shape(*migrated).empty());
}

// By root_id a distributed database keeps together what one commit writes (docs/scaling.md).
TEST(Schema, EveryRowOfAnInstanceCarriesItsRoot) {
  const std::set<std::string> of_no_instance = {"deployment", "resource", "process_definition", "decision_definition",
                                                "job_definition", "property", "meter", "idempotent"};
  for (std::size_t i = 0; i < static_cast<std::size_t>(TableId::count_); ++i) {
    const TableSpec& spec = table_spec(static_cast<TableId>(i));
    const bool is_a_models = std::string_view(spec.name).substr(0, 6) == "model_";
    EXPECT_EQ(spec.column("root_id") < 0, is_a_models || of_no_instance.contains(spec.name)) << spec.name;
  }
}

TEST(Schema, MigrationsAreNumberedFromOne) {
  for (const Dialect* dialect : {&sqlite_dialect(), &postgresql_dialect()}) {
    int expected = 1;
    for (const Migration& step : migrations(*dialect)) EXPECT_EQ(step.version, expected++) << step.name;
    EXPECT_GT(expected, 1);
  }
}

TEST(Schema, MigratingAgainChangesNothing) {
  const TempFolder folder;
  const auto connection = open_sqlite(folder.file("baton.db"), SqliteRole::writer);
  migrate(*connection);
  connection->run("INSERT INTO task (id) VALUES ('t')");
  const std::vector<Row> before = shape(*connection);
  migrate(*connection);
  EXPECT_EQ(shape(*connection), before);
  EXPECT_EQ(rows(*connection, "SELECT id FROM task", {CellKind::text}).size(), 1u);
}

TEST(Schema, VersionIsReadableAsAProperty) {
  const TempFolder folder;
  const auto store = open_store("sqlite:" + folder.file("baton.db"));
  const auto property = store->get<Property>("schema-version");
  ASSERT_TRUE(property);
  EXPECT_EQ(property->value, std::to_string(migrations(sqlite_dialect()).back().version));
}

TEST(Schema, NewerDatabaseIsRefused) {
  const TempFolder folder;
  const std::string url = "sqlite:" + folder.file("baton.db");
  Property version;
  version.name = "schema-version", version.value = "9999";
  Batch batch;
  batch.update(version);
  open_store(url)->commit(std::move(batch));
  const auto error = store_error([&] { open_store(url); });
  ASSERT_TRUE(error);
  EXPECT_NE(error->message.find("9999"), std::string::npos) << error->message;
}

TEST(Schema, SomebodyElsesDatabaseIsRefusedUntouched) {
  const TempFolder folder;
  const std::string file = folder.file("other.db");
  open_sqlite(file, SqliteRole::writer)->run("CREATE TABLE customers (id TEXT)");
  const auto error = store_error([&] { open_store("sqlite:" + file); });
  ASSERT_TRUE(error);
  EXPECT_NE(error->message.find("not a Baton database"), std::string::npos) << error->message;
  const auto connection = open_sqlite(file, SqliteRole::reader);
  EXPECT_EQ(rows(*connection, "SELECT name FROM sqlite_master", {CellKind::text}).size(), 1u);
}

}  // namespace
}  // namespace baton
