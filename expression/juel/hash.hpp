// Object.hashCode of what has one that does not depend on the address.
#pragma once

#include <cstdint>

#include "expression/juel/item.hpp"

namespace baton::juel {

std::int32_t java_hash(const Item& item);

}  // namespace baton::juel
