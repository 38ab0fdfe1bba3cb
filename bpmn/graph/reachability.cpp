#include "bpmn/graph/reachability.hpp"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>

namespace baton::bpmn {

namespace {

using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                 boost::no_property, NodeId, std::uint32_t>;

// Marks what the walk meets; what is marked already is not entered.
struct ColorMap {
  using key_type = NodeId;
  using value_type = boost::default_color_type;
  using reference = value_type;
  using category = boost::read_write_property_map_tag;
  std::vector<bool>* met;
  friend value_type get(const ColorMap& map, NodeId node) {
    return (*map.met)[node] ? boost::black_color : boost::white_color;
  }
  friend void put(const ColorMap& map, NodeId node, value_type color) {
    if (color != boost::white_color) (*map.met)[node] = true;
  }
};

}  // namespace

struct Reachability::Backward {
  Graph graph;
};

Reachability::Reachability(const std::vector<Node>& nodes, const std::vector<Flow>& flows)
    : of_nodes_(new Known[nodes.size()]), of_flows_(new Known[flows.size()]) {
  std::vector<std::pair<NodeId, NodeId>> edges;
  edges.reserve(flows.size());
  for (const Flow& flow : flows) {
    ends_.emplace_back(flow.source, flow.target);
    edges.emplace_back(flow.target, flow.source);
  }
  for (const Node& node : nodes) {
    if (node.attached_to != kNoNode) edges.emplace_back(node.id, node.attached_to);
  }
  backward_ = std::make_unique<const Backward>(
      Backward{Graph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), nodes.size())});
}

Reachability::~Reachability() = default;

std::vector<bool> Reachability::walk(const std::vector<NodeId>& from, NodeId avoided) const {
  const Graph& graph = backward_->graph;
  std::vector<bool> met(num_vertices(graph));
  if (avoided != kNoNode) met[avoided] = true;
  boost::queue<NodeId> queue;
  const ColorMap colors{&met};
  for (const NodeId start : from) {
    if (met[start]) continue;
    boost::breadth_first_visit(graph, start, queue, boost::default_bfs_visitor(), colors);
  }
  if (avoided != kNoNode) met[avoided] = false;
  return met;
}

const std::vector<bool>& Reachability::reaching(NodeId target) const {
  Known& known = of_nodes_[target];
  std::call_once(known.once, [&] {
    std::vector<NodeId> before;
    const auto [first, last] = adjacent_vertices(target, backward_->graph);
    before.assign(first, last);
    known.nodes = walk(before, kNoNode);
  });
  return known.nodes;
}

const std::vector<bool>& Reachability::reaching_flow(FlowId flow) const {
  Known& known = of_flows_[flow];
  std::call_once(known.once, [&] { known.nodes = walk({ends_[flow].first}, ends_[flow].second); });
  return known.nodes;
}

}  // namespace baton::bpmn
