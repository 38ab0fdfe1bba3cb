#include "bpmn/graph/process_graph.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>

#include "bpmn/graph/reachability.hpp"

namespace baton::bpmn {

namespace {

using Graph = boost::compressed_sparse_row_graph<boost::bidirectionalS, boost::no_property, boost::no_property,
                                                 boost::no_property, NodeId, FlowId>;

Graph make_graph(std::size_t nodes, const std::vector<Flow>& flows) {
  std::vector<std::pair<NodeId, NodeId>> edges;
  edges.reserve(flows.size());
  for (const Flow& flow : flows) edges.emplace_back(flow.source, flow.target);
  return Graph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), nodes);
}

}  // namespace

// Edge indices are flow ids, because the flows come sorted by source.
struct ProcessGraph::Topology {
  Topology(const std::vector<Node>& nodes, const std::vector<Flow>& flows)
      : graph(make_graph(nodes.size(), flows)), incoming(nodes.size()), reachability(nodes, flows) {
    for (NodeId id = 0; id < nodes.size(); ++id) {
      const auto [first, last] = in_edges(id, graph);
      for (auto edge = first; edge != last; ++edge) incoming[id].push_back(get(boost::edge_index, graph, *edge));
      std::sort(incoming[id].begin(), incoming[id].end());
    }
  }

  Graph graph;
  std::vector<std::vector<FlowId>> incoming;
  Reachability reachability;
};

ProcessGraph::ProcessGraph(ProcessAttributes attributes, std::vector<Node> nodes, std::vector<Flow> flows)
    : attributes_(std::move(attributes)), nodes_(std::move(nodes)), flows_(std::move(flows)) {
  for (Node& node : nodes_) node_index_.emplace(node.element_id, node.id);
  for (FlowId id = 0; id < flows_.size(); ++id) {
    flows_[id].id = id;
    // Joins know by the name of its flow where a token came from, so each has one.
    if (flows_[id].element_id.empty()) flows_[id].element_id = "#" + std::to_string(id);
    flow_index_.emplace(flows_[id].element_id, id);
  }
  topology_ = std::make_unique<const Topology>(nodes_, flows_);
}

ProcessGraph::~ProcessGraph() = default;

NodeId ProcessGraph::find_node(std::string_view element_id) const {
  const auto found = node_index_.find(element_id);
  return found == node_index_.end() ? kNoNode : found->second;
}

FlowId ProcessGraph::find_flow(std::string_view element_id) const {
  const auto found = flow_index_.find(element_id);
  return found == flow_index_.end() ? kNoFlow : found->second;
}

std::pair<FlowId, FlowId> ProcessGraph::outgoing(NodeId id) const {
  const Graph& graph = topology_->graph;
  const auto [first, last] = out_edges(id, graph);
  if (first == last) return {0, 0};
  const FlowId begin = get(boost::edge_index, graph, *first);
  return {begin, begin + static_cast<FlowId>(out_degree(id, graph))};
}

const std::vector<FlowId>& ProcessGraph::incoming(NodeId id) const { return topology_->incoming[id]; }

bool ProcessGraph::is_inside(NodeId node, NodeId scope) const {
  if (node == kNoNode) return false;
  for (NodeId at = nodes_[node].parent; at != kNoNode; at = nodes_[at].parent) {
    if (at == scope) return true;
  }
  return false;
}

bool ProcessGraph::reaches(NodeId from, NodeId to) const { return topology_->reachability.reaching(to)[from]; }

bool ProcessGraph::flow_reaches(FlowId from, NodeId to) const {
  return flows_[from].target == to || reaches(flows_[from].target, to);
}

bool ProcessGraph::reaches_flow(NodeId from, FlowId to) const {
  return topology_->reachability.reaching_flow(to)[from];
}

}  // namespace baton::bpmn
