// A change that the workspace does not make. Nothing of it was kept.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "bpmn/findings.hpp"

namespace baton::modeler {

struct WorkspaceError {
  enum class Kind : std::uint8_t {
    not_found,
    bad_value,  // a name, path or comment that cannot be
    stale,      // somebody else has changed it since the revision that the caller has seen
    conflict,   // the name is taken, or it is deleted (or is not)
    too_large,
    invalid,    // strict: the content has errors, which are among the findings
  };
  Kind kind = Kind::bad_value;
  std::string message;
  bpmn::Findings findings{};
};

}  // namespace baton::modeler
