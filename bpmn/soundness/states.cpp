#include "bpmn/soundness/states.hpp"

#include <algorithm>
#include <unordered_map>

namespace baton::bpmn::soundness {

namespace {

constexpr std::size_t kChecksOfAMove = 32;  // that take as long as a move
constexpr std::size_t kStarted = std::size_t{1} << 62;

void set(std::vector<std::uint64_t>& words, std::size_t at) { words[at / 64] |= std::uint64_t{1} << (at % 64); }
void clear(std::vector<std::uint64_t>& words, std::size_t at) { words[at / 64] &= ~(std::uint64_t{1} << (at % 64)); }
bool test(const std::vector<std::uint64_t>& words, std::size_t at) { return words[at / 64] >> (at % 64) & 1; }

}  // namespace

// Hash chains by hand: the markings stand once, in words_.
struct States::Index {
  std::unordered_multimap<std::size_t, StateId> by_hash;

  static std::size_t hash(const std::vector<Word>& marking) {
    std::size_t value = 0xcbf29ce484222325;
    for (const Word word : marking) {
      value = (value ^ word) * 0x9e3779b97f4a7c15;
      value ^= value >> 29;
    }
    return value;
  }
};

States::States(const Net& net, Budget& budget)
    : net_(net), budget_(budget), width_((net.places.size() + 2 * net.thrown.size()) / 64 + 1) {
  siblings_.resize(net.places.size());
  std::map<NodeId, std::vector<PlaceId>> inside;
  for (PlaceId place = 0; place < net.places.size(); ++place) {
    if (net.places[place].flow == kNoFlow && !net.places[place].is_start) inside[net.places[place].node].push_back(place);
  }
  for (const auto& [node, places] : inside) {
    for (const PlaceId place : places) siblings_[place] = places;
  }
  Index index;
  for (std::size_t start = 0; start < net.starts.size(); ++start) {
    std::vector<Word> marking(width_);
    for (const PlaceId place : net.starts[start].places) set(marking, place);
    intern(marking, index, kStarted + start);
  }
  // Every place before a join is judged with all moves; see judge.hpp.
  const std::size_t judged = 1 + places_before_joins() / 8;
  while (followed_ < size() && size() < budget_.states && work_ + moves_.size() * judged < budget_.work) {
    follow(followed_, index);
    ++followed_;
    work_ += net_.vertices.size() / kChecksOfAMove;
  }
  budget_.states -= std::min(budget_.states, size());
  budget_.work -= std::min(budget_.work, work_ + moves_.size() * judged);
}

std::size_t States::places_before_joins() const {
  std::size_t count = 0;
  for (const Vertex& vertex : net_.vertices) {
    if (!vertex.gone && vertex.join != Join::any) count += vertex.in.size();
  }
  return count;
}

StateId States::intern(const std::vector<Word>& marking, Index& index, std::size_t came_by) {
  const std::size_t hash = Index::hash(marking);
  const auto [first, last] = index.by_hash.equal_range(hash);
  for (auto at = first; at != last; ++at) {
    if (std::equal(marking.begin(), marking.end(), words_.begin() + static_cast<std::ptrdiff_t>(at->second * width_))) {
      return at->second;
    }
  }
  const auto id = static_cast<StateId>(size());
  words_.insert(words_.end(), marking.begin(), marking.end());
  first_move_.push_back(0);
  came_by_.push_back(came_by);
  index.by_hash.emplace(hash, id);
  return id;
}

void States::follow(StateId state, Index& index) {
  first_move_[state] = moves_.size();
  for (VertexId id = 0; id < net_.vertices.size(); ++id) {
    const Vertex& vertex = net_.vertices[id];
    if (vertex.gone) continue;
    if (vertex.join == Join::any) {
      for (const PlaceId place : vertex.in) {
        if (marked(state, place)) fire(state, id, {place}, index);
      }
      continue;
    }
    std::vector<PlaceId> taken;
    for (const PlaceId place : vertex.in) {
      if (marked(state, place)) taken.push_back(place);
    }
    const bool fires = vertex.join == Join::all ? taken.size() == vertex.in.size()
                                                : !taken.empty() && may_fire(state, vertex);
    if (fires) fire(state, id, taken, index);
  }
}

// Clause 13.4.3: no token elsewhere that can come to an empty incoming flow, except to one with a token as well.
bool States::may_fire(StateId state, const Vertex& join) const {
  work_ += net_.places.size() / kChecksOfAMove;
  for (PlaceId place = 0; place < net_.places.size(); ++place) {
    if (!marked(state, place) || net_.places[place].emptied_by == kNone) continue;
    if (std::find(join.in.begin(), join.in.end(), place) != join.in.end()) continue;
    bool to_empty = false, to_full = false;
    for (const PlaceId in : join.in) {
      if (net_.reach.at(in)[place]) (marked(state, in) ? to_full : to_empty) = true;
    }
    if (to_empty && !to_full) return false;
  }
  return true;
}

void States::note_thrown(std::vector<Word>& marking, NodeId catcher) const {
  const auto found = std::find(net_.thrown.begin(), net_.thrown.end(), catcher);
  if (found == net_.thrown.end()) return;
  const std::size_t once = net_.places.size() + 2 * static_cast<std::size_t>(found - net_.thrown.begin());
  set(marking, test(marking, once) ? once + 1 : once);
}

// By a token that is on the same flow, or in the same activity whatever it has seen there.
bool States::is_taken(const std::vector<Word>& marking, PlaceId place) const {
  const std::vector<PlaceId>& siblings = siblings_[place];
  return test(marking, place) ||
         std::any_of(siblings.begin(), siblings.end(), [&](PlaceId other) { return test(marking, other); });
}

void States::fire(StateId state, VertexId id, const std::vector<PlaceId>& taken, Index& index) {
  const std::vector<Mode>& modes = net_.vertices[id].modes;
  for (std::uint32_t number = 0; number < modes.size(); ++number) {
    const Mode& mode = modes[number];
    Move move{state, kLeft, id, number, kNone};
    if (mode.leaving == Leaving::no || mode.leaving == Leaving::end) {
      const auto from = words_.begin() + static_cast<std::ptrdiff_t>(state * width_);
      std::vector<Word> marking(from, from + static_cast<std::ptrdiff_t>(width_));
      for (const PlaceId place : taken) clear(marking, place);
      for (const PlaceId place : mode.out) {
        if (is_taken(marking, place)) move.second = place;
        set(marking, place);
      }
      if (mode.thrown != kNoNode) note_thrown(marking, mode.thrown);
      move.to = move.second == kNone ? intern(marking, index, moves_.size()) : kSecondToken;
    }
    moves_.push_back(move);
  }
}

std::vector<PlaceId> States::marking(StateId state) const {
  std::vector<PlaceId> places;
  for (PlaceId place = 0; place < net_.places.size(); ++place) {
    if (marked(state, place)) places.push_back(place);
  }
  return places;
}

bool States::has_tokens(StateId state) const {
  for (PlaceId place = 0; place < net_.places.size(); ++place) {
    if (marked(state, place)) return true;
  }
  return false;
}

Thrown States::thrown(StateId state) const {
  Thrown thrown;
  for (std::size_t i = 0; i < net_.thrown.size(); ++i) {
    const std::size_t once = net_.places.size() + 2 * i;
    if (bit(state, once)) thrown[net_.thrown[i]] = bit(state, once + 1) ? 2 : 1;
  }
  return thrown;
}

std::pair<std::size_t, std::size_t> States::moves_of(StateId state) const {
  if (!is_followed(state)) return {0, 0};
  return {first_move_[state], state + 1 < followed_ ? first_move_[state + 1] : moves_.size()};
}

std::vector<std::size_t> States::way_to(StateId state, std::size_t& start) const {
  std::vector<std::size_t> way;
  while (came_by_[state] < kStarted) {
    way.push_back(came_by_[state]);
    state = moves_[came_by_[state]].from;
  }
  start = came_by_[state] - kStarted;
  std::reverse(way.begin(), way.end());
  return way;
}

}  // namespace baton::bpmn::soundness
