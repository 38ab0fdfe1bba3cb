// Conditions on rows of the variable table: a name with a value of exactly this type.
#pragma once

#include <string>

#include "expression/value.hpp"
#include "runtime/store/query.hpp"

namespace baton {

// Integer 1 and Long 1 are different values, as in Camunda's correlation. Values that are not compared in
// queries (bytes, files, objects) match nothing.
Where where_variable(const std::string& name, const Value& value);

}  // namespace baton
