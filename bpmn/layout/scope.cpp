// Notes stand above the flow, data below it, each near what it belongs to. Recursion goes as deep as sub-processes are
// nested, which the document stage limits.
#include "bpmn/layout/scope.hpp"

#include <algorithm>
#include <unordered_map>

#include "bpmn/layout/artifacts.hpp"
#include "bpmn/layout/layered.hpp"
#include "bpmn/layout/sizes.hpp"
#include "bpmn/render/labels.hpp"
#include "bpmn/render/text.hpp"

namespace baton::bpmn {

namespace {

constexpr double kPadding = 30, kHead = 40, kStripGap = 30, kArtifactGap = 34;

class Scope {
 public:
  explicit Scope(Element container) : container_(container), model_(container.model()) {}

  PlacedScope run() {
    collect_lanes();
    collect_steps();
    collect_artifacts();
    collect_flows();
    give_bands();
    place_steps();
    place_boundary_events();
    place_artifacts();
    place_strips();
    finish();
    return std::move(result_);
  }

 private:
  struct Step {
    Element element;
    PlacedScope inside;
    std::vector<Element> boundary;
    ArtifactRow above, below;
  };

  // Depth first; only lanes without lanes inside have nodes.
  void collect_lanes() {
    const auto walk = [&](auto& self, Element set, std::size_t depth) -> void {
      for (const Element& lane : set.children(Tag::lane)) {
        lanes_.push_back({lane, depth, 0, 0});
        const std::size_t own = lanes_.size() - 1;
        result_.lane_depth = std::max(result_.lane_depth, depth + 1);
        lanes_[own].first_band = bands_;
        const Element inner = lane.child(Tag::child_lane_set);
        if (inner && inner.child(Tag::lane)) {
          self(self, inner, depth + 1);
        } else {
          for (const Element& reference : lane.children(Tag::flow_node_ref)) {
            if (const Element node = model_.resolve(reference.text())) band_of_.emplace(node.index(), bands_);
          }
          ++bands_;
        }
        lanes_[own].end_band = bands_;
      }
    };
    for (const Element& set : container_.children(Tag::lane_set)) walk(walk, set, 0);
  }

  void collect_steps() {
    for (Element child = container_.first_child(); child; child = child.next()) {
      if (!is_step(child.tag())) continue;
      const Element host = child.tag() == Tag::boundary_event ? model_.resolve(child.attribute("attachedToRef")) : Element();
      if (host && host.parent() == container_ && host != child) {
        boundary_.push_back(child);
        continue;
      }
      number_.emplace(child.index(), steps_.size());
      Step step{child, {}, {}};
      if (is_sub_process(child.tag()) || child.tag() == Tag::sub_choreography) step.inside = place_scope(child);
      steps_.push_back(std::move(step));
    }
    for (const Element& event : boundary_) {
      const auto host = number_.find(model_.resolve(event.attribute("attachedToRef")).index());
      if (host != number_.end()) steps_[host->second].boundary.push_back(event);
    }
  }

  // The step that a line to or from the element is a line of.
  std::optional<std::size_t> step_of(Element element) const {
    if (element.tag() == Tag::boundary_event && !number_.count(element.index())) element = model_.resolve(element.attribute("attachedToRef"));
    if (!element) return std::nullopt;
    const auto found = number_.find(element.index());
    return found == number_.end() ? std::nullopt : std::optional<std::size_t>(found->second);
  }

  // What a line to or from the element has to do with: a step, also for what is inside of one, and for the flow that leaves it.
  std::optional<std::size_t> owner_of(Element element) const {
    if (element.tag() == Tag::sequence_flow) element = model_.resolve(element.attribute("sourceRef"));
    for (; element && element != container_; element = element.parent()) {
      if (const auto step = step_of(element)) return step;
    }
    return std::nullopt;
  }

  // Notes above what they are about; data below, unless a name or a boundary event is there.
  void collect_artifacts() {
    const auto anchors = anchors_of(container_);
    for (Element child = container_.first_child(); child; child = child.next()) {
      if (!is_artifact(child.tag())) continue;
      const auto anchor = anchors.find(child.index());
      const auto owner = anchor == anchors.end() ? std::nullopt : owner_of(anchor->second);
      if (!owner) {
        loose_.push_back(child);
        continue;
      }
      Step& step = steps_[*owner];
      const bool goes_below = is_data(child.tag()) && step.boundary.empty() && label_room(step.element) == 0;
      (goes_below ? step.below : step.above).add(child);
    }
  }

