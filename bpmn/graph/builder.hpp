// Checked process -> ProcessGraph.
#pragma once

#include <memory>

#include "bpmn/graph/compiler.hpp"
#include "bpmn/graph/process_graph.hpp"
#include "bpmn/model/process_view.hpp"

namespace baton::bpmn {

// Never fails: on a process that the rules refused the graph is of no use, but what the compiler told is true.
std::shared_ptr<const ProcessGraph> build_graph(const ProcessView& view, Compiler& compiler);

}  // namespace baton::bpmn
