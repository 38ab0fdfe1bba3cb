// How large a text an expression may build.
#pragma once

#include <cstddef>

#include "expression/juel/fault.hpp"

namespace baton::juel {

constexpr std::size_t kMaxText = 16 * 1024 * 1024;

inline void check_text_size(std::size_t size) {
  if (size > kMaxText) throw Fault{FaultKind::java, "java.lang.OutOfMemoryError: a text grew beyond 16 MiB"};
}

}  // namespace baton::juel
