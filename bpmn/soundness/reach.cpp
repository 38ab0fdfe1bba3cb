#include "bpmn/soundness/reach.hpp"

#include <algorithm>

namespace baton::bpmn::soundness {

namespace {

using Followers = std::vector<std::vector<PlaceId>>;

std::vector<bool> walk(const Followers& next, std::vector<PlaceId> open) {
  std::vector<bool> met(next.size());
  while (!open.empty()) {
    const PlaceId place = open.back();
    open.pop_back();
    if (met[place]) continue;
    met[place] = true;
    open.insert(open.end(), next[place].begin(), next[place].end());
  }
  return met;
}

bool stays(const Net& net, const Mode& mode, NodeId node) {
  for (const PlaceId place : mode.out) {
    if (net.places[place].flow == kNoFlow && net.places[place].node == node) return true;
  }
  return false;
}

}  // namespace

void separate_fillers(Net& net) {
  std::vector<std::vector<VertexId>> fillers(net.places.size());
  for (VertexId id = 0; id < net.vertices.size(); ++id) {
    for (const Mode& mode : net.vertices[id].modes) {
      for (const PlaceId place : mode.out) {
        if (fillers[place].empty() || fillers[place].back() != id) fillers[place].push_back(id);
      }
    }
  }
  for (PlaceId place = 0; place < fillers.size(); ++place) {
    if (fillers[place].size() < 2) continue;
    Vertex merge;
    merge.node = net.vertices[fillers[place].front()].node;
    merge.modes.emplace_back().out = {place};
    for (const VertexId id : fillers[place]) {
      const auto own = static_cast<PlaceId>(net.places.size());
      net.places.push_back(net.places[place]);
      for (Mode& mode : net.vertices[id].modes) std::replace(mode.out.begin(), mode.out.end(), place, own);
      merge.in.push_back(own);
    }
    net.vertices.push_back(std::move(merge));
  }
}

void connect(Net& net) {
  for (Place& place : net.places) place.filled_by = place.emptied_by = kNone;
  for (VertexId id = 0; id < net.vertices.size(); ++id) {
    const Vertex& vertex = net.vertices[id];
    if (vertex.gone) continue;
    for (const PlaceId place : vertex.in) net.places[place].emptied_by = id;
    for (const Mode& mode : vertex.modes) {
      for (const PlaceId place : mode.out) net.places[place].filled_by = id;
    }
  }
}

void mark_spawned(Net& net) {
  Followers next(net.places.size());
  for (const Vertex& vertex : net.vertices) {
    for (const Mode& mode : vertex.modes) {
      const bool is_inside = vertex.in.size() == 1 && net.places[vertex.in.front()].flow == kNoFlow;
      const bool spawns = is_inside && stays(net, mode, vertex.node);
      for (const PlaceId out : mode.out) {
        if (spawns && net.places[out].flow != kNoFlow) continue;
        for (const PlaceId in : vertex.in) next[in].push_back(out);
      }
    }
  }
  std::vector<PlaceId> open;
  for (const Start& start : net.starts) open.insert(open.end(), start.places.begin(), start.places.end());
  const std::vector<bool> met = walk(next, std::move(open));
  for (PlaceId place = 0; place < net.places.size(); ++place) net.places[place].is_spawned = !met[place];
}

Reach reach_of(const Net& net, const std::map<PlaceId, std::vector<PlaceId>>& ways) {
  Reach reach;
  for (const Vertex& join : net.vertices) {
    if (join.join != Join::inclusive) continue;
    Followers before(net.places.size());
    for (const Vertex& vertex : net.vertices) {
      if (&vertex == &join) continue;
      for (const Mode& mode : vertex.modes) {
        for (const PlaceId out : mode.out) before[out].insert(before[out].end(), vertex.in.begin(), vertex.in.end());
      }
    }
    for (const auto& [from, to] : ways) {
      for (const PlaceId out : to) before[out].push_back(from);
    }
    for (const PlaceId in : join.in) reach[in] = walk(before, {in});
  }
  return reach;
}

}  // namespace baton::bpmn::soundness
