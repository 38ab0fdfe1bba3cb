// Three rules until none applies:
//
//   in line    a vertex with one way in and one way out: both places become one
//   at once    a place behind which a choice stands: who fills it chooses right away, for the token could have stayed
//              in front of the choice until everybody else had done what they do
//   alongside  two places between the same vertices: branches that the join behind them always takes together (parallel),
//              or of which it never gets two (exclusive)
//
// A loop of a free choice back to its own merge does nothing and is dropped. A place is only put together with another
// one when inclusive joins see no difference between tokens on them.
#include "bpmn/soundness/reduction.hpp"

#include <algorithm>
#include <set>

#include "bpmn/soundness/reach.hpp"

namespace baton::bpmn::soundness {

namespace {

constexpr std::size_t kMostModes = 48;
constexpr std::size_t kMostBranches = 500;  // that are compared with each other

bool holds(const std::vector<PlaceId>& places, PlaceId place) {
  return std::find(places.begin(), places.end(), place) != places.end();
}

// Each once: the same elements come together by many ways.
void cover(std::vector<NodeId>& covers, const std::vector<NodeId>& more) {
  covers.insert(covers.end(), more.begin(), more.end());
  std::sort(covers.begin(), covers.end());
  covers.erase(std::unique(covers.begin(), covers.end()), covers.end());
}

void append(Mode& mode, const Mode& behind) {
  mode.steps.insert(mode.steps.end(), behind.steps.begin(), behind.steps.end());
  cover(mode.covers, behind.covers);
}

bool is_plain(const Vertex& vertex) {
  return !vertex.modes.empty() && std::all_of(vertex.modes.begin(), vertex.modes.end(), [](const Mode& mode) {
    return mode.leaving == Leaving::no && mode.thrown == kNoNode;
  });
}

class Reducer {
 public:
  explicit Reducer(Net& net) : net_(net) {}

  void run() {
    while (one_round()) continue;
    connect(net_);
  }

 private:
  bool one_round() {
    bool changed = false;
    for (VertexId id = 0; id < net_.vertices.size(); ++id) {
      Vertex& vertex = net_.vertices[id];
      if (vertex.gone) continue;
      changed = merge_alongside(id) || changed;
      changed = drop_loops(vertex) || changed;
      changed = put_in_line(id) || changed;
      changed = !vertex.gone && choose_at_once(id) ? true : changed;
    }
    return changed;
  }

  Vertex* filler(PlaceId place) {
    const VertexId id = net_.places[place].filled_by;
    return id == kNone ? nullptr : &net_.vertices[id];
  }

  bool same_reach(PlaceId a, PlaceId b) const {
    return std::all_of(net_.reach.begin(), net_.reach.end(),
                       [&](const auto& one) { return one.second[a] == one.second[b]; });
  }

  // --- In line ---

  bool put_in_line(VertexId id) {
    Vertex& vertex = net_.vertices[id];
    if (vertex.in.size() != 1 || vertex.modes.size() != 1 || !is_plain(vertex)) return false;
    const Mode& mode = vertex.modes.front();
    const PlaceId in = vertex.in.front();
    if (mode.out.size() != 1 || mode.out.front() == in || !same_reach(in, mode.out.front())) return false;
    const PlaceId out = mode.out.front();
    if (net_.places[in].is_start) {
      for (Start& start : net_.starts) move_start(start, in, mode);
      net_.places[out].is_start = true;
    }
    if (Vertex* before = filler(in)) {
      for (Mode& filling : before->modes) replace(filling, in, mode);
    }
    net_.places[out].filled_by = net_.places[in].filled_by;
    vertex.gone = true;
    return true;
  }

  static void move_start(Start& start, PlaceId in, const Mode& mode) {
    if (!holds(start.places, in)) return;
    std::replace(start.places.begin(), start.places.end(), in, mode.out.front());
    start.steps.insert(start.steps.end(), mode.steps.begin(), mode.steps.end());
    cover(start.covers, mode.covers);
  }

  static void replace(Mode& filling, PlaceId in, const Mode& mode) {
    if (!holds(filling.out, in)) return;
    std::erase(filling.out, in);
    filling.out.insert(filling.out.end(), mode.out.begin(), mode.out.end());
    append(filling, mode);
  }

  // --- At once ---

