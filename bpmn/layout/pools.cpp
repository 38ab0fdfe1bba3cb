#include "bpmn/layout/pools.hpp"

#include <algorithm>

#include "bpmn/layout/scope.hpp"
#include "bpmn/layout/sizes.hpp"
#include "bpmn/render/style.hpp"

namespace baton::bpmn {

namespace {

constexpr double kPoolGap = 50, kBlackBoxHeight = 60, kLeastPool = 600;

bool is_conversation_node(Tag tag) {
  return tag == Tag::conversation || tag == Tag::sub_conversation || tag == Tag::call_conversation;
}

std::vector<SceneShape> shifted(std::vector<SceneShape> shapes, double dx, double dy) {
  for (SceneShape& shape : shapes) move(shape, dx, dy);
  return shapes;
}

void append(Scene& scene, std::vector<SceneShape> shapes) {
  scene.shapes.insert(scene.shapes.end(), std::make_move_iterator(shapes.begin()), std::make_move_iterator(shapes.end()));
}

Element process_of(Element participant) {
  const Element process = participant.model().resolve(participant.attribute("processRef"));
  return process.tag() == Tag::process ? process : Element();
}

// Participants in a row, what they talk about below them.
void place_conversations(Element collaboration, PlacedScene& placed) {
  double x = 0;
  for (const Element& participant : collaboration.children(Tag::participant)) {
    placed.scene.shapes.push_back(shape_in(participant, {x, 0, 160, 60}));
    x += 220;
  }
  double node_x = 80;
  for (Element child = collaboration.first_child(); child; child = child.next()) {
    if (!is_conversation_node(child.tag())) continue;
    placed.scene.shapes.push_back(shape_at(child, {node_x, 160}));
    node_x += 130;
  }
}

// Notes of the collaboration itself.
void place_notes(Element collaboration, PlacedScene& placed) {
  Rect all;
  for (const SceneShape& shape : placed.scene.shapes) all = united(all, shape.bounds);
  double x = all.x;
  for (Element child = collaboration.first_child(); child; child = child.next()) {
    if (child.tag() != Tag::text_annotation && child.tag() != Tag::data_object_reference) continue;
    placed.scene.shapes.push_back(shape_at(child, {x, all.bottom() + 40}));
    x += placed.scene.shapes.back().bounds.width + 60;
  }
}

}  // namespace

Rect place_pool(Element participant, Point at, double least_width, PlacedScene& into) {
  const Element process = process_of(participant);
  PlacedScope content = process ? place_scope(process) : PlacedScope{};
  const bool is_black_box = content.shapes.empty() && content.lanes.empty();
  const double bands = kPoolBand * (1 + static_cast<double>(content.lane_depth));
  const Rect bounds{at.x, at.y, std::max(least_width, is_black_box ? 0 : content.width + bands), is_black_box ? kBlackBoxHeight : std::max(120.0, content.height)};
  into.scene.shapes.push_back(shape_in(participant, bounds));
  for (const PlacedLane& lane : content.lanes) {
    const double x = at.x + kPoolBand * (1 + static_cast<double>(lane.depth));
    into.scene.shapes.push_back(shape_in(lane.lane, {x, at.y + lane.y, bounds.right() - x, lane.height}));
  }
  const double spare = content.lanes.empty() ? std::max(0.0, bounds.height - content.height) / 2 : 0;
  append(into.scene, shifted(std::move(content.shapes), at.x + bands, at.y + spare));
  for (const double track : content.tracks) into.tracks.push_back(track + at.y + spare);
  return bounds;
}

PlacedScene place_collaboration(Element collaboration) {
  PlacedScene placed;
  placed.scene.subject = collaboration;
  placed.scene.name = collaboration.attribute("name");
  bool has_conversations = false;
  for (Element child = collaboration.first_child(); child; child = child.next()) has_conversations |= is_conversation_node(child.tag());
  if (has_conversations) {
    place_conversations(collaboration, placed);
  } else {
    double y = 0, widest = kLeastPool;
    std::vector<std::size_t> pools;
    for (const Element& participant : collaboration.children(Tag::participant)) {
      pools.push_back(placed.scene.shapes.size());
      const Rect bounds = place_pool(participant, {0, y}, kLeastPool, placed);
      widest = std::max(widest, bounds.width);
      y = bounds.bottom() + kPoolGap;
    }
    // All pools, and their lanes, end at the same line.
    for (SceneShape& shape : placed.scene.shapes) {
      const Tag tag = shape.element.tag();
      if (tag == Tag::participant || tag == Tag::lane) shape.bounds.width = widest - shape.bounds.x;
    }
  }
  place_notes(collaboration, placed);
  return placed;
}

PlacedScene place_alone(Element container) {
  PlacedScene placed;
  placed.scene.subject = container;
  placed.scene.name = container.attribute("name");
  PlacedScope content = place_scope(container);
  const double left = kPoolBand * static_cast<double>(content.lane_depth);
  for (const PlacedLane& lane : content.lanes) {
    const double x = kPoolBand * static_cast<double>(lane.depth);
    placed.scene.shapes.push_back(shape_in(lane.lane, {x, lane.y, content.width + left - x, lane.height}));
  }
  append(placed.scene, shifted(std::move(content.shapes), left, 0));
  placed.tracks = std::move(content.tracks);
  return placed;
}

}  // namespace baton::bpmn
