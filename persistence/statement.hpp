// One prepared statement on SOCI: values go in and rows come out as Cells.
//
// Belongs to the session it was made on and is used on one thread at a time. SOCI's errors pass through.
#pragma once

#include <soci/soci.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "persistence/sql_text.hpp"

namespace baton {

class Statement {
 public:
  // `results`: the columns that come back, none for a statement without rows.
  Statement(soci::session& session, const std::string& text, const std::vector<SlotType>& parameters,
            const std::vector<CellKind>& results);

  std::size_t parameters() const { return parameters_.size(); }
  void set(std::size_t parameter, const Cell& value);

  void execute();
  // Every row, to the last: a statement left half-read would keep its view of the database.
  std::vector<Row> rows();

 private:
  struct Slot {
    std::string text;
    long long integer = 0;
    double real = 0;
    soci::indicator indicator = soci::i_null;
    SlotType type = SlotType::text;
  };

  Row take_row();

  std::vector<Slot> parameters_;  // never resized: SOCI holds their addresses
  std::vector<Slot> results_;
  soci::statement statement_;
};

}  // namespace baton
