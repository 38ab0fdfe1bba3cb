#include "bpmn/layout/layers.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/topological_sort.hpp>
#include <limits>

namespace baton::bpmn {

namespace {

using Adjacent = std::vector<std::vector<std::size_t>>;

Adjacent adjacent(std::size_t nodes, const LayerEdges& edges, bool is_backwards) {
  Adjacent lists(nodes);
  for (const auto& [from, to] : edges) lists[is_backwards ? to : from].push_back(is_backwards ? from : to);
  return lists;
}

std::size_t crossings_between(const std::vector<std::size_t>& upper, const Adjacent& next, const std::vector<std::size_t>& position) {
  // Inversions of the targets in the order of the sources; layers are small.
  std::vector<std::size_t> targets;
  for (const std::size_t node : upper) {
    std::vector<std::size_t> own;
    for (const std::size_t to : next[node]) own.push_back(position[to]);
    std::sort(own.begin(), own.end());
    targets.insert(targets.end(), own.begin(), own.end());
  }
  std::size_t count = 0;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    for (std::size_t j = i + 1; j < targets.size(); ++j) count += targets[i] > targets[j];
  }
  return count;
}

class Sweeper {
 public:
  Sweeper(std::vector<std::vector<std::size_t>>& layers, const LayerEdges& edges, const std::vector<std::size_t>& bands)
      : layers_(layers), bands_(bands), next_(adjacent(bands.size(), edges, false)), previous_(adjacent(bands.size(), edges, true)),
        position_(bands.size()) {
    for (auto& layer : layers_) {
      std::stable_sort(layer.begin(), layer.end(), [&](std::size_t a, std::size_t b) { return bands_[a] < bands_[b]; });
    }
    number();
  }

  void run() {
    auto best = layers_;
    std::size_t fewest = crossings();
    for (int round = 0; round < 12 && fewest > 0; ++round) {
      if (round % 2 == 0) {
        for (std::size_t i = 1; i < layers_.size(); ++i) sort(layers_[i], previous_);
      } else {
        for (std::size_t i = layers_.size() - 1; i-- > 0;) sort(layers_[i], next_);
      }
      const std::size_t found = crossings();
      if (found >= fewest) continue;
      fewest = found;
      best = layers_;
    }
    layers_ = std::move(best);
  }

 private:
  void number() {
    for (const auto& layer : layers_) {
      for (std::size_t i = 0; i < layer.size(); ++i) position_[layer[i]] = i;
    }
  }

  std::size_t crossings() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i + 1 < layers_.size(); ++i) count += crossings_between(layers_[i], next_, position_);
    return count;
  }

  double wanted(std::size_t node, const Adjacent& neighbours) const {
    const auto& list = neighbours[node];
    if (list.empty()) return static_cast<double>(position_[node]);
    double sum = 0;
    for (const std::size_t other : list) sum += static_cast<double>(position_[other]);
    return sum / static_cast<double>(list.size());
  }

  void sort(std::vector<std::size_t>& layer, const Adjacent& neighbours) {
    std::vector<std::pair<double, std::size_t>> order;
    for (const std::size_t node : layer) order.emplace_back(wanted(node, neighbours), node);
    std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
      return std::make_pair(bands_[a.second], a.first) < std::make_pair(bands_[b.second], b.first);
    });
    for (std::size_t i = 0; i < layer.size(); ++i) layer[i] = order[i].second;
    for (std::size_t i = 0; i < layer.size(); ++i) position_[layer[i]] = i;
  }

  std::vector<std::vector<std::size_t>>& layers_;
  const std::vector<std::size_t>& bands_;
  Adjacent next_, previous_;
  std::vector<std::size_t> position_;
};

}  // namespace

LayerEdges without_cycles(std::size_t nodes, const LayerEdges& edges) {
  enum class Mark : char { fresh, open, done };
  std::vector<std::vector<std::size_t>> out(nodes);  // edge numbers
  std::vector<std::size_t> incoming(nodes, 0);
  for (std::size_t e = 0; e < edges.size(); ++e) {
    if (edges[e].first == edges[e].second) continue;
    out[edges[e].first].push_back(e);
    ++incoming[edges[e].second];
  }
  LayerEdges result;
  std::vector<Mark> marks(nodes, Mark::fresh);
  std::vector<std::pair<std::size_t, std::size_t>> stack;  // node, next of its edges
  const auto visit = [&](std::size_t root) {
    if (marks[root] != Mark::fresh) return;
    stack.emplace_back(root, 0);
    marks[root] = Mark::open;
    while (!stack.empty()) {
      auto& [node, next] = stack.back();
      if (next == out[node].size()) {
        marks[node] = Mark::done;
        stack.pop_back();
        continue;
      }
      const auto [from, to] = edges[out[node][next++]];
      if (marks[to] == Mark::open) {
        result.emplace_back(to, from);
      } else {
        result.emplace_back(from, to);
        if (marks[to] == Mark::fresh) {
          marks[to] = Mark::open;
          stack.emplace_back(to, 0);
        }
      }
    }
  };
  for (std::size_t node = 0; node < nodes; ++node) {
    if (incoming[node] == 0) visit(node);
  }
  for (std::size_t node = 0; node < nodes; ++node) visit(node);
  return result;
}

std::vector<std::size_t> layers_of(std::size_t nodes, const LayerEdges& acyclic) {
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> graph(nodes);
  for (const auto& [from, to] : acyclic) boost::add_edge(from, to, graph);
  std::vector<std::size_t> backwards;
  boost::topological_sort(graph, std::back_inserter(backwards));
  std::vector<std::size_t> layer(nodes, 0);
  std::vector<bool> has_incoming(nodes, false);
  for (const auto& edge : acyclic) has_incoming[edge.second] = true;
  for (auto node = backwards.rbegin(); node != backwards.rend(); ++node) {
    for (auto [e, end] = boost::out_edges(*node, graph); e != end; ++e) {
      const std::size_t to = boost::target(*e, graph);
      layer[to] = std::max(layer[to], layer[*node] + 1);
    }
  }
  for (std::size_t node = 0; node < nodes; ++node) {
    if (has_incoming[node] || boost::out_degree(node, graph) == 0) continue;
    std::size_t first = std::numeric_limits<std::size_t>::max();
    for (auto [e, end] = boost::out_edges(node, graph); e != end; ++e) first = std::min(first, layer[boost::target(*e, graph)]);
    layer[node] = first - 1;
  }
  return layer;
}

void reduce_crossings(std::vector<std::vector<std::size_t>>& layers, const LayerEdges& edges, const std::vector<std::size_t>& bands) {
  if (!layers.empty()) Sweeper(layers, edges, bands).run();
}

}  // namespace baton::bpmn