  void collect_flows() {
    for (Element child = container_.first_child(); child; child = child.next()) {
      const bool is_flow = child.tag() == Tag::sequence_flow;
      // Compensation handlers follow the event that they belong to.
      if (!is_flow && child.tag() != Tag::association) continue;
      const auto from = step_of(model_.resolve(child.attribute("sourceRef"))), to = step_of(model_.resolve(child.attribute("targetRef")));
      if (from && to && *from != *to) flows_.push_back({*from, *to, text_width(child.attribute("name"), kSmallFontSize)});
    }
  }

  void give_bands() {
    step_bands_.assign(steps_.size(), kNoBand);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const auto found = band_of_.find(steps_[i].element.index());
      if (found != band_of_.end()) step_bands_[i] = found->second;
    }
    // What no lane names stands where its neighbours are.
    for (bool is_changed = true; is_changed;) {
      is_changed = false;
      for (const LayeredEdge& flow : flows_) {
        std::size_t &from = step_bands_[flow.from], &to = step_bands_[flow.to];
        if ((from == kNoBand) == (to == kNoBand)) continue;
        (from == kNoBand ? from : to) = from == kNoBand ? to : from;
        is_changed = true;
      }
    }
    std::replace(step_bands_.begin(), step_bands_.end(), kNoBand, std::size_t{0});
  }

  LayeredNode node_of(const Step& step, std::size_t band) const {
    const Rect size = size_of(step);
    LayeredNode node{size.width, size.height, 0, label_room(step.element), band};
    node.room = std::max(step.above.width, step.below.width);
    if (!step.above.is_empty()) node.above = step.above.height + kArtifactGap;
    if (!step.below.is_empty()) node.below += step.below.height + kArtifactGap;
    for (const Element& event : step.boundary) node.below = std::max(node.below, 18 + 24 + label_room(event));
    return node;
  }

  // Names of events side by side need more room than the events.
  static double boundary_step(const Step& step) {
    const bool has_names = std::any_of(step.boundary.begin(), step.boundary.end(), [](Element e) { return label_room(e) > 0; });
    return has_names && step.boundary.size() > 1 ? 100 : 46;
  }

  static bool is_open(const Step& step) { return !step.inside.shapes.empty(); }

  static Rect size_of(const Step& step) {
    Rect size = usual_size(step.element);
    if (is_open(step)) {
      size.width = std::max(140.0, step.inside.width);
      size.height = step.inside.height + kHead - kPadding + 6;
    }
    size.width = std::max(size.width, 30 + boundary_step(step) * static_cast<double>(step.boundary.size()));
    return size;
  }

  // Nothing leads to event sub-processes, nor to what is done ad hoc.
  bool stands_apart(std::size_t step) const {
    const bool is_of_kind = steps_[step].element.flag("triggeredByEvent") || container_.tag() == Tag::ad_hoc_sub_process;
    return is_of_kind && std::none_of(flows_.begin(), flows_.end(), [&](const LayeredEdge& flow) { return flow.from == step || flow.to == step; });
  }

  void place_steps() {
    std::vector<LayeredNode> nodes;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      nodes.push_back(node_of(steps_[i], step_bands_[i]));
      nodes.back().is_apart = lanes_.empty() && stands_apart(i);
    }
    const LayeredResult placed = place_in_layers(nodes, flows_, bands_);
    result_.tracks = placed.tracks;
    result_.width = placed.width;
    for (const double height : placed.band_heights) result_.height += height;
    for (std::size_t i = 0; i < steps_.size(); ++i) place_step(steps_[i], placed.nodes[i]);
    double y = 0;
    std::vector<double> tops;
    for (const double height : placed.band_heights) tops.push_back(y), y += height;
    tops.push_back(y);
    for (const Lane& lane : lanes_) {
      result_.lanes.push_back({lane.element, tops[lane.first_band], tops[lane.end_band] - tops[lane.first_band], lane.depth});
    }
  }