  // `id` chooses for tokens of one place: whoever fills that place chooses.
  bool choose_at_once(VertexId id) {
    Vertex& choice = net_.vertices[id];
    if (choice.in.size() != 1 || choice.modes.size() < 1 || !is_plain(choice)) return false;
    const PlaceId place = choice.in.front();
    Vertex* before = filler(place);
    if (!before || before == &choice || net_.places[place].is_start || !sees_no_difference(place, choice)) return false;
    std::vector<Mode> modes;
    for (const Mode& filling : before->modes) {
      if (!holds(filling.out, place)) {
        modes.push_back(filling);
        continue;
      }
      for (const Mode& chosen : choice.modes) {
        Mode both = filling;
        replace(both, place, chosen);
        if (has_doubles(both)) return false;
        add(modes, std::move(both));
      }
    }
    if (modes.size() > kMostModes) return false;
    before->modes = std::move(modes);
    for (const Mode& chosen : choice.modes) {
      for (const PlaceId out : chosen.out) net_.places[out].filled_by = net_.places[place].filled_by;
    }
    choice.gone = true;
    return true;
  }

  bool sees_no_difference(PlaceId place, const Vertex& choice) const {
    for (const Mode& mode : choice.modes) {
      for (const PlaceId out : mode.out) {
        if (!same_reach(place, out)) return false;
      }
    }
    return true;
  }

  static bool has_doubles(const Mode& mode) {
    return std::set<PlaceId>(mode.out.begin(), mode.out.end()).size() != mode.out.size();
  }

  // One mode for each result: how it came about does not matter.
  static void add(std::vector<Mode>& modes, Mode mode) {
    std::sort(mode.out.begin(), mode.out.end());
    for (Mode& other : modes) {
      if (other.out != mode.out || other.leaving != mode.leaving || other.catcher != mode.catcher ||
          other.thrown != mode.thrown) {
        continue;
      }
      cover(other.covers, mode.covers);
      return;
    }
    modes.push_back(std::move(mode));
  }

  // --- Alongside ---

  bool merge_alongside(VertexId id) {
    Vertex& join = net_.vertices[id];
    if (join.in.size() > kMostBranches) return false;
    for (std::size_t a = 0; a < join.in.size(); ++a) {
      for (std::size_t b = a + 1; b < join.in.size(); ++b) {
        if (!are_alongside(join, join.in[a], join.in[b])) continue;
        merge(join, join.in[a], join.in[b]);
        return true;
      }
    }
    return false;
  }

  bool are_alongside(const Vertex& join, PlaceId a, PlaceId b) {
    const Vertex* split = filler(a);
    if (!split || split != filler(b) || net_.places[a].is_start || net_.places[b].is_start) return false;
    return std::all_of(split->modes.begin(), split->modes.end(), [&](const Mode& mode) {
      const bool has_a = holds(mode.out, a), has_b = holds(mode.out, b);
      if (join.join == Join::any) return !has_a || !has_b;
      return join.join == Join::inclusive || has_a == has_b;
    });
  }

  void merge(Vertex& join, PlaceId kept, PlaceId dropped) {
    Vertex& split = *filler(kept);
    std::vector<Mode> modes;
    for (Mode& mode : split.modes) {
      if (holds(mode.out, dropped)) {
        std::erase(mode.out, dropped);
        if (!holds(mode.out, kept)) mode.out.push_back(kept);
      }
      add(modes, std::move(mode));
    }
    split.modes = std::move(modes);
    std::erase(join.in, dropped);
    if (join.in.size() == 1) join.join = Join::any;
    net_.reach.erase(dropped);
  }

  // --- Loops ---

  bool drop_loops(Vertex& vertex) {
    if (vertex.join != Join::any || vertex.modes.size() < 2) return false;
    const auto loop = std::find_if(vertex.modes.begin(), vertex.modes.end(), [&](const Mode& mode) {
      return mode.leaving == Leaving::no && mode.thrown == kNoNode && mode.out.size() == 1 &&
             holds(vertex.in, mode.out.front()) && !net_.places[mode.out.front()].is_start;
    });
    if (loop == vertex.modes.end()) return false;
    const PlaceId place = loop->out.front();
    const bool only_here = std::count_if(vertex.modes.begin(), vertex.modes.end(),
                                         [&](const Mode& mode) { return holds(mode.out, place); }) == 1;
    if (!only_here || vertex.in.size() < 2) return false;
    const std::vector<NodeId> covers = loop->covers;
    vertex.modes.erase(loop);
    std::erase(vertex.in, place);
    // What stands in the loop is executed whenever the vertex is.
    cover(vertex.modes.front().covers, covers);
    return true;
  }

  Net& net_;
};

}  // namespace

void reduce(Net& net) { Reducer(net).run(); }

}  // namespace baton::bpmn::soundness
