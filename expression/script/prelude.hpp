// The JavaScript of prelude/*.js as one expression, put into the program by CMake.
#pragma once

#include <string_view>

namespace baton::script {

extern const std::string_view kPrelude;

}  // namespace baton::script