  void place_step(const Step& step, const Rect& bounds) {
    SceneShape shape = shape_in(step.element, bounds);
    shape.is_expanded = is_open(step);
    result_.shapes.push_back(shape);
    for (SceneShape inner : step.inside.shapes) {
      move(inner, bounds.x, bounds.y + kHead - kPadding);
      result_.shapes.push_back(std::move(inner));
    }
    for (const double track : step.inside.tracks) result_.tracks.push_back(track + bounds.y + kHead - kPadding);
    places_[step.element.index()] = bounds;
  }

  void place_boundary_events() {
    for (const Step& step : steps_) {
      if (step.boundary.empty()) continue;
      const Rect host = places_[step.element.index()];
      double x = host.right() - 51 - boundary_step(step) * (static_cast<double>(step.boundary.size()) - 1);
      for (const Element& event : step.boundary) {
        SceneShape shape = shape_at(event, {x, host.bottom() - 18});
        // The line leaves below: the name stands to its left.
        if (shape.label) *shape.label = {x - shape.label->width + 12, host.bottom() + 22, shape.label->width, shape.label->height};
        places_[event.index()] = shape.bounds;
        result_.shapes.push_back(std::move(shape));
        x += boundary_step(step);
      }
    }
  }

  void place_artifacts() {
    for (const Step& step : steps_) {
      const Rect& box = places_[step.element.index()];
      for (SceneShape& shape : shapes_of(step.above, box.center().x, box.y - kArtifactGap, true)) result_.shapes.push_back(std::move(shape));
      for (SceneShape& shape : shapes_of(step.below, box.center().x, box.bottom() + kArtifactGap, false)) result_.shapes.push_back(std::move(shape));
    }
  }

  // Artifacts that belong to nothing: notes above everything, data below it.
  void place_strips() {
    ArtifactRow notes, data;
    for (const Element& artifact : loose_) (is_data(artifact.tag()) ? data : notes).add(artifact);
    if (!notes.is_empty()) make_room_above(notes.height + kStripGap);
    place_strip(notes, 10);
    if (data.is_empty()) return;
    place_strip(data, result_.height);
    const double room = data.height + kStripGap;
    for (PlacedLane& lane : result_.lanes) {
      if (std::abs(lane.y + lane.height - result_.height) < 1) lane.height += room;
    }
    result_.height += room;
  }

  void place_strip(const ArtifactRow& row, double y) {
    for (SceneShape& shape : shapes_of(row, row.width / 2, y, false)) result_.shapes.push_back(std::move(shape));
    result_.width = std::max(result_.width, row.width);
  }

  void make_room_above(double room) {
    for (SceneShape& shape : result_.shapes) move(shape, 0, room);
    for (double& track : result_.tracks) track += room;
    for (PlacedLane& lane : result_.lanes) lane.y == 0 ? lane.height += room : lane.y += room;
    result_.height += room;
  }

  void finish() {
    for (SceneShape& shape : result_.shapes) move(shape, kPadding, 0);
    // Names may be wider than what they belong to.
    for (const SceneShape& shape : result_.shapes) {
      result_.width = std::max(result_.width, (shape.label ? std::max(shape.label->right(), shape.bounds.right()) : shape.bounds.right()) - kPadding);
    }
    result_.width += 2 * kPadding;
  }

  struct Lane {
    Element element;
    std::size_t depth, first_band, end_band;
  };
  static constexpr std::size_t kNoBand = static_cast<std::size_t>(-1);

  Element container_;
  const Model& model_;
  PlacedScope result_;
  std::vector<Lane> lanes_;
  std::size_t bands_ = 0;
  std::unordered_map<xml::ElementIndex, std::size_t> band_of_, number_;
  std::vector<Step> steps_;
  std::vector<Element> boundary_, loose_;
  std::vector<LayeredEdge> flows_;
  std::vector<std::size_t> step_bands_;
  std::unordered_map<xml::ElementIndex, Rect> places_;
};

}  // namespace

PlacedScope place_scope(Element container) { return Scope(container).run(); }

}  // namespace baton::bpmn
