// String.format, for the conversions that texts need: %s %d %f %e %x %X %c %b %% %n with flags - 0 + , space,
// a width, a precision and argument numbers (%2$s).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "expression/juel/item.hpp"

namespace baton::juel {

// Throws Fault with the name of Java's exception when format and arguments do not fit.
std::string format_text(std::string_view format, std::span<const Item> arguments);

}  // namespace baton::juel
