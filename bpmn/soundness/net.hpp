// The token flow of one scope as a net: places where a token can rest, and vertices that move tokens between them.
//
// A vertex has a join (which tokens it takes) and modes (what it may give for them; one of them is chosen freely, since
// conditions are not evaluated). Each place has one vertex that fills it and one that empties it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "bpmn/graph/process_graph.hpp"

namespace baton::bpmn::soundness {

using PlaceId = std::uint32_t;
using VertexId = std::uint32_t;
inline constexpr std::uint32_t kNone = 0xffffffff;

// One element that fired, and the sequence flows that got a token.
struct Step {
  NodeId node = kNoNode;
  std::vector<FlowId> flows;
};
using Steps = std::vector<Step>;

enum class Leaving : std::uint8_t {
  no,
  end,      // the token ends here; others go on
  all,      // the scope is complete at once: terminate
  thrown,   // the scope is left by what `catcher` catches
};

struct Mode {
  std::vector<PlaceId> out;
  Leaving leaving = Leaving::no;
  NodeId catcher = kNoNode;  // of what leaves the scope; none: nobody, the process is over
  NodeId thrown = kNoNode;   // the non-interrupting event around that catches what is thrown on the way
  Steps steps;
  std::vector<NodeId> covers;  // all that is executed in it, of alternatives that were put together as well
};

enum class Join : std::uint8_t { any, all, inclusive };

struct Vertex {
  NodeId node = kNoNode;
  Join join = Join::any;
  std::vector<PlaceId> in;
  std::vector<Mode> modes;
  bool gone = false;  // by reduction
};

struct Place {
  FlowId flow = kNoFlow;   // a token of this place is on this flow, or in `node`
  NodeId node = kNoNode;
  VertexId filled_by = kNone, emptied_by = kNone;
  bool is_start = false;
  bool is_spawned = false;  // only tokens of non-interrupting events come here: several at once are meant
};

struct Start {
  std::vector<PlaceId> places;
  Steps steps;
  std::vector<NodeId> covers;
};

// How often what non-interrupting events around a scope catch was thrown in it, up to 2 ("often").
using Thrown = std::map<NodeId, int>;

// What a scope does to its surroundings.
struct Behavior {
  struct Final {
    Thrown thrown;
    bool completes = true;
    NodeId catcher = kNoNode;
    auto operator<=>(const Final&) const = default;
  };
  struct Throwing {
    Thrown from;
    NodeId catcher = kNoNode;
    Thrown to;
    auto operator<=>(const Throwing&) const = default;
  };
  std::vector<Final> finals;
  std::vector<Throwing> throwings;
};
using Behaviors = std::map<NodeId, Behavior>;  // of scope nodes

// To which places a token of a place may still come (clause 13.4.3), for the incoming places of inclusive joins.
using Reach = std::map<PlaceId, std::vector<bool>>;

struct Net {
  NodeId scope = kNoNode;
  std::vector<Place> places;
  std::vector<Vertex> vertices;
  std::vector<Start> starts;   // one of them begins
  std::vector<NodeId> thrown;  // the non-interrupting events around that are thrown to
  Reach reach;
  std::string unsupported;     // why nothing can be said; empty: all is well
};

}  // namespace baton::bpmn::soundness
