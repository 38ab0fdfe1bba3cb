// Notes, data objects and data stores of a container: what each belongs to, and rows of them.
#pragma once

#include <unordered_map>
#include <vector>

#include "bpmn/render/scene.hpp"

namespace baton::bpmn {

bool is_data(Tag tag);
bool is_artifact(Tag tag);  // notes and data

// The first element that each artifact directly inside the container is tied to by an association.
std::unordered_map<xml::ElementIndex, Element> anchors_of(Element container);

// Artifacts side by side.
struct ArtifactRow {
  std::vector<Element> artifacts;
  double width = 0, height = 0;  // names included

  void add(Element artifact);
  bool is_empty() const { return artifacts.empty(); }
};

// Their shapes around `center`; the row stands on `y` or hangs from it.
std::vector<SceneShape> shapes_of(const ArtifactRow& row, double center, double y, bool stands);

}  // namespace baton::bpmn
