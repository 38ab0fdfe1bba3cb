// All states that a net can come to, and how.
#pragma once

#include <cstdint>
#include <vector>

#include "bpmn/soundness/net.hpp"

namespace baton::bpmn::soundness {

using StateId = std::uint32_t;
// Where a move leads besides states: the scope is left; a second token came to a place (nothing is followed from there).
inline constexpr StateId kLeft = 0xffffffff;
inline constexpr StateId kSecondToken = 0xfffffffe;
inline bool is_state(StateId id) { return id < kSecondToken; }

struct Move {
  StateId from = 0, to = 0;
  VertexId vertex = 0;
  std::uint32_t mode = 0;
  PlaceId second = kNone;  // kSecondToken: where
};

// How much may be looked at, by all nets together. A bound on work - of a move or so - and not on time: the same file always
// gets the same answer.
struct Budget {
  std::size_t states = 0, work = 0;
};

// A state is a set of marked places, and behind them two bits for each event around that was thrown to: once, often.
class States {
 public:
  // Follows every move, breadth first, until the budget is used up.
  States(const Net& net, Budget& budget);

  std::size_t size() const { return first_move_.size(); }
  bool marked(StateId state, PlaceId place) const { return bit(state, place); }
  std::vector<PlaceId> marking(StateId state) const;
  bool has_tokens(StateId state) const;
  Thrown thrown(StateId state) const;

  const std::vector<Move>& moves() const { return moves_; }
  // Moves from a state: [first, last) of moves().
  std::pair<std::size_t, std::size_t> moves_of(StateId state) const;
  // All its moves are known. After the budget was used up, some states are only known by name.
  bool is_followed(StateId state) const { return state < followed_; }
  bool complete() const { return followed_ == size(); }

  // The moves that lead to a state by the shortest way, and the start they begin with.
  std::vector<std::size_t> way_to(StateId state, std::size_t& start) const;

 private:
  using Word = std::uint64_t;
  struct Index;

  bool bit(StateId state, std::size_t at) const { return words_[state * width_ + at / 64] >> (at % 64) & 1; }
  std::size_t places_before_joins() const;
  StateId intern(const std::vector<Word>& marking, Index& index, std::size_t came_by);
  void follow(StateId state, Index& index);
  void fire(StateId state, VertexId vertex, const std::vector<PlaceId>& taken, Index& index);
  bool may_fire(StateId state, const Vertex& join) const;
  bool is_taken(const std::vector<Word>& marking, PlaceId place) const;
  void note_thrown(std::vector<Word>& marking, NodeId catcher) const;

  const Net& net_;
  Budget& budget_;
  std::vector<std::vector<PlaceId>> siblings_;  // of a place inside an activity: its other places
  std::size_t width_;
  std::vector<Word> words_;
  std::vector<std::size_t> first_move_;  // by state
  std::vector<std::size_t> came_by_;     // the move, or kStarted + start
  std::vector<Move> moves_;
  StateId followed_ = 0;
  mutable std::size_t work_ = 0;
};

}  // namespace baton::bpmn::soundness
