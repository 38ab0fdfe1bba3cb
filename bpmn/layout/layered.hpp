// Places the nodes of a flow from left to right: layers, an order in each with few crossings, coordinates. Knows
// nothing of BPMN; bpmn/layout/scope.cpp makes its input.
//
// After Sugiyama, Tagawa and Toda: cycles are broken, layers are longest paths, edges over several layers get
// placeholders that keep a lane free for them, crossings are reduced by medians, and in each layer the positions are
// those nearest to what the neighbours want that keep their distance.
#pragma once

#include <cstddef>
#include <vector>

#include "bpmn/render/geometry.hpp"

namespace baton::bpmn {

struct LayeredNode {
  double width = 0, height = 0;
  double above = 0, below = 0;  // room that it needs beside itself: labels, lines from its lower edge
  std::size_t band = 0;         // nodes of one band stand in one horizontal strip: lanes
  double room = 0;              // width that it needs with what is above and below; the node is in its middle
  bool is_apart = false;        // no edges, and to stand below the flow, beside others of its kind; in one band only
};

struct LayeredEdge {
  std::size_t from = 0, to = 0;
  double label_width = 0;
};

struct LayeredResult {
  std::vector<Rect> nodes;           // as given, from (0, 0)
  std::vector<double> band_heights;  // one for each band, the gaps around its nodes included
  double width = 0;
  std::vector<double> tracks;        // y of the placeholders: where long lines should run
};

LayeredResult place_in_layers(const std::vector<LayeredNode>& nodes, const std::vector<LayeredEdge>& edges, std::size_t bands);

}  // namespace baton::bpmn
