// A link is a sequence flow that is not drawn; both its ends must be there.
#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

using Links = std::map<std::string, Elements, std::less<>>;

bool throws(Element event) { return event.tag() == Tag::intermediate_throw_event || event.tag() == Tag::end_event; }

std::string link_name(const Diagram& diagram, Element event) {
  for (const Element& definition : diagram.definitions(event)) {
    if (definition.tag() == Tag::link_event_definition) return std::string(definition.attribute("name"));
  }
  return "";
}

void check_link(const Look& look, const std::string& name, const Elements& events) {
  if (events.size() == 1) {
    look.report(events.front(), fmt::format("Link {} event with link name '{}' missing in scope",
                                            throws(events.front()) ? "catch" : "throw", name));
    return;
  }
  const auto catching = std::count_if(events.begin(), events.end(), [](const Element& event) { return !throws(event); });
  for (const Element& event : events) {
    if (catching == 0) look.report(event, fmt::format("Link catch event with link name '{}' missing in scope", name));
    if (catching > 1 && !throws(event)) look.report(event, fmt::format("Duplicate link catch event with link name '{}' in scope", name));
  }
}

void check(const Look& look) {
  look.each(is_container, [&](Element scope) {
    Links links;
    for (Element event = scope.first_child(); event; event = event.next()) {
      if (!look.diagram().has_definition(event, Tag::link_event_definition)) continue;
      const std::string name = link_name(look.diagram(), event);
      if (name.empty()) look.report(event, "Link event is missing link name");
      else links[name].push_back(event);
    }
    for (const auto& [name, events] : links) check_link(look, name, events);
  });
}

}  // namespace

const LintRule& link_event() {
  static constexpr LintRule kRule{"link-event", Family::style, Severity::error,
                                  "Links have a name and come in pairs within their scope: throwing ones, "
                                  "and one that catches.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
