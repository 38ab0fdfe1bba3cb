#include "bpmn/layout/layout.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bpmn/edit/namespaces.hpp"
#include "bpmn/layout/aside.hpp"
#include "bpmn/layout/completion.hpp"
#include "bpmn/layout/groups.hpp"
#include "bpmn/layout/lines.hpp"
#include "bpmn/layout/pools.hpp"
#include "bpmn/layout/sizes.hpp"
#include "bpmn/render/canvas.hpp"

namespace baton::bpmn {

namespace {

bool has_steps(Element container) {
  for (Element child = container.first_child(); child; child = child.next()) {
    if (is_step(child.tag()) || child.tag() == Tag::lane_set) return true;
  }
  return false;
}

class Layouter {
 public:
  Layouter(const Model& model, bool from_scratch) : model_(model), is_drawn_(model.size(), false) {
    if (from_scratch) return;
    for (Scene& scene : scenes_of(model)) scenes_.push_back({std::move(scene), {}});
    for (const PlacedScene& placed : scenes_) mark(placed.scene);
    // What has a drawing that shows nothing - no bounds, one point - is not drawn a second time.
    for (const Tag tag : {Tag::shape, Tag::edge}) {
      for (const Element& drawing : model.all(tag)) {
        if (const Element drawn = model.resolve(drawing.attribute("bpmnElement"))) is_drawn_[drawn.index()] = true;
      }
    }
  }

  std::vector<Scene> run() {
    for (PlacedScene& placed : scenes_) {
      if (!placed.scene.is_empty()) add_missing_shapes(placed, model_, is_drawn_);
    }
    add_scenes();
    std::vector<Scene> result;
    for (PlacedScene& placed : scenes_) {
      add_groups(placed.scene, model_, is_drawn_);
      add_lines(placed.scene, model_, placed.tracks, is_drawn_);
      step_aside(placed.scene);
      mark(placed.scene);
      result.push_back(std::move(placed.scene));
    }
    return result;
  }

 private:
  void mark(const Scene& scene) {
    for (const SceneShape& shape : scene.shapes) is_drawn_[shape.element.index()] = true;
    for (const SceneEdge& edge : scene.edges) is_drawn_[edge.element.index()] = true;
  }

  void add(PlacedScene placed) {
    if (placed.scene.is_empty()) return;
    mark(placed.scene);
    // An empty plane of the file is there to be filled.
    for (PlacedScene& there : scenes_) {
      if (!there.scene.is_empty() || there.scene.subject != placed.scene.subject) continue;
      placed.scene.plane = there.scene.plane;
      there = std::move(placed);
      return;
    }
    scenes_.push_back(std::move(placed));
  }

  bool is_untouched(Element container) const {
    const xml::ElementIndex end = model_.document().end(container.index());
    return std::none_of(is_drawn_.begin() + container.index(), is_drawn_.begin() + end, [](bool drawn) { return drawn; });
  }

  void add_scenes() {
    for (const Element& collaboration : model_.all(Tag::collaboration)) {
      const auto participants = collaboration.children(Tag::participant);
      const bool shows_all = std::all_of(participants.begin(), participants.end(), [&](Element participant) {
        const Element process = model_.resolve(participant.attribute("processRef"));
        return !process || is_untouched(process);
      });
      if (!participants.empty() && is_untouched(collaboration) && shows_all) add(place_collaboration(collaboration));
    }
    for (const Tag tag : {Tag::process, Tag::choreography}) {
      for (const Element& container : model_.all(tag)) {
        if (has_steps(container) && is_untouched(container)) add(place_alone(container));
      }
    }
  }

  const Model& model_;
  std::vector<bool> is_drawn_;
  std::vector<PlacedScene> scenes_;
};

// Makes the fragments of one file: prefixes, ids that are free.
class Writer {
 public:
  explicit Writer(Editor& editor) : editor_(editor) {
    const Element root = editor.model().root();
    diagram_ = editor.qualified_element(root, kDiagramUri, "bpmndi", "");
    bounds_ = editor.qualified_element(root, kDcUri, "dc", "Bounds");
    waypoint_ = editor.qualified_element(root, kDiUri, "di", "waypoint");
  }

