// The vendors' namespaces. Engines that grew out of the same root use the same attribute names, so they are
// read as one vocabulary; nothing behind this folder knows a vendor's name.
#pragma once

#include <string_view>

#include "bpmn/model/model.hpp"

namespace baton::bpmn {

Space space_of_uri(std::string_view uri);

}  // namespace baton::bpmn
