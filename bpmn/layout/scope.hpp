// Places what is directly inside a process, sub-process or choreography, and what is inside of that.
#pragma once

#include <vector>

#include "bpmn/render/scene.hpp"

namespace baton::bpmn {

struct PlacedLane {
  Element lane;
  double y = 0, height = 0;
  std::size_t depth = 0;
};

struct PlacedScope {
  std::vector<SceneShape> shapes;  // from (0, 0), padding included
  std::vector<PlacedLane> lanes;   // outer ones before inner ones
  std::size_t lane_depth = 0;      // how many lanes are inside each other at most
  std::vector<double> tracks;      // see layered.hpp
  double width = 0, height = 0;
};

// An empty scope has a size as well.
PlacedScope place_scope(Element container);

}  // namespace baton::bpmn
