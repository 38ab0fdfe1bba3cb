// What is wrong with a model: the checks of a deployment.
//
// Rules are rows of tables (rule.hpp, executable/tables.hpp). They know nothing of graphs; bad expressions are found when
// the graph is built.
#pragma once

#include "bpmn/findings.hpp"
#include "bpmn/model/process_view.hpp"

namespace baton::bpmn {

struct RuleOptions {
  bool lenient = false;
};

// Rules about the whole file; silent about a file in which nothing is to be executed.
void check_model(const Model& model, const RuleOptions& options, Findings& findings);
// Rules about a process that is to be executed.
void check_process(const ProcessView& view, const RuleOptions& options, Findings& findings);

}  // namespace baton::bpmn
