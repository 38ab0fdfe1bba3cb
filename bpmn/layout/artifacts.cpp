#include "bpmn/layout/artifacts.hpp"

#include <array>

#include "bpmn/layout/sizes.hpp"

namespace baton::bpmn {

namespace {

constexpr double kGap = 20, kNameWidth = 90;

double room_of(Element artifact) { return std::max(usual_size(artifact).width, label_room(artifact) > 0 ? kNameWidth : 0.0); }

}  // namespace

bool is_data(Tag tag) { return tag == Tag::data_object_reference || tag == Tag::data_store_reference; }
bool is_artifact(Tag tag) { return tag == Tag::text_annotation || is_data(tag); }

std::unordered_map<xml::ElementIndex, Element> anchors_of(Element container) {
  const Model& model = container.model();
  std::unordered_map<xml::ElementIndex, Element> anchors;
  const auto tie = [&](Element artifact, Element other) {
    if (artifact && other && is_artifact(artifact.tag()) && artifact.parent() == container) anchors.emplace(artifact.index(), other);
  };
  for (const Element& association : model.all(Tag::association)) {
    const Element from = model.resolve(association.attribute("sourceRef")), to = model.resolve(association.attribute("targetRef"));
    tie(from, to);
    tie(to, from);
  }
  // Where data comes from before where it goes to.
  for (const Tag tag : {Tag::data_output_association, Tag::data_input_association}) {
    for (const Element& association : model.all(tag)) {
      for (const Tag end : {Tag::source_ref, Tag::target_ref}) tie(model.resolve(association.child(end).text()), association.parent());
    }
  }
  return anchors;
}

void ArtifactRow::add(Element artifact) {
  width += room_of(artifact) + (artifacts.empty() ? 0 : kGap);
  height = std::max(height, usual_size(artifact).height + label_room(artifact));
  artifacts.push_back(artifact);
}

std::vector<SceneShape> shapes_of(const ArtifactRow& row, double center, double y, bool stands) {
  std::vector<SceneShape> shapes;
  double x = center - row.width / 2;
  for (const Element& artifact : row.artifacts) {
    const Rect size = usual_size(artifact);
    const double room = room_of(artifact);
    SceneShape shape = shape_at(artifact, {x + (room - size.width) / 2, stands ? y - size.height : y});
    // Lines come from below: the name stands on the other side.
    if (stands && shape.label) shape.label->y = shape.bounds.y - 4 - shape.label->height;
    shapes.push_back(std::move(shape));
    x += room + kGap;
  }
  return shapes;
}

}  // namespace baton::bpmn
