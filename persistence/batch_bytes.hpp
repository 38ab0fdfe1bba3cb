// Batches as bytes, for the journal. Numbers are little-endian; a table is told by its place in the head's list.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/store/store.hpp"

namespace baton {

// The tables and columns of this program, as the head of a journal has them.
std::string describe_tables();

void append_bytes(std::string& bytes, const Batch& batch);

// Reads what a program with the described tables wrote: columns are found by name, unknown ones are left out, missing
// ones are empty.
class BatchBytes {
 public:
  // Throws StoreError (corrupt).
  explicit BatchBytes(std::string_view description);
  // All batches that were appended, as one. Throws StoreError (corrupt).
  Batch read(std::string_view bytes) const;

  struct Table {
    TableId id = TableId::count_;  // count_: unknown here
    std::vector<int> columns;      // theirs -> ours; -1: none
  };

 private:
  std::vector<Table> tables_;
};

}  // namespace baton
