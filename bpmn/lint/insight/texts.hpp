// Where a diagram holds expressions and scripts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bpmn/lint/diagram.hpp"

namespace baton::bpmn::lint {

struct Text {
  Element at;     // whose attribute or text it is
  Element owner;  // the nearest element around that is part of the model and has an id
  std::string text;
};

// What holds ${ or #{, scripts left out, in document order.
std::vector<Text> expressions_of(const Diagram& diagram);

struct Script {
  Text text;
  std::string language;  // lower case, "" when none is named
  bool is_javascript() const;
};

// Script tasks, camunda:script wherever it stands, conditions with a language; not what is kept in other files.
std::vector<Script> scripts_of(const Diagram& diagram);

// The texts of an expression without what stands in quotes: "${a == 'b'}" -> "${a == }".
std::string without_literals(std::string_view expression);

}  // namespace baton::bpmn::lint
