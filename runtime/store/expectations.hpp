// Conditions of a commit on a store that several nodes share (peers.hpp). One node alone always meets them.
//
// They travel in the batch as changes that change nothing - patches without cells, which stores skip - so that they go
// wherever its changes go.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/store/store.hpp"

namespace baton {

// Another node was faster: nothing of the batch was written.
struct OvertakenError : StoreError {
  enum class What : std::uint8_t {
    aggregate,  // it has another version than was expected
    row,        // it is not what was expected
    node,       // this one was taken for dead meanwhile
  };
  What what = What::aggregate;
};

OvertakenError overtaken(OvertakenError::What what, std::string name);

// The commit raises the version by one.
void expect_version(Batch& batch, const std::string& root_id, std::int64_t version);
void expect_row(Batch& batch, TableId table, const Row& as_read);
void expect_none(Batch& batch, TableId table, const std::string& key);
void expect_some(Batch& batch, TableId table, const std::string& key);
template <class Entity>
void expect(Batch& batch, const Entity& as_read) {
  expect_row(batch, Entity::kTable, as_read.to_row());
}

struct ExpectedVersion {
  std::string root_id;
  std::int64_t version = 0;
};
struct ExpectedRow {
  enum class Kind : std::uint8_t { same, none, some };
  Kind kind = Kind::same;
  TableId table = TableId::count_;
  std::string key;
  std::string content;  // as content_of() tells it
};
struct Expectations {
  std::vector<ExpectedVersion> versions;
  std::vector<ExpectedRow> rows;
};
Expectations expectations_of(const Batch& batch);
std::string content_of(const Row& row);

}  // namespace baton
