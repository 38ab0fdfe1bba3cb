// Findings about elements.
#pragma once

#include <string>

#include "bpmn/findings.hpp"
#include "bpmn/model/model.hpp"

namespace baton::bpmn {

// Located at `at`. Concerns `main`; without one the nearest element around that has an id.
Finding finding_at(Element at, std::string rule, Severity severity, std::string message, Element main = {});

// The element itself or the nearest one around it that is part of the model and has an id.
Element owner_of(Element element);

}  // namespace baton::bpmn
