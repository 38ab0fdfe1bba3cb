// Words for what commands refuse.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

#include "runtime/engine/error.hpp"

namespace baton {

// A refusal before anything was changed: the aggregate in memory stays good. Everything else that a command
// throws makes the engine load the aggregate again.
class Refusal final : public EngineError {
 public:
  using EngineError::EngineError;
};

template <class... Args>
[[noreturn]] void refuse(ErrorCode code, fmt::format_string<Args...> format, Args&&... args) {
  throw Refusal(code, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace baton
