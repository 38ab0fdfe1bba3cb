#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

bool has_child(Element scope, Tag tag) { return static_cast<bool>(scope.child(tag)); }

// Connected by other means than sequence flows, or by none.
bool stands_apart(Element node) {
  return node.tag() == Tag::boundary_event || node.flag("isForCompensation") || is_event_sub_process(node);
}

bool begins(const Facts& facts, Element node) {
  const bool instantiates = (node.tag() == Tag::receive_task || node.tag() == Tag::event_based_gateway) && node.flag("instantiate");
  const bool is_link = node.tag() == Tag::intermediate_catch_event && facts.has_definition(node, Tag::link_event_definition);
  return node.tag() == Tag::start_event || instantiates || is_link;
}

bool ends(const Facts& facts, Element node) {
  const bool is_link = node.tag() == Tag::intermediate_throw_event && facts.has_definition(node, Tag::link_event_definition);
  return node.tag() == Tag::end_event || is_link;
}

bool is_compensation_event(const Facts& facts, Element node) {
  return node.tag() == Tag::boundary_event && facts.has_definition(node, Tag::compensate_event_definition);
}

// Nodes of scopes in which `mark`, a start or an end event, says where things begin or end.
void each_node(const Facts& facts, Tag mark, const auto& visit) {
  facts.each_of(is_flow_node, [&](Element node) {
    const Element scope = node.parent();
    if (scope.tag() != Tag::ad_hoc_sub_process && has_child(scope, mark)) visit(node);
  });
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.150", kError, "Where there is a start event, a flow leads to each flow node.",
     [](const Facts& f, const Report& r) {
       each_node(f, Tag::start_event, [&](Element node) {
         if (!stands_apart(node) && !begins(f, node) && f.incoming(node).empty()) r(node, fmt::format("No flow leads to '{}'", node.id()));
       });
     }},
    {"EXT.151", kError, "Where there is an end event, a flow leads out of each flow node.",
     [](const Facts& f, const Report& r) {
       each_node(f, Tag::end_event, [&](Element node) {
         const bool apart = node.tag() == Tag::boundary_event ? is_compensation_event(f, node) : stands_apart(node);
         if (!apart && !ends(f, node) && f.outgoing(node).empty()) r(node, fmt::format("No flow leads out of '{}'", node.id()));
       });
     }},
});

}  // namespace

StrictRules connection_rules() { return kRules; }

}  // namespace baton::bpmn::strict
