// What differs between the databases, in one place: a table of words and small functions per dialect.
// Everything else in this folder is SQL that all of them understand.
#pragma once

#include <memory>
#include <string>

#include "runtime/store/entities.hpp"

namespace baton {

class Connection;
class RowWriter;

struct Dialect {
  const char* name;        // folder of the migrations, prefix of the store's URL
  const char* begin;       // starts a transaction that will write
  bool keeps_statements;   // prepared statements outlive errors
  const char* row_order;   // a column that grows with every insertion
  const char* no_limit;    // LIMIT <this> OFFSET n
  const char* nulls_when_ascending;   // appended to a sort term, so that NULL is the smallest value
  const char* nulls_when_descending;
  const char* table_names;  // a query for the names of the tables
  const char* key_suffix;  // after the primary key's column type
  const char* hidden_columns;  // columns the schema adds to every table, with a leading comma
  const char* version_column;  // the same for table execution: which change of its aggregate this is
  const char* node_tables;     // tables beside those of the entities, for several nodes on one database
  bool indexes_row_order;      // row_order needs an index of its own
  std::string (*column_type)(CellKind kind);
  std::string (*blob_parameter)(const std::string& placeholder);  // bytes arrive as text
  std::string (*lower)(const std::string& expression);            // ASCII only
  std::string (*text)(std::string value);  // a text as the database can keep it
  // Bytes as the text that blob_parameter() takes, and a blob's bytes in what comes back.
  std::string (*blob_text)(std::string bytes);
  std::string (*blob_bytes)(std::string text);
  std::string (*array_type)(CellKind kind);  // null: no arrays
  std::unique_ptr<RowWriter> (*row_writer)(Connection& connection);
  // The members of a JSON array given as one parameter, as rows of one column of the kind.
  std::string (*json_members)(const std::string& placeholder, CellKind kind);
};

const Dialect& sqlite_dialect();
const Dialect& postgresql_dialect();

std::string quoted(const char* name);           // an identifier
std::string column_list(const TableSpec& spec);  // all columns
std::string replace_on_conflict(const TableSpec& spec);  // the end of an upsert

}  // namespace baton
