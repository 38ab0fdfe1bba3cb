// What must hold between the rows of a database, whatever happened to it. Each rule asks for the rows that break it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/store/query.hpp"

namespace baton {

class Store;

struct VerifyRule {
  const char* id;    // stable
  const char* says;  // what was expected
  TableId table;
  Where broken;      // holds for the rows that break it
};

const std::vector<VerifyRule>& verify_rules();

struct Violation {
  const VerifyRule* rule;
  std::int64_t count;
  std::vector<std::string> examples;  // a few ids
};

// Reads only. Throws StoreError.
std::vector<Violation> verify(Store& store);

}  // namespace baton
