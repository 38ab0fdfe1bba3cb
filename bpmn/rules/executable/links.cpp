#include <fmt/format.h>

#include <array>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

// The link that a node of `tag` catches or throws; none when it does neither.
Element link_of(const View::Node& node, Tag tag) {
  return node.tag == tag ? node.definition(Tag::link_event_definition) : Element();
}

void links_have_names(const View&, const View::Node& node, const Report& report) {
  const Element link = node.definition(Tag::link_event_definition);
  const bool is_link = node.tag == Tag::intermediate_catch_event || node.tag == Tag::intermediate_throw_event;
  if (is_link && link && is_blank(link.attribute("name"))) report(link, "A link event definition must have a name");
}

// Where a thrown link can go on: the catching events of its name in the scope.
int targets_of(const View& view, const View::Node& scope, std::string_view name) {
  int targets = 0;
  for (const std::uint32_t child : scope.children) {
    const Element caught = link_of(view.node(child), Tag::intermediate_catch_event);
    if (caught && caught.attribute("name") == name) ++targets;
  }
  return targets;
}

void thrown_links_are_caught(const View& view, const View::Node& node, const Report& report) {
  const Element link = link_of(node, Tag::intermediate_throw_event);
  if (!link || node.incoming.empty() || targets_of(view, view.node(node.scope), link.attribute("name")) > 0) return;
  report(fmt::format("No event of this scope catches the link '{}' that is thrown here", link.attribute("name")));
}

void links_are_caught_once(const View& view, const View::Node& node, const Report& report) {
  const Element link = link_of(node, Tag::intermediate_catch_event);
  if (!link || targets_of(view, view.node(node.scope), link.attribute("name")) < 2) return;
  report(fmt::format("Multiple Intermediate Catch Events with the same link event name ('{}') are not allowed",
                     link.attribute("name")));
}

constexpr std::array<NodeRule, 3> kRules = {{
    {"link-name", Verdict::incomplete, "A link event has a name.", links_have_names},
    {"link-target", Verdict::error, "A thrown link is caught in its scope.", thrown_links_are_caught},
    {"duplicate-link-target", Verdict::error, "A link is caught once in a scope.", links_are_caught_once},
}};

}  // namespace

NodeRules link_rules() { return kRules; }

}  // namespace baton::bpmn::executable
