// What Spin's nodes and paths share: a node's value as an item, and the errors.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "expression/juel/spin.hpp"

namespace baton::juel {

[[noreturn]] void spin_property_error(std::string_view name);
[[noreturn]] void spin_type_error(std::string_view expected, const Json& node);

// Each throws Fault when the node is of another type.
Item string_value(const Json& node);
Item number_value(const Json& node);
Item bool_value(const Json& node);
Item any_value(const Json& node);
Item elements_of(const SpinObject& node);

inline Item scalar_of(const Json& node) { return Item(Value::from_tree(node)); }

}  // namespace baton::juel
