// Lines inside one container see its shapes as boxes, open sub-processes as well; lines between containers see those
// that they do not start or end in.
#include "bpmn/layout/lines.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <unordered_map>

#include "bpmn/layout/router.hpp"
#include "bpmn/layout/sizes.hpp"
#include "bpmn/render/labels.hpp"
#include "bpmn/render/text.hpp"

namespace baton::bpmn {

namespace {

struct Line {
  Element element, from, to;
};

constexpr std::array kLines = {Tag::sequence_flow, Tag::message_flow, Tag::conversation_link, Tag::association,
                               Tag::data_input_association, Tag::data_output_association};

class Lines {
 public:
  Lines(Scene& scene, const Model& model, const std::vector<double>& tracks) : scene_(scene), model_(model), tracks_(tracks) {
    for (const SceneShape& shape : scene_.shapes) {
      if (shape.band.empty()) shapes_.emplace(shape.element.index(), &shape);
    }
  }

  void run(const std::vector<bool>& is_drawn) {
    std::map<std::pair<xml::ElementIndex, xml::ElementIndex>, std::vector<Line>> groups;
    for (const Tag tag : kLines) {
      for (const Element& element : model_.all(tag)) {
        if (is_drawn[element.index()]) continue;
        const auto line = line_of(element);
        if (line) groups[std::minmax(container_of(line->from), container_of(line->to))].push_back(*line);
      }
    }
    for (const bool is_one_container : {true, false}) {
      for (const auto& [containers, lines] : groups) {
        if ((containers.first == containers.second) == is_one_container) draw(lines, is_one_container);
      }
    }
  }

 private:
  // The ends as they are drawn: what is in a closed sub-process, or has no shape, has its owner's.
  std::optional<Line> line_of(Element element) const {
    Line line{element, model_.resolve(element.attribute("sourceRef")), model_.resolve(element.attribute("targetRef"))};
    if (element.tag() == Tag::data_input_association || element.tag() == Tag::data_output_association) {
      line.from = data_end(element, Tag::source_ref);
      line.to = data_end(element, Tag::target_ref);
    }
    line.from = drawn(line.from);
    line.to = drawn(line.to);
    if (!line.from || !line.to || line.from == line.to) {
      const bool is_loop = line.from && line.from == line.to && element.tag() == Tag::sequence_flow;
      if (!is_loop) return std::nullopt;
    }
    return line;
  }

  // The data itself, or the activity or event that the association belongs to.
  Element data_end(Element association, Tag end) const {
    const Element meant = model_.resolve(association.child(end).text());
    return meant && shapes_.count(meant.index()) ? meant : association.parent();
  }

  Element drawn(Element element) const {
    if (!element || shapes_.count(element.index())) return element;
    // A data input of an activity is not drawn; neither is what is inside something closed.
    if (is_step(element.tag()) || element.tag() == Tag::sequence_flow || element.tag() == Tag::participant) return {};
    for (Element owner = element.parent(); owner; owner = owner.parent()) {
      if (is_step(owner.tag())) return shapes_.count(owner.index()) ? owner : Element();
    }
    return {};
  }

  xml::ElementIndex container_of(Element element) const { return element.parent() ? element.parent().index() : 0; }

  static bool is_inside(Element element, Element container) {
    for (; element; element = element.parent()) {
      if (element == container) return true;
    }
    return false;
  }

  bool is_box(const SceneShape& shape, const std::vector<Line>& lines, bool is_one_container) const {
    const Tag tag = shape.element.tag();
    if (!shape.band.empty() || tag == Tag::lane || tag == Tag::group) return false;
    const bool is_end = std::any_of(lines.begin(), lines.end(), [&](const Line& l) { return l.from == shape.element || l.to == shape.element; });
    if (tag == Tag::participant) return is_end || shape.element.attribute("processRef").empty();
    if (is_one_container) return shape.element.parent() == lines.front().from.parent() || is_end;
    return std::none_of(lines.begin(), lines.end(), [&](const Line& l) {
      return (l.from != shape.element && is_inside(l.from, shape.element)) || (l.to != shape.element && is_inside(l.to, shape.element));
    });
  }

  void draw(const std::vector<Line>& lines, bool is_one_container) {
    std::vector<Rect> boxes, texts;
    for (const SceneShape& shape : scene_.shapes) {
      if (is_box(shape, lines, is_one_container)) boxes.push_back(shape.bounds);
      if (shape.label) texts.push_back(shape.label->grown(6));  // letters are a little wider than thought
    }
    Router router(std::move(boxes), std::move(texts), tracks_);
    std::vector<std::pair<std::vector<Port>, std::vector<Port>>> ports;
    for (const Line& line : lines) {
      ports.emplace_back(ports_at(line, true), ports_at(line, false));
      router.prepare(ports.back().first);
      router.prepare(ports.back().second);
    }
    for (const SceneEdge& edge : scene_.edges) {
      const auto ends = line_of(edge.element);
      if (ends) router.occupy(edge.points, ends->from.index() | kind_of(edge.element), ends->to.index() | kind_of(edge.element));
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
      SceneEdge edge;
      edge.element = lines[i].element;
      const std::uint32_t kind = kind_of(lines[i].element);
      edge.points = router.route(ports[i].first, ports[i].second, lines[i].from.index() | kind, lines[i].to.index() | kind, is_gateway(lines[i].from.tag()));
      if (edge.points.size() < 2) continue;
      edge.label = label_of(edge);
      scene_.edges.push_back(std::move(edge));
    }
  }

  // Only flows of a kind share their way.
  static std::uint32_t kind_of(Element line) {
    constexpr std::uint32_t kOther = 0x80000000;
    return line.tag() == Tag::sequence_flow ? 0 : kOther;
  }

