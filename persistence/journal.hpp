// The journal of a database file: what was committed, in order, before the tables have it. An answer needs one short
// append that is synced; the tables are written after it, many commits at once (journaled_store.hpp).
//
// Files `DATABASE-commits-N`, N the position of their first record. A head names the tables and columns of the program
// that wrote it, so that a newer one reads them by name; then records, each with its length, checksum and position. A
// record that a crash cut off ends the newest file; anywhere else it is damage.
//
// Errors are StoreError. One thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "runtime/store/store.hpp"

namespace baton {

// The records that are there when it is made. A running process may append meanwhile, and forget.
class JournalReader {
 public:
  explicit JournalReader(const std::string& database_file);
  ~JournalReader();

  // Calls with each record after `position`, in order. Corrupt when they do not continue it. Returns the last position.
  std::uint64_t after(std::uint64_t position, const std::function<void(std::uint64_t position, Batch batch)>& take);

 private:
  struct Segment;
  std::vector<std::unique_ptr<Segment>> segments_;
};

class Journal {
 public:
  // `last`: the position of the last record that counts; a rest after it is of no use and goes.
  Journal(std::string database_file, std::uint64_t last);
  ~Journal();

  // Returns when the batches are on disk as one record: its position. When it throws nothing of it was kept.
  std::uint64_t append(const std::vector<const Batch*>& batches);
  // The tables have everything up to there, on disk: older files go.
  void forget(std::uint64_t position);
  // The next append begins a new file.
  bool is_long() const;

 private:
  void begin_file();
  void take_back();

  std::string database_file_;
  std::uint64_t last_;
  int file_ = -1;
  std::uint64_t size_ = 0;     // of the newest file, as far as it is whole
  bool is_torn_ = false;       // something stands after that
  std::vector<std::uint64_t> firsts_;  // the files there are, oldest first
};

// Also of a process that is gone: without them the tables alone are the database.
void remove_journal(const std::string& database_file);

}  // namespace baton
