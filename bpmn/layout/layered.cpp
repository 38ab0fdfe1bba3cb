#include "bpmn/layout/layered.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "bpmn/layout/layers.hpp"

namespace baton::bpmn {

namespace {

constexpr double kColumnGap = 60, kRowGap = 30, kTrack = 24, kBandPadding = 20;

// One after another at least `apart`, as near as can be to what each wants: neighbours that want the same place
// are pushed apart together, around their mean (pool adjacent violators).
std::vector<double> spread(const std::vector<double>& wanted, const std::vector<double>& apart) {
  struct Block {
    double sum;  // of wanted positions, each less its offset in the block
    std::size_t count;
    double position() const { return sum / static_cast<double>(count); }
  };
  std::vector<double> offsets(wanted.size(), 0);
  for (std::size_t i = 1; i < wanted.size(); ++i) offsets[i] = offsets[i - 1] + apart[i - 1];
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    blocks.push_back({wanted[i] - offsets[i], 1});
    while (blocks.size() > 1 && blocks[blocks.size() - 2].position() > blocks.back().position()) {
      const Block last = blocks.back();
      blocks.pop_back();
      blocks.back() = {blocks.back().sum + last.sum, blocks.back().count + last.count};
    }
  }
  std::vector<double> positions;
  for (const Block& block : blocks) {
    for (std::size_t i = 0; i < block.count; ++i) positions.push_back(block.position() + offsets[positions.size()]);
  }
  return positions;
}

class Placement {
 public:
  Placement(const std::vector<LayeredNode>& nodes, const std::vector<LayeredEdge>& edges, std::size_t bands)
      : given_(nodes), edges_(edges), nodes_(nodes), bands_(std::max<std::size_t>(1, bands)) {}

  LayeredResult run() {
    make_layers();
    std::vector<std::size_t> band_of;
    for (const LayeredNode& node : nodes_) band_of.push_back(node.band);
    reduce_crossings(layers_, short_edges_, band_of);
    place_vertically();
    return result();
  }

 private:
  void make_layers() {
    LayerEdges plain;
    for (const LayeredEdge& edge : edges_) plain.emplace_back(edge.from, edge.to);
    const LayerEdges acyclic = without_cycles(given_.size(), plain);
    layer_ = layers_of(given_.size(), acyclic);
    for (std::size_t i = 0; i < given_.size(); ++i) {
      if (!given_[i].is_apart) put(i, layer_[i]);
    }
    const std::set<std::pair<std::size_t, std::size_t>> forward(plain.begin(), plain.end());
    for (const auto& [from, to] : acyclic) join(from, to, forward.count({from, to}) > 0);
  }

  void put(std::size_t node, std::size_t layer) {
    if (layers_.size() <= layer) layers_.resize(layer + 1);
    layers_[layer].push_back(node);
  }

  void link(std::size_t from, std::size_t to, bool is_forward) {
    short_edges_.emplace_back(from, to);
    if (is_forward) forward_edges_.emplace_back(from, to);
  }

  void join(std::size_t from, std::size_t to, bool is_forward) {
    std::size_t previous = from;
    for (std::size_t layer = layer_[from] + 1; layer < layer_[to]; ++layer) {
      LayeredNode placeholder;
      placeholder.height = kTrack;
      placeholder.band = given_[to].band;
      nodes_.push_back(placeholder);
      put(nodes_.size() - 1, layer);
      link(previous, nodes_.size() - 1, is_forward);
      previous = nodes_.size() - 1;
    }
    link(previous, to, is_forward);
  }

  bool is_placeholder(std::size_t node) const { return node >= given_.size(); }

  double apart(std::size_t upper, std::size_t lower) const {
    const LayeredNode &a = nodes_[upper], &b = nodes_[lower];
    const double gap = is_placeholder(upper) || is_placeholder(lower) ? 4 : kRowGap;
    return a.height / 2 + a.below + gap + b.above + b.height / 2;
  }

  // What the neighbours on one side, or both, want; inside its band only. Lines that run straight weigh more.
  double wanted(std::size_t node, bool look_back, bool look_ahead) const {
    double sum = 0, weights = 0;
    const auto add = [&](std::size_t other) {
      if (nodes_[other].band != nodes_[node].band) return;
      const double weight = is_placeholder(node) && is_placeholder(other) ? 4 : 1;
      sum += weight * y_[other];
      weights += weight;
    };
    if (look_back) for (const std::size_t other : previous_[node]) add(other);
    if (look_ahead) for (const std::size_t other : next_[node]) add(other);
    return weights > 0 ? sum / weights : y_[node];
  }

  void align(const std::vector<std::size_t>& layer, bool look_back, bool look_ahead) {
    align(layer, [&](std::size_t node) { return wanted(node, look_back, look_ahead); });
  }

  template <class Wish>
  void align(const std::vector<std::size_t>& layer, Wish wish_of) {
    for (std::size_t begin = 0; begin < layer.size();) {
      std::size_t end = begin + 1;
      while (end < layer.size() && nodes_[layer[end]].band == nodes_[layer[begin]].band) ++end;
      std::vector<double> wish, gaps;
      for (std::size_t i = begin; i < end; ++i) {
        wish.push_back(wish_of(layer[i]));
        if (i + 1 < end) gaps.push_back(apart(layer[i], layer[i + 1]));
      }
      const std::vector<double> placed = spread(wish, gaps);
      for (std::size_t i = begin; i < end; ++i) y_[layer[i]] = placed[i - begin];
      begin = end;
    }
  }