  void add(const Scene& scene, std::size_t number) {
    std::vector<Fragment> parts;
    for (const SceneShape& shape : scene.shapes) {
      if (!shape.drawing && !shape.element.id().empty()) parts.push_back(of(shape));
    }
    for (const SceneEdge& edge : scene.edges) {
      if (!edge.drawing && !edge.element.id().empty()) parts.push_back(of(edge));
    }
    if (scene.plane) {
      for (const Fragment& part : parts) editor_.append(scene.plane, part);
    } else if (!parts.empty()) {
      Fragment plane{diagram_ + "BPMNPlane", {{"id", free_id(fmt::format("BPMNPlane_{}", number))}, {"bpmnElement", std::string(scene.subject.id())}}, "", std::move(parts)};
      editor_.append(editor_.model().root(), {diagram_ + "BPMNDiagram", {{"id", free_id(fmt::format("BPMNDiagram_{}", number))}}, "", {std::move(plane)}});
    }
  }

 private:
  std::string free_id(const std::string& wanted) {
    std::string id = wanted;
    for (int n = 2; editor_.model().find(id) || std::find(used_.begin(), used_.end(), id) != used_.end(); ++n) id = fmt::format("{}_{}", wanted, n);
    used_.push_back(id);
    return id;
  }

  Fragment bounds(const Rect& r) const {
    return {bounds_, {{"x", svg_number(r.x)}, {"y", svg_number(r.y)}, {"width", svg_number(r.width)}, {"height", svg_number(r.height)}}};
  }

  Fragment label(const Rect& r) const { return {diagram_ + "BPMNLabel", {}, "", {bounds(r)}}; }

  Fragment of(const SceneShape& shape) {
    const std::string id(shape.element.id());
    Fragment fragment{diagram_ + "BPMNShape", {{"id", free_id(id + "_di")}, {"bpmnElement", id}}, "", {bounds(shape.bounds)}};
    const Tag tag = shape.element.tag();
    const auto flag = [&](const char* name, bool value) { fragment.attributes.emplace_back(name, value ? "true" : "false"); };
    if (tag == Tag::participant || tag == Tag::lane) flag("isHorizontal", shape.is_horizontal);
    if (is_sub_process(tag) || tag == Tag::sub_choreography) flag("isExpanded", shape.is_expanded);
    if (tag == Tag::exclusive_gateway) flag("isMarkerVisible", shape.is_marker_visible);
    if (shape.label) fragment.children.push_back(label(*shape.label));
    return fragment;
  }

  Fragment of(const SceneEdge& edge) {
    const std::string id(edge.element.id());
    Fragment fragment{diagram_ + "BPMNEdge", {{"id", free_id(id + "_di")}, {"bpmnElement", id}}};
    for (const Point& p : edge.points) fragment.children.push_back({waypoint_, {{"x", svg_number(p.x)}, {"y", svg_number(p.y)}}});
    if (edge.label) fragment.children.push_back(label(*edge.label));
    return fragment;
  }

  Editor& editor_;
  std::string diagram_, bounds_, waypoint_;
  std::vector<std::string> used_;
};

}  // namespace

std::vector<Scene> laid_out_scenes(const Model& model, bool from_scratch) { return Layouter(model, from_scratch).run(); }

void add_drawings(Editor& editor, const std::vector<Scene>& scenes, bool from_scratch) {
  if (from_scratch) {
    for (const Element& diagram : editor.model().all(Tag::diagram)) editor.remove(diagram);
  }
  const bool has_new = std::any_of(scenes.begin(), scenes.end(), [](const Scene& scene) {
    const auto is_new = [](const auto& part) { return !part.drawing; };
    return std::any_of(scene.shapes.begin(), scene.shapes.end(), is_new) || std::any_of(scene.edges.begin(), scene.edges.end(), is_new);
  });
  if (!has_new) return;
  Writer writer(editor);
  for (std::size_t i = 0; i < scenes.size(); ++i) writer.add(scenes[i], i + 1);
}

}  // namespace baton::bpmn
