// base.name and base[name] on everything that can be a base.
#pragma once

#include "expression/juel/item.hpp"

namespace baton::juel {

// Elements of lists (Null beyond their ends), members of maps (Null when absent), bean properties of all
// else. Requires a base that is not null. Throws Fault.
Item read_property(Evaluation& evaluation, const Item& base, const Item& name);

}  // namespace baton::juel
