#include "bpmn/graph/parts.hpp"

namespace baton::bpmn {

// Lanes come in document order, outer ones first, so that the last one that names a node is the innermost.
std::unordered_map<std::string_view, std::string> read_lanes(const ProcessView& view) {
  std::unordered_map<std::string_view, std::string> lanes;
  for (const Element& lane : view.model().all(Tag::lane)) {
    const std::string name(lane.attribute("name").empty() ? lane.id() : lane.attribute("name"));
    for (const Element& reference : lane.children(Tag::flow_node_ref)) {
      const std::uint32_t node = view.resolve(reference.trimmed_text());
      if (node != ProcessView::kNone) lanes[view.node(node).id()] = name;
    }
  }
  return lanes;
}

}  // namespace baton::bpmn
