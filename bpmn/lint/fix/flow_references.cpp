#include "bpmn/lint/fix/flow_references.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "bpmn/edit/namespaces.hpp"

namespace baton::bpmn::lint {

namespace {

// What the schema wants before <incoming>, and <outgoing> after it.
constexpr std::array kBefore = {Tag::documentation, Tag::extension_elements, Tag::auditing, Tag::monitoring,
                                Tag::category_value_ref, Tag::incoming, Tag::outgoing};

// The child behind which a new one of that tag goes; none: as the first.
Element place_for(Element node, Tag tag) {
  Element behind;
  for (Element child = node.first_child(); child; child = child.next()) {
    if (child.space() == Space::bpmn && schema_rank(child.tag()) <= schema_rank(tag)) behind = child;
  }
  return behind;
}

}  // namespace

std::size_t schema_rank(Tag tag) {
  return static_cast<std::size_t>(std::find(kBefore.begin(), kBefore.end(), tag) - kBefore.begin());
}

bool add_flow_references(Element node, const Elements& incoming, const Elements& outgoing, Editor& editor) {
  std::vector<std::pair<Tag, Element>> added;
  for (const Element& flow : incoming) added.emplace_back(Tag::incoming, flow);
  for (const Element& flow : outgoing) added.emplace_back(Tag::outgoing, flow);
  const bool is_empty = !node.first_child();
  for (const auto& [tag, flow] : added) {
    const std::string name = editor.qualified_element(node, kModelUri, "bpmn", tag_name(tag));
    const Fragment reference{name, {}, std::string(flow.id())};
    if (is_empty) editor.append(node, reference);
    else if (const Element place = place_for(node, tag)) editor.insert_after(place, reference);
    else editor.insert_before(node.first_child(), reference);
  }
  return !added.empty();
}

}  // namespace baton::bpmn::lint
