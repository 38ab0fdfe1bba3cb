// JUEL's type conversions (EL 2.1, 1.17) and operators (1.7), as Camunda 7 has them.
#pragma once

#include <string>

#include "expression/juel/item.hpp"

namespace baton::juel {

// Each throws Fault (evaluation) "Cannot coerce ...".
bool to_boolean(const Item& item);
std::int64_t to_long(const Item& item);
double to_double(const Item& item);

Item add(const Item& a, const Item& b);
Item subtract(const Item& a, const Item& b);
Item multiply(const Item& a, const Item& b);
Item divide(const Item& a, const Item& b);
Item modulo(const Item& a, const Item& b);
Item negate(const Item& a);

bool equal(const Item& a, const Item& b);
bool less(const Item& a, const Item& b);
bool greater(const Item& a, const Item& b);
bool less_or_equal(const Item& a, const Item& b);
bool greater_or_equal(const Item& a, const Item& b);
bool is_empty(const Item& item);

// Integer.valueOf, Long.valueOf, Double.valueOf of a text; false when it is no such number.
bool parse_long(std::string_view text, std::int64_t& number);
bool parse_double(std::string_view text, double& number);

}  // namespace baton::juel
