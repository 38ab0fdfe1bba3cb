// New scenes: a collaboration with its pools, or one process, choreography or conversation alone.
#pragma once

#include "bpmn/render/scene.hpp"

namespace baton::bpmn {

struct PlacedScene {
  Scene scene;
  std::vector<double> tracks;
};

PlacedScene place_collaboration(Element collaboration);
// Of a process or a choreography that is in no pool.
PlacedScene place_alone(Element container);

// A pool with all its content, its upper left corner there; answers its bounds.
Rect place_pool(Element participant, Point at, double least_width, PlacedScene& into);

}  // namespace baton::bpmn
