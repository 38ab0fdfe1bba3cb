// Elements that cover each other cannot be read; one outside of its pool or sub-process is taken for another.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "bpmn/lint/bounds.hpp"
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

struct Shape {
  Element element;
  Bounds bounds;
};

bool touch(const Bounds& one, const Bounds& other) {
  return one.x + one.width >= other.x && other.x + other.width >= one.x && one.y + one.height >= other.y &&
         other.y + other.height >= one.y;
}

bool holds(const Bounds& outer, const Bounds& inner) {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width &&
         inner.y + inner.height <= outer.y + outer.height;
}

class Overlaps {
 public:
  explicit Overlaps(const Look& look) : look_(look), diagram_(look.diagram()) {}

  void run() {
    std::map<xml::ElementIndex, std::optional<Bounds>> pools;
    look_.each([](Tag tag) { return tag == Tag::collaboration || tag == Tag::choreography || tag == Tag::global_conversation; },
               [&](Element collaboration) {
      Elements participants = collaboration.children(Tag::participant);
      compare(participants);
      for (const Element& participant : participants) {
        if (const Element process = diagram_.referenced(participant, "processRef")) {
          pools[process.index()] = bounds_of(diagram_.drawing(participant));
        }
      }
    });
    for (const Element& process : diagram_.all(Tag::process)) {
      const auto pool = pools.find(process.index());
      check_scope(process, pool == pools.end() ? std::nullopt : pool->second);
    }
  }

 private:
  void check_scope(Element top, std::optional<Bounds> top_frame) {
    std::vector<std::pair<Element, std::optional<Bounds>>> open{{top, top_frame}};
    while (!open.empty()) {
      const auto [scope, frame] = open.back();
      open.pop_back();
      Elements elements;
      for (const Element& child : scope.children()) {
        if (!is_flow_element(child.tag())) continue;
        elements.push_back(child);
        const Element drawing = diagram_.drawing(child);
        if (is_sub_process(child.tag())) open.emplace_back(child, drawing.flag("isExpanded") ? bounds_of(drawing) : std::nullopt);
      }
      compare(elements);
      if (frame) check_inside(elements, *frame);
    }
  }

  // For historical reasons data stores may be drawn anywhere.
  void check_inside(const Elements& elements, const Bounds& frame) {
    for (const Element& element : elements) {
      if (element.tag() == Tag::data_store_reference) continue;
      const auto bounds = bounds_of(diagram_.drawing(element));
      if (bounds && !holds(frame, *bounds)) look_.report(element, "Element is outside of parent boundary");
    }
  }

  void compare(const Elements& elements) {
    std::vector<Shape> shapes;
    for (const Element& element : elements) {
      if (const auto bounds = bounds_of(diagram_.drawing(element))) shapes.push_back({element, *bounds});
    }
    std::stable_sort(shapes.begin(), shapes.end(), [](const Shape& a, const Shape& b) { return a.bounds.x < b.bounds.x; });
    std::set<xml::ElementIndex> covered;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      for (std::size_t j = i + 1; j < shapes.size() && shapes[j].bounds.x <= shapes[i].bounds.x + shapes[i].bounds.width; ++j) {
        if (!touch(shapes[i].bounds, shapes[j].bounds) || is_attached(shapes[i].element, shapes[j].element)) continue;
        covered.insert({shapes[i].element.index(), shapes[j].element.index()});
      }
    }
    for (const xml::ElementIndex index : covered) look_.report(diagram_.model().element(index), "Element overlaps with other element");
  }

  bool is_attached(Element one, Element other) const {
    return diagram_.referenced(one, "attachedToRef") == other || diagram_.referenced(other, "attachedToRef") == one;
  }

  const Look& look_;
  const Diagram& diagram_;
};

void check(const Look& look) { Overlaps(look).run(); }

}  // namespace

const LintRule& no_overlapping_elements() {
  static constexpr LintRule kRule{"no-overlapping-elements", Family::style, Severity::warning,
                                  "Shapes lie beside each other and inside of what they belong to.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
