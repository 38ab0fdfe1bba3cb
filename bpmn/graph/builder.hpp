// Checked process -> ProcessGraph.
#pragma once

#include <memory>
#include <vector>

#include "bpmn/graph/compiler.hpp"
#include "bpmn/graph/process_graph.hpp"
#include "bpmn/model/process_view.hpp"

namespace baton::bpmn {

// Never fails: on a process that the rules refused the graph is of no use, but what the compiler told is true.
std::shared_ptr<const ProcessGraph> build_graph(const ProcessView& view, Compiler& compiler);

// The global tasks of a file, each as a process of one activity.
std::vector<std::shared_ptr<const ProcessGraph>> build_global_tasks(const Model& model, Compiler& compiler);

}  // namespace baton::bpmn
