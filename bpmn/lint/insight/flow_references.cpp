// The elements incoming and outgoing say again what flows say; many tools read only them.
#include <fmt/format.h>
#include <map>

#include "bpmn/lint/fix/flow_references.hpp"
#include "bpmn/lint/insight/tables.hpp"

namespace baton::bpmn::lint {

namespace {

bool names(const Diagram& diagram, Element node, Tag list, Element flow) {
  for (const Element& reference : node.children(list)) {
    if (diagram.model().resolve(reference.trimmed_text()) == flow) return true;
  }
  return false;
}

Elements unnamed(const Diagram& diagram, Element node, Tag list) {
  Elements missing;
  for (const Element& flow : list == Tag::incoming ? diagram.incoming(node) : diagram.outgoing(node)) {
    if (!flow.id().empty() && !names(diagram, node, list, flow)) missing.push_back(flow);
  }
  return missing;
}

void check(const Look& look) {
  std::map<xml::ElementIndex, std::size_t> counts;
  look.each(is_node, [&](Element node) {
    const bool says_all = unnamed(look.diagram(), node, Tag::incoming).empty() && unnamed(look.diagram(), node, Tag::outgoing).empty();
    const Element process = around(node, Tag::process);
    if (!says_all && process) ++counts[process.index()];
  });
  for (const auto& [process, count] : counts) {
    look.report(look.diagram().model().element(process),
                fmt::format("{} flow node{} not name all flows as incoming or outgoing", count, count == 1 ? " does" : "s do"));
  }
}

bool mend(const Diagram& diagram, Element process, Editor& editor) {
  bool changed = false;
  diagram.each(is_node, [&](Element node) {
    if (around(node, Tag::process) != process) return;
    changed |= add_flow_references(node, unnamed(diagram, node, Tag::incoming), unnamed(diagram, node, Tag::outgoing), editor);
  });
  return changed;
}

}  // namespace

const LintRule& flow_references() {
  static constexpr LintRule kRule{"flow-references", Family::insight, Severity::info,
                                  "Flow nodes name their incoming and outgoing flows.", check, mend};
  return kRule;
}

}  // namespace baton::bpmn::lint
