// How the folded rows of one table go out: with few statements, whatever their number.
//
// One thread at a time. Every member throws StoreError.
#pragma once

#include <memory>
#include <vector>

#include "runtime/store/store.hpp"

namespace baton {

class Connection;

// The changes given to one call are of one table and kind, and each of another row.
using Changes = std::vector<const Change*>;

class RowWriter {
 public:
  virtual ~RowWriter() = default;
  virtual void upsert(TableId table, const Changes& rows) = 0;
  virtual void remove(TableId table, const Changes& rows) = 0;
  // All patches set the same columns, in the same order.
  virtual void patch(TableId table, const Changes& rows) = 0;
};

// Statements of a few fixed sizes, with a parameter for each cell: for a database in this process.
std::unique_ptr<RowWriter> chunk_writer(Connection& connection);
// One statement whatever the number of rows, with an array for each column: for a database behind a network.
std::unique_ptr<RowWriter> array_writer(Connection& connection);

}  // namespace baton
