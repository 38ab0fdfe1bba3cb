// Who can come where by sequence flows: boundary events count as reachable from their host.
//
// Answers are sets of nodes, found by a walk against the flows when first asked for and kept. Any thread.
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "bpmn/graph/process_graph.hpp"

namespace baton::bpmn {

class Reachability {
 public:
  Reachability(const std::vector<Node>& nodes, const std::vector<Flow>& flows);
  ~Reachability();

  // Nodes from which a path of at least one flow leads to `target`.
  const std::vector<bool>& reaching(NodeId target) const;
  // Nodes from which a path leads through `flow` without having visited its target before.
  const std::vector<bool>& reaching_flow(FlowId flow) const;

 private:
  struct Backward;  // the flows turned around
  struct Known {
    std::once_flag once;
    std::vector<bool> nodes;
  };

  std::vector<bool> walk(const std::vector<NodeId>& from, NodeId avoided) const;

  std::vector<std::pair<NodeId, NodeId>> ends_;  // of each flow
  std::unique_ptr<const Backward> backward_;
  std::unique_ptr<Known[]> of_nodes_, of_flows_;
};

}  // namespace baton::bpmn
