// What of one diagram needs attention.
#pragma once

#include <string>
#include <vector>

#include "bpmn/assess/assess.hpp"
#include "bpmn/model/model.hpp"

namespace baton::bpmn::assess {

struct Reference {
  Item item;  // what is said when it is not found
  std::string target;
  bool is_decision = false;
};

void scan(const Model& model, std::vector<Item>& items, std::vector<Reference>& references);

}  // namespace baton::bpmn::assess
