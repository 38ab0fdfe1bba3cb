// What takes the place of what a diagram does not say yet, for lenient deployments: such a diagram can be tried before
// it is finished. Each gap has been told by a rule, as a warning.
#pragma once

#include <vector>

#include "bpmn/graph/process_graph.hpp"

namespace baton::bpmn {

// Undecidable flows - without a condition where one is needed, or with one that cannot be evaluated here - are chosen
// by a variable named like their source's id, whose value is the flow's id or name. Without it the first that does not
// lead back is taken. A timer without a time never fires by itself; a message or signal without a name is named by its
// event's id; a conditional event without a condition happens when a variable named like its id is true; a
// multi-instance activity of unknown size has one instance. A parameter whose value cannot be evaluated here is null.
// `flows`: sorted by source.
void fill_gaps(std::vector<Node>& nodes, std::vector<Flow>& flows);

}  // namespace baton::bpmn
