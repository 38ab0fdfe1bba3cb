// A missing step goes right of what leads to it, or left of what it leads to, where there is room; else to the nearest
// free place of its container, else below everything.
#include "bpmn/layout/completion.hpp"

#include <algorithm>

#include "bpmn/layout/sizes.hpp"

namespace baton::bpmn {

namespace {

constexpr double kGap = 50, kStep = 20;

bool is_placeable(Tag tag) {
  return is_step(tag) || tag == Tag::text_annotation || tag == Tag::data_object_reference || tag == Tag::data_store_reference;
}

class Completion {
 public:
  Completion(PlacedScene& placed, const Model& model, std::vector<bool>& is_drawn)
      : scene_(placed.scene), placed_(placed), model_(model), is_drawn_(is_drawn) {}

  void run() {
    add_pools();
    // Twice: what leads to a step may itself be missing, and come later in the file.
    for (int round = 0; round < 2; ++round) {
      for (const Element& container : shown_containers()) add_content(container, round == 1);
    }
  }

 private:
  void add_pools() {
    if (scene_.subject.tag() != Tag::collaboration) return;
    for (const Element& participant : scene_.subject.children(Tag::participant)) {
      const Element process = model_.resolve(participant.attribute("processRef"));
      if (is_drawn_[participant.index()] || (process && has_drawn_content(process))) continue;
      const Rect all = extent();
      const std::size_t before = scene_.shapes.size();
      place_pool(participant, {all.x, all.bottom() + kGap}, std::max(300.0, all.width), placed_);
      for (std::size_t i = before; i < scene_.shapes.size(); ++i) is_drawn_[scene_.shapes[i].element.index()] = true;
    }
  }

  bool has_drawn_content(Element container) const {
    const xml::ElementIndex end = model_.document().end(container.index());
    return std::any_of(is_drawn_.begin() + container.index() + 1, is_drawn_.begin() + end, [](bool drawn) { return drawn; });
  }

  std::vector<Element> shown_containers() const {
    std::vector<Element> shown;
    if (scene_.subject && scene_.subject.tag() != Tag::collaboration) shown.push_back(scene_.subject);
    for (const SceneShape& shape : scene_.shapes) {
      const Element process = shape.element.tag() == Tag::participant && shape.band.empty() ? model_.resolve(shape.element.attribute("processRef")) : Element();
      if (process) shown.push_back(process);
      if (shape.is_expanded) shown.push_back(shape.element);
      // A plane of a collaboration whose process is drawn without a pool.
      const Element parent = shape.element.parent();
      if (parent.tag() == Tag::process && std::find(shown.begin(), shown.end(), parent) == shown.end()) shown.push_back(parent);
    }
    return shown;
  }

  void add_content(Element container, bool is_last_round) {
    for (Element child = container.first_child(); child; child = child.next()) {
      if (!is_placeable(child.tag()) || is_drawn_[child.index()]) continue;
      const auto place = child.tag() == Tag::boundary_event ? at_border(child) : beside_neighbour(child);
      if (place) {
        add(child, *place);
      } else if (is_last_round) {
        add(child, anywhere(child, container));
      }
    }
  }

  void add(Element element, Point at) {
    scene_.shapes.push_back(shape_at(element, at));
    is_drawn_[element.index()] = true;
  }

  std::optional<Point> at_border(Element event) const {
    const SceneShape* host = scene_.shape_of(model_.resolve(event.attribute("attachedToRef")));
    if (!host) return std::nullopt;
    for (double x = host->bounds.right() - 51; x > host->bounds.x - 18; x -= 46) {
      const Rect wanted{x, host->bounds.bottom() - 18, 36, 36};
      const bool is_free = std::none_of(scene_.shapes.begin(), scene_.shapes.end(), [&](const SceneShape& s) {
        return s.element.tag() == Tag::boundary_event && s.bounds.overlaps(wanted);
      });
      if (is_free) return Point{wanted.x, wanted.y};
    }
    return std::nullopt;
  }

  std::optional<Point> beside_neighbour(Element element) const {
    const Rect size = usual_size(element);
    for (const Tag kind : {Tag::sequence_flow, Tag::association}) {
      for (const Element& flow : model_.all(kind)) {
        const Element from = model_.resolve(flow.attribute("sourceRef")), to = model_.resolve(flow.attribute("targetRef"));
        if (from != element && to != element) continue;
        const SceneShape* other = scene_.shape_of(from == element ? to : from);
        if (!other || other->element == element) continue;
        const double x = from == element ? other->bounds.x - kGap - size.width : other->bounds.right() + kGap;
        return free_below({x, other->bounds.center().y - size.height / 2}, size, container_bounds(element));
      }
    }
    return std::nullopt;
  }

  Rect container_bounds(Element element) const {
    for (const SceneShape& shape : scene_.shapes) {
      if (shape.element == element.parent()) return shape.bounds;
      const bool is_pool = shape.element.tag() == Tag::participant && shape.band.empty();
      if (is_pool && model_.resolve(shape.element.attribute("processRef")) == element.parent()) return shape.bounds;
    }
    return {-1e6, -1e6, 2e6, 2e6};
  }

  bool is_free(const Rect& wanted, const Rect& inside) const {
    if (!inside.contains(wanted)) return false;
    for (const SceneShape& shape : scene_.shapes) {
      const Tag tag = shape.element.tag();
      if (tag == Tag::lane || tag == Tag::group) continue;
      if (shape.bounds.contains(wanted) && (tag == Tag::participant || shape.is_expanded)) continue;
      if (shape.bounds.grown(10).overlaps(wanted)) return false;
    }
    // Nor upon a line.
    for (const SceneEdge& edge : scene_.edges) {
      for (std::size_t i = 1; i < edge.points.size(); ++i) {
        const Point &a = edge.points[i - 1], &b = edge.points[i];
        const Rect line{std::min(a.x, b.x) - 4, std::min(a.y, b.y) - 4, std::abs(a.x - b.x) + 8, std::abs(a.y - b.y) + 8};
        if (line.overlaps(wanted)) return false;
      }
    }
    return true;
  }

  std::optional<Point> free_below(Point wish, const Rect& size, const Rect& inside) const {
    for (int ring = 0; ring < 60; ++ring) {
      for (const double direction : {1.0, -1.0}) {
        const Rect wanted{wish.x, wish.y + direction * ring * kStep, size.width, size.height};
        if (is_free(wanted, inside)) return Point{wanted.x, wanted.y};
      }
    }
    return std::nullopt;
  }

  Rect extent() const {
    Rect all;
    for (const SceneShape& shape : scene_.shapes) all = united(all, shape.bounds);
    for (const SceneEdge& edge : scene_.edges) {
      for (const Point& p : edge.points) all = united(all, Rect{p.x, p.y, 0.1, 0.1});
    }
    return all;
  }

  Point anywhere(Element element, Element container) const {
    const Rect size = usual_size(element), box = container_bounds(element), all = extent();
    const bool is_bounded = box.width < 1e6;
    for (double y = is_bounded ? box.y + 20 : all.y; is_bounded && y < box.bottom(); y += kStep) {
      for (double x = box.x + 40; x < box.right(); x += kStep) {
        if (is_free({x, y, size.width, size.height}, box)) return {x, y};
      }
    }
    return {all.x, all.bottom() + kGap};
  }

  Scene& scene_;
  PlacedScene& placed_;
  const Model& model_;
  std::vector<bool>& is_drawn_;
};

}  // namespace

void add_missing_shapes(PlacedScene& placed, const Model& model, std::vector<bool>& is_drawn) { Completion(placed, model, is_drawn).run(); }

}  // namespace baton::bpmn
