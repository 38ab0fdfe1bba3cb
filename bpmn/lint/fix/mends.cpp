#include "bpmn/lint/fix/mends.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "bpmn/layout/layout.hpp"
#include "bpmn/lint/fix/flow_references.hpp"

namespace baton::bpmn::lint {

namespace {

struct Row {
  std::string_view rule;
  Mend mend;
};

constexpr std::array kRows = std::to_array<Row>({
    {"node-id", add_ids},
    {"EXT.023", name_flow},
    {"XSD.order", order_children},
});

}  // namespace

Mend mend_of(std::string_view rule) {
  for (const Row& row : kRows) {
    if (row.rule == rule) return row.mend;
  }
  return nullptr;
}

bool mends_whole_file(Mend mend) { return mend == add_ids || mend == add_shapes; }

bool add_ids(const Diagram& diagram, Element, Editor& editor) {
  int number = 0;
  bool changed = false;
  diagram.each([](Tag tag) { return is_node(tag) || tag == Tag::sequence_flow; }, [&](Element element) {
    if (!element.id().empty()) return;
    std::string id;
    do {
      id = fmt::format("{}_{}", element.name(), ++number);
    } while (diagram.model().find(id));
    editor.set_attribute(element, "id", id);
    changed = true;
  });
  return changed;
}

bool name_flow(const Diagram& diagram, Element flow, Editor& editor) {
  const auto names = [&](Element node, Tag list) {
    for (const Element& reference : node.children(list)) {
      if (diagram.model().resolve(reference.trimmed_text()) == flow) return true;
    }
    return false;
  };
  if (flow.tag() != Tag::sequence_flow || flow.id().empty()) return false;
  const Element source = diagram.source(flow), target = diagram.target(flow);
  bool changed = false;
  if (source && is_node(source.tag()) && !names(source, Tag::outgoing)) changed |= add_flow_references(source, {}, {flow}, editor);
  if (target && is_node(target.tag()) && !names(target, Tag::incoming)) changed |= add_flow_references(target, {flow}, {}, editor);
  return changed;
}

bool order_children(const Diagram&, Element node, Editor& editor) {
  if (!node || !is_node(node.tag())) return false;
  Elements children;
  for (const Element& child : node.children()) {
    if (child.space() == Space::bpmn) children.push_back(child);
  }
  Elements sorted = children;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Element& a, const Element& b) { return schema_rank(a.tag()) < schema_rank(b.tag()); });
  if (sorted == children) return false;
  const xml::Document& document = node.model().document();
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (sorted[i] == children[i]) continue;
    const xml::Span span = document.span(sorted[i].index());
    editor.replace(children[i], Fragment{.verbatim = document.source().substr(span.begin, span.after - span.begin)});
  }
  return true;
}

bool add_shapes(const Diagram& diagram, Element, Editor& editor) {
  add_drawings(editor, laid_out_scenes(diagram.model()));
  return true;
}

}  // namespace baton::bpmn::lint
