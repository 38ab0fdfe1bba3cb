// How projects and files may be called. Both throw WorkspaceError bad_value and say what was expected.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace baton::modeler {

// 1 to 255 bytes of UTF-8 without control characters, white space around it removed.
std::string checked_name(std::string_view what, const std::string& name);

// Names with "/" between, from the project's root: "orders/ship.bpmn". No empty part, no "." and "..", no backslash.
std::string checked_path(const std::string& path);

// Nothing for an empty one.
std::optional<std::string> checked_comment(std::optional<std::string> comment);

}  // namespace baton::modeler
