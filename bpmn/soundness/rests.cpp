#include "bpmn/soundness/rests.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "bpmn/soundness/catchers.hpp"

namespace baton::bpmn::soundness {

namespace {

constexpr std::size_t kMostRests = 64;  // of one activity

// Keeps the activity in its rest place beside what a non-interrupting event gives.
Mode staying(Mode mode, PlaceId rest) {
  mode.leaving = Leaving::no;
  mode.out.push_back(rest);
  return mode;
}

class Rests {
 public:
  Rests(Parts& parts, const Node& node)
      : parts_(parts), graph_(parts.graph), node_(node), inner_(inner_of(graph_, node.id)) {
    const auto found = parts.behaviors.find(inner_);
    if (found != parts.behaviors.end()) behavior_ = found->second;
    if (found == parts.behaviors.end()) behavior_.finals.push_back({});
    if (may_throw_errors(graph_.node(inner_))) errors_ = error_catchers(graph_, inner_);
  }

  bool run(Vertex& entry) {
    Mode enter;
    enter.out = {rest({}, {})};
    enter.covers = {node_.id};
    entry.modes = {std::move(enter)};
    while (!open_.empty()) {
      if (places_.size() > kMostRests) return false;
      const Key key = open_.back();
      open_.pop_back();
      if (!leave(key)) return false;
    }
    return true;
  }

 private:
  // What was thrown inside, and which non-interrupting boundary events have been.
  using Key = std::pair<Thrown, std::set<NodeId>>;

  PlaceId rest(const Thrown& thrown, const std::set<NodeId>& spent) {
    const auto [at, is_new] = places_.try_emplace({thrown, spent}, static_cast<PlaceId>(parts_.net.places.size()));
    if (is_new) {
      parts_.net.places.emplace_back().node = node_.id;
      open_.push_back(at->first);
      add_ways(at->second);
    }
    return at->second;
  }

  // By clause 13.4.3 every boundary event is a way out, as long as the activity is active.
  void add_ways(PlaceId rest) {
    std::vector<NodeId> from = node_.boundary_events;
    from.push_back(node_.id);
    for (const NodeId node : from) {
      const auto [first, last] = graph_.outgoing(node);
      for (FlowId flow = first; flow < last; ++flow) parts_.ways[rest].push_back(parts_.place_of_flow[flow]);
    }
  }

  bool leave(const Key& key) {
    Vertex vertex;
    vertex.node = node_.id;
    vertex.in = {places_.at(key)};
    if (!add_finals(key, vertex) || !add_throwings(key, vertex) || !add_outside(key, vertex)) return false;
    for (const NodeId catcher : errors_) add_thrown(catcher, vertex);
    parts_.net.vertices.push_back(std::move(vertex));
    return true;
  }

  bool add_all(std::vector<Mode> modes, Vertex& vertex) {
    std::move(modes.begin(), modes.end(), std::back_inserter(vertex.modes));
    return true;
  }

  bool is_mine(NodeId catcher) const { return catcher != kNoNode && graph_.node(catcher).attached_to == node_.id; }

  bool add_finals(const Key& key, Vertex& vertex) {
    for (const Behavior::Final& final : behavior_.finals) {
      if (final.thrown != key.first) continue;
      if (!final.completes && !is_mine(final.catcher)) {
        add_thrown(final.catcher, vertex);
        continue;
      }
      std::vector<Mode> modes = modes_of(parts_, final.completes ? node_.id : final.catcher);
      if (modes.empty()) return false;
      add_all(std::move(modes), vertex);
    }
    return true;
  }

  // What was thrown leaves this scope as well.
  void add_thrown(NodeId catcher, Vertex& vertex) {
    Mode mode;
    mode.leaving = Leaving::thrown;
    mode.catcher = catcher;
    mode.steps = {{node_.id, {}}};
    vertex.modes.push_back(std::move(mode));
  }

  bool add_throwings(const Key& key, Vertex& vertex) {
    for (const Behavior::Throwing& throwing : behavior_.throwings) {
      if (throwing.from != key.first) continue;
      const PlaceId next = rest(throwing.to, key.second);
      if (is_mine(throwing.catcher)) {
        for (Mode& mode : modes_of(parts_, throwing.catcher)) vertex.modes.push_back(staying(std::move(mode), next));
        continue;
      }
      Mode mode = staying({}, next);
      mode.thrown = throwing.catcher;
      mode.steps = {{node_.id, {}}};
      vertex.modes.push_back(std::move(mode));
    }
    return true;
  }

  bool add_outside(const Key& key, Vertex& vertex) {
    for (const NodeId id : node_.boundary_events) {
      const Node& event = graph_.node(id);
      if (!is_from_outside(graph_, event) || key.second.count(id)) continue;
      std::vector<Mode> modes = modes_of(parts_, id);
      if (modes.empty()) return false;
      if (!event.interrupting) {
        std::set<NodeId> spent = key.second;
        spent.insert(id);
        const PlaceId next = rest(key.first, spent);
        for (Mode& mode : modes) mode = staying(std::move(mode), next);
      }
      add_all(std::move(modes), vertex);
    }
    return true;
  }

  Parts& parts_;
  const ProcessGraph& graph_;
  const Node& node_;
  NodeId inner_;
  Behavior behavior_;
  std::vector<NodeId> errors_;
  std::map<Key, PlaceId> places_;
  std::vector<Key> open_;
};

}  // namespace

bool rests_on_its_own(const ProcessGraph& graph, const Node& node) {
  const Node& inner = graph.node(inner_of(graph, node.id));
  if (!node.boundary_events.empty() || is_flow_scope(inner)) return true;
  return may_throw_errors(inner) && !error_catchers(graph, inner.id).empty();
}

bool add_rests(Parts& parts, const Node& node, Vertex& entry) { return Rests(parts, node).run(entry); }

}  // namespace baton::bpmn::soundness
