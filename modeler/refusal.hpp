// How the workspace refuses. Inside of this room only.
#pragma once

#include <fmt/format.h>

#include "modeler/workspace.hpp"

namespace baton::modeler {

using Kind = WorkspaceError::Kind;

template <class... Values>
[[noreturn]] void refuse(Kind kind, fmt::format_string<Values...> message, Values&&... values) {
  throw WorkspaceError{kind, fmt::format(message, std::forward<Values>(values)...)};
}

inline void check_seen(const char* what, const std::string& name, std::int64_t revision, const Seen& seen) {
  if (!seen.revision || *seen.revision == revision) return;
  refuse(Kind::stale, "The {} '{}' has changed meanwhile: it is at revision {}, and {} was seen", what, name, revision, *seen.revision);
}

}  // namespace baton::modeler