  void place_vertically() {
    y_.assign(nodes_.size(), 0);
    previous_.resize(nodes_.size());
    next_.resize(nodes_.size());
    for (const auto& [from, to] : short_edges_) {
      next_[from].push_back(to);
      previous_[to].push_back(from);
    }
    for (const auto& layer : layers_) align(layer, true, false);
    for (int round = 0; round < 6; ++round) {
      for (std::size_t i = layers_.size(); i-- > 0;) align(layers_[i], false, true);
      for (const auto& layer : layers_) align(layer, true, false);
    }
    for (int round = 0; round < 3; ++round) {
      for (const auto& layer : layers_) align(layer, true, true);
    }
    straighten();
  }

  // Means make ramps of chains: where one line leads from one node to the next, both stand at one height. Lines back do not
  // count.
  void straighten() {
    std::vector<std::vector<std::size_t>> before(nodes_.size()), after(nodes_.size());
    for (const auto& [from, to] : forward_edges_) {
      after[from].push_back(to);
      before[to].push_back(from);
    }
    const auto partner = [&](std::size_t node, const auto& on_this_side, const auto& on_its_other_side) {
      if (on_this_side[node].size() != 1) return node;
      const std::size_t other = on_this_side[node].front();
      return on_its_other_side[other].size() == 1 && nodes_[other].band == nodes_[node].band ? other : node;
    };
    const auto follow_previous = [&](std::size_t node) { return y_[partner(node, before, after)]; };
    const auto follow_next = [&](std::size_t node) { return y_[partner(node, after, before)]; };
    for (int round = 0; round < 10; ++round) {
      for (const auto& layer : layers_) align(layer, follow_previous);
      for (std::size_t i = layers_.size(); i-- > 0;) align(layers_[i], follow_next);
    }
    for (const auto& layer : layers_) align(layer, follow_previous);
  }

  // Room for the names and the bends of what leaves the layer.
  double gap_after(std::size_t layer) const {
    double widest = 0;
    std::size_t leaving = 0;
    for (const LayeredEdge& edge : edges_) {
      if (layer_[edge.from] != layer) continue;
      widest = std::max(widest, std::min(edge.label_width, 110.0));
      ++leaving;
    }
    const double bends = 30 + 10 * static_cast<double>(std::min<std::size_t>(leaving, 8));
    return std::max({kColumnGap, widest > 0 ? widest + 30 : 0, bends});
  }

  LayeredResult result() const {
    LayeredResult out;
    std::vector<double> top(bands_, 0), bottom(bands_, 0);
    std::vector<bool> is_used(bands_, false);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const LayeredNode& node = nodes_[i];
      if (node.is_apart) continue;
      const double upper = y_[i] - node.height / 2 - node.above, lower = y_[i] + node.height / 2 + node.below;
      top[node.band] = is_used[node.band] ? std::min(top[node.band], upper) : upper;
      bottom[node.band] = is_used[node.band] ? std::max(bottom[node.band], lower) : lower;
      is_used[node.band] = true;
    }
    std::vector<double> shift(bands_, 0);
    double at = 0;
    for (std::size_t band = 0; band < bands_; ++band) {
      out.band_heights.push_back(std::max(bands_ > 1 ? 80.0 : 0.0, bottom[band] - top[band]) + 2 * kBandPadding);
      const double spare = out.band_heights.back() - (bottom[band] - top[band]);
      shift[band] = at + spare / 2 - top[band];
      at += out.band_heights.back();
    }
    out.nodes.resize(given_.size());
    double x = 0;
    for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
      double width = 0;
      for (const std::size_t node : layers_[layer]) width = std::max({width, nodes_[node].width, nodes_[node].room});
      for (const std::size_t node : layers_[layer]) {
        const double y = std::round(y_[node] + shift[nodes_[node].band]);
        if (is_placeholder(node)) {
          out.tracks.push_back(y);
        } else {
          const LayeredNode& n = nodes_[node];
          out.nodes[node] = {std::round(x + (width - n.width) / 2), std::round(y - n.height / 2), n.width, n.height};
        }
      }
      x += width;
      out.width = x;
      x += gap_after(layer);
    }
    place_apart(out);
    return out;
  }

  // In rows below the flow, about as wide as it is.
  void place_apart(LayeredResult& out) const {
    constexpr double kLeastRow = 900;
    const double limit = std::max(out.width, kLeastRow);
    double x = 0, y = layers_.empty() ? kBandPadding : out.band_heights.back(), row = 0;
    for (std::size_t i = 0; i < given_.size(); ++i) {
      const LayeredNode& node = given_[i];
      if (!node.is_apart) continue;
      const double width = std::max(node.width, node.room);
      if (x > 0 && x + width > limit) x = 0, y += std::exchange(row, 0) + kRowGap;
      out.nodes[i] = {std::round(x + (width - node.width) / 2), std::round(y + node.above), node.width, node.height};
      out.width = std::max(out.width, x + width);
      row = std::max(row, node.above + node.height + node.below);
      x += width + kRowGap;
    }
    if (row > 0) out.band_heights.back() = y + row + kBandPadding;
  }

  const std::vector<LayeredNode>& given_;
  const std::vector<LayeredEdge>& edges_;
  std::vector<LayeredNode> nodes_;  // with placeholders
  std::size_t bands_;
  std::vector<std::size_t> layer_;
  std::vector<std::vector<std::size_t>> layers_;
  LayerEdges short_edges_, forward_edges_;  // the latter without those that lead back
  std::vector<std::vector<std::size_t>> previous_, next_;
  std::vector<double> y_;  // centers, inside their band
};

}  // namespace

LayeredResult place_in_layers(const std::vector<LayeredNode>& nodes, const std::vector<LayeredEdge>& edges, std::size_t bands) {
  return Placement(nodes, edges, bands).run();
}

}  // namespace baton::bpmn
