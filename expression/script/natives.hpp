// The functions that the prelude finds on `native`; they work on World::current().
#pragma once

#include "expression/script/jsc_api.hpp"

namespace baton::script {

class World;

JSObjectRef make_native_object(World& world);

}  // namespace baton::script
