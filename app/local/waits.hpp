// What the instances of a local run wait for, and the answer that would go on.
#pragma once

#include <string>
#include <vector>

#include "runtime/store/entities.hpp"

namespace baton {
class Store;
}

namespace baton::app {

struct Wait {
  std::string what;    // "user task review \"Review order\", for group sales"
  std::string answer;  // "complete review {...}"
};

// In the order in which they came up. `now` turns due dates into distances.
std::vector<Wait> waits(Store& store, std::int64_t now);

}  // namespace baton::app
