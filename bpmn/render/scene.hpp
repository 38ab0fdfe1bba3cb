// What a diagram shows and where: the diagram interchange of one plane, with the model's elements behind it.
//
// What cannot be drawn - a shape without bounds or of an element that does not exist, an edge of one point - is not
// in a scene. A layout makes scenes as well, without a `drawing`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bpmn/model/model.hpp"
#include "bpmn/render/geometry.hpp"

namespace baton::bpmn {

struct SceneColors {  // empty: the usual
  std::string fill, stroke, label;
};

struct SceneShape {
  Element element;
  Element drawing;  // BPMNShape
  Rect bounds;
  std::optional<Rect> label;
  bool is_expanded = false;       // sub-processes: their content is drawn inside
  bool is_horizontal = true;      // pools and lanes
  bool is_marker_visible = false; // exclusive gateways: the X
  bool is_message_visible = false;
  std::string band;               // participantBandKind of a choreography's participant
  SceneColors colors;
};

struct SceneEdge {
  Element element;
  Element drawing;  // BPMNEdge
  std::vector<Point> points;  // two at least
  std::optional<Rect> label;
  std::string message;  // messageVisibleKind
  SceneColors colors;
};

struct Scene {
  Element plane;    // BPMNPlane; none when laid out
  Element subject;  // process, collaboration, choreography, sub-process, ... ; may be none
  std::string name;
  std::vector<SceneShape> shapes;
  std::vector<SceneEdge> edges;

  const SceneShape* shape_of(Element element) const;
  bool is_empty() const { return shapes.empty() && edges.empty(); }
};

// One for each plane of the file, in its order, empty ones included.
std::vector<Scene> scenes_of(const Model& model);

}  // namespace baton::bpmn
