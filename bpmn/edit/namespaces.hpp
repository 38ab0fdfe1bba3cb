// Prefixes as a file declares them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bpmn/model/model.hpp"

namespace baton::bpmn {

inline constexpr std::string_view kModelUri = "http://www.omg.org/spec/BPMN/20100524/MODEL";
inline constexpr std::string_view kDiagramUri = "http://www.omg.org/spec/BPMN/20100524/DI";
inline constexpr std::string_view kDcUri = "http://www.omg.org/spec/DD/20100524/DC";
inline constexpr std::string_view kDiUri = "http://www.omg.org/spec/DD/20100524/DI";
inline constexpr std::string_view kXsiUri = "http://www.w3.org/2001/XMLSchema-instance";

// What `prefix` (empty: the default) means at the element; nothing when it is not declared.
std::optional<std::string_view> uri_of_prefix(Element at, std::string_view prefix);

// A prefix that means `uri` at the element; nothing when there is none. The empty prefix only where `may_be_default`
// (elements, not attributes).
std::optional<std::string> prefix_of_uri(Element at, std::string_view uri, bool may_be_default);

}  // namespace baton::bpmn
