#include "bpmn/lint/fix/mends.hpp"

#include <fmt/format.h>

#include <array>

#include "bpmn/layout/layout.hpp"

namespace baton::bpmn::lint {

namespace {

struct Row {
  std::string_view rule;
  Mend mend;
};

constexpr std::array kRows = std::to_array<Row>({
    {"node-id", add_ids},
});

}  // namespace

Mend mend_of(std::string_view rule) {
  for (const Row& row : kRows) {
    if (row.rule == rule) return row.mend;
  }
  return nullptr;
}

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

bool add_shapes(const Diagram& diagram, Element, Editor& editor) {
  add_drawings(editor, laid_out_scenes(diagram.model()));
  return true;
}

}  // namespace baton::bpmn::lint
