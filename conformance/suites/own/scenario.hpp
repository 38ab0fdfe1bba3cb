// A behaviour as text: what the specification says, a small diagram, and what happens step by step.
//
//   title: An exclusive gateway takes the first flow whose condition holds
//   clause: 13.4.2
//   elements: exclusiveGateway, conditionExpression
//   --- process
//   <startEvent id="start"/> <exclusiveGateway id="choose" default="choose_rest"/> ...
//   start -> choose
//   choose -> small if ${amount < 10}
//   choose -> rest
//   --- steps
//   start amount=5
//   at small
//
// "--- definitions" holds root elements (messages, errors, further processes); "--- process" the content of the process
// `p`, and may be left out when the definitions hold the processes. A line a -> b -> c stands for sequence flows with the
// ids a_b, b_c. Blank lines and lines that begin with # in head and steps say nothing to the machine.
#pragma once

#include <string>
#include <vector>

#include "conformance/subject/subject.hpp"

namespace baton::conformance {

struct Step {
  int line = 0;
  std::string text;                // as written
  std::string verb;
  std::vector<std::string> words;  // operands that are no variables
  Tree variables = Tree::object();  // name=JSON; what is not JSON is a string
  Tree keys = Tree::object();       // the same, after the word "for"
  bool fails = false;              // ends in the word "fails": the engine has to refuse it
};

struct Scenario {
  std::string title, clause;
  std::vector<std::string> elements;
  std::string bpmn;  // the whole file
  std::vector<Step> steps;
};

// Throws std::runtime_error that names the line.
Scenario parse_scenario(const std::string& text);

// The lines a -> b of a diagram written out as sequence flows, where they stand.
std::string with_sequence_flows(const std::string& diagram);

}  // namespace baton::conformance