  const Rect& bounds(Element element) const { return shapes_.at(element.index())->bounds; }

  std::vector<Port> ports_at(const Line& line, bool is_start) const {
    const Element end = is_start ? line.from : line.to;
    const Rect& box = bounds(end);
    const Tag kind = line.element.tag();
    if (end.tag() == Tag::participant) return pool_ports(box, bounds(is_start ? line.to : line.from));
    if (end.tag() == Tag::boundary_event) {
      const Rect host = host_of(end);
      std::vector<Port> all = ports_of(box, 60, 60, 60, 0);
      // Not through the activity that it sits on.
      std::erase_if(all, [&](const Port& p) { return host.grown(-1).contains(p.at); });
      return all.empty() ? ports_of(box, 0, 0, 0, 0) : all;
    }
    if (kind == Tag::message_flow) return message_ports(end, box, is_start);
    if (kind != Tag::sequence_flow) return ports_of(box, 60, 60, 0, 0);
    // Names stand below events and gateways.
    const double below = label_room(end) > 0 ? 80 : 40;
    if (is_start) return is_gateway(end.tag()) ? ports_of(box, 0, 150, 15, below) : ports_of(box, 0, 150, 60, 60);
    return is_gateway(end.tag()) ? ports_of(box, 120, 0, 30, below) : ports_of(box, 150, 0, 50, 50);
  }

  // From above or below, since the flow goes from left to right; what comes and what goes beside each other.
  std::vector<Port> message_ports(Element end, const Rect& box, bool is_start) const {
    std::vector<Port> ports = ports_of(box, 250, 250, 0, 0);
    if (!talks_both_ways(end) || !is_activity(end.tag())) return ports;
    for (Port& port : ports) {
      if (port.side == Side::top || port.side == Side::bottom) port.at.x = std::round(box.x + box.width * (is_start ? 0.35 : 0.65));
    }
    return ports;
  }

  bool talks_both_ways(Element end) const {
    bool sends = false, receives = false;
    for (const Element& flow : model_.all(Tag::message_flow)) {
      sends = sends || model_.resolve(flow.attribute("sourceRef")) == end;
      receives = receives || model_.resolve(flow.attribute("targetRef")) == end;
    }
    return sends && receives;
  }

  Rect host_of(Element event) const {
    const Element host = model_.resolve(event.attribute("attachedToRef"));
    return host && shapes_.count(host.index()) ? bounds(host) : Rect{};
  }

  // Straight down or up from the other end, where that is beside the pool's edge.
  static std::vector<Port> pool_ports(const Rect& pool, const Rect& other) {
    const double x = std::clamp(other.center().x, pool.x + 10, pool.right() - 10);
    if (other.y >= pool.bottom()) return {{{x, pool.bottom()}, Side::bottom, 0}};
    if (other.bottom() <= pool.y) return {{{x, pool.y}, Side::top, 0}};
    return ports_of(pool, 0, 0, 0, 0);
  }

  bool is_free(const Rect& wanted) const {
    const auto meets = [&](const auto& part) { return part.label && part.label->overlaps(wanted); };
    const auto covers = [&](const SceneShape& shape) {
      const bool is_room = shape.is_expanded || shape.element.tag() == Tag::participant || shape.element.tag() == Tag::lane || shape.element.tag() == Tag::group;
      const bool is_at_border = shape.bounds.overlaps(wanted) && !shape.bounds.contains(wanted);
      return meets(shape) || (is_room ? is_at_border : shape.bounds.overlaps(wanted));
    };
    return std::none_of(scene_.edges.begin(), scene_.edges.end(), meets) && std::none_of(scene_.shapes.begin(), scene_.shapes.end(), covers);
  }

  // Above the first level piece that is long enough and where no other name is, else beside an upright one.
  std::optional<Rect> label_of(const SceneEdge& edge) const {
    const std::string text = outer_text(edge.element);
    if (text.empty()) return std::nullopt;
    const double width = std::min(90.0, text_width(text, kSmallFontSize) + 2), height = text_height(text, width + 8, kSmallFontSize);
    std::vector<Rect> places;
    for (std::size_t i = 1; i < edge.points.size(); ++i) {
      const Point &a = edge.points[i - 1], &b = edge.points[i];
      if (std::abs(a.y - b.y) > 1 || std::abs(a.x - b.x) < width + 6) continue;
      places.push_back({a.x < b.x ? a.x + 6 : a.x - 6 - width, a.y - height - 3, width, height});
      places.push_back({a.x < b.x ? a.x + 6 : a.x - 6 - width, a.y + 3, width, height});
    }
    for (std::size_t i = 1; i < edge.points.size(); ++i) {
      const Point &a = edge.points[i - 1], &b = edge.points[i];
      if (std::abs(a.x - b.x) > 1 || std::abs(a.y - b.y) < height + 4) continue;
      places.push_back({a.x + 6, std::min(a.y, b.y) + 4, width, height});
      places.push_back({a.x + 6, std::max(a.y, b.y) - height - 4, width, height});
    }
    for (const Rect& place : places) {
      if (is_free(place)) return place;
    }
    return places.empty() ? outer_label_box(edge) : places.front();
  }

  Scene& scene_;
  const Model& model_;
  const std::vector<double>& tracks_;
  std::unordered_map<xml::ElementIndex, const SceneShape*> shapes_;
};

}  // namespace

void add_lines(Scene& scene, const Model& model, const std::vector<double>& tracks, const std::vector<bool>& is_drawn) {
  Lines(scene, model, tracks).run(is_drawn);
}

}  // namespace baton::bpmn
