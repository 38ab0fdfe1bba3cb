// Finds orthogonal lines around boxes.
//
// All lines that may be drawn run on a grid: beside and through the middle of every box, and on tracks that the caller
// adds. The cheapest way is searched (A*): short, few bends, not through names, not upon or across other lines. Boxes
// are never crossed; when there is no way at all - boxes that overlap - the line is a plain elbow.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "bpmn/render/geometry.hpp"

namespace baton::bpmn {

enum class Side : std::uint8_t { right, left, top, bottom };

// Where a line may begin or end.
struct Port {
  Point at;
  Side side = Side::right;  // of its box
  double cost = 0;          // of using it
};

// The four sides of a box, with what each costs.
std::vector<Port> ports_of(const Rect& box, double right, double left, double top, double bottom);

class Router {
 public:
  // `boxes` must not be crossed, `texts` should not.
  Router(std::vector<Rect> boxes, std::vector<Rect> texts, std::vector<double> tracks = {});

  // From one of the ports to one of the others, both ends included. Lines of the same `from_id` or `to_id` may share
  // their way. Grid lines through the ports are added when they are new. `turns_early`: of ways that cost the same the one that
  // leaves the height of its begin first, so that lines that part have room for their names.
  std::vector<Point> route(const std::vector<Port>& from, const std::vector<Port>& to, std::uint32_t from_id, std::uint32_t to_id, bool turns_early = false);

  // A line that is there already, as far as it runs on the grid.
  void occupy(const std::vector<Point>& points, std::uint32_t from_id, std::uint32_t to_id);

  // Ports of later calls; without it their lines may be missing in the grid.
  void prepare(const std::vector<Port>& ports);

 private:
  struct Use {
    std::uint32_t from = 0, to = 0;
  };
  using Uses = std::unordered_map<std::size_t, std::vector<Use>>;

  void build();
  std::size_t cell(std::size_t x, std::size_t y) const { return y * xs_.size() + x; }
  template <typename Right, typename Down>
  void through(const Rect& box, Right right, Down down) const;
  double use_cost(const Uses& uses, std::size_t cell, std::uint32_t from, std::uint32_t to) const;
  void mark(const std::vector<Point>& points, std::uint32_t from, std::uint32_t to);

  std::vector<Rect> boxes_, texts_;
  std::vector<double> xs_, ys_;
  std::vector<char> right_blocked_, down_blocked_;      // from a cell to its right and lower neighbour
  std::vector<float> right_text_, down_text_;
  Uses right_uses_, down_uses_;
  bool is_built_ = false;
  std::size_t steps_left_ = 6'000'000;  // for all lines: then come elbows, so that no file takes for ever
};

}  // namespace baton::bpmn
