// What differs between the databases, in one place: a table of words and small functions per dialect.
// Everything else in this folder is SQL that all of them understand.
#pragma once

#include <string>

#include "runtime/store/entities.hpp"

namespace baton {

struct Dialect {
  const char* name;        // folder of the migrations, prefix of the store's URL
  const char* row_order;   // a column that grows with every insertion
  const char* no_limit;    // LIMIT <this> OFFSET n
  const char* nulls_when_ascending;   // appended to a sort term, so that NULL is the smallest value
  const char* nulls_when_descending;
  const char* table_names;  // a query for the names of the tables
  const char* key_suffix;  // after the primary key's column type
  const char* hidden_columns;  // columns the schema adds to every table, with a leading comma
  std::string (*column_type)(CellKind kind);
  std::string (*blob_parameter)(const std::string& placeholder);  // bytes arrive as text
  std::string (*lower)(const std::string& expression);            // ASCII only
  // The members of a JSON array given as one parameter, as rows of one column of the kind.
  std::string (*json_members)(const std::string& placeholder, CellKind kind);
};

const Dialect& sqlite_dialect();

std::string quoted(const char* name);  // an identifier

}  // namespace baton
