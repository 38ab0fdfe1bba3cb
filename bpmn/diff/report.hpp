// A difference as people and programs read it.
#pragma once

#include "bpmn/diff/diff.hpp"
#include "expression/value.hpp"

namespace baton::bpmn {

std::string to_text(const Difference& difference);
Json to_json(const Difference& difference);
// Both versions below each other, with what is different marked.
std::string to_svg(const Difference& difference, const Model& before, const Model& after);

}  // namespace baton::bpmn
