// The functions that expressions may call: now(), dateTime(), currentUser(), currentUserGroups(), S(),
// JSON().
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "expression/juel/item.hpp"

namespace baton::juel {

struct Function {
  std::string_view name;
  std::size_t min_arguments;
  std::size_t max_arguments;
  Item (*call)(Evaluation& evaluation, const std::vector<Item>& arguments);
};

// Null when there is no such function.
const Function* find_function(std::string_view name);

}  // namespace baton::juel
