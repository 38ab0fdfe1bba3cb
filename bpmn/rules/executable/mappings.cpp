#include <fmt/format.h>

#include <array>
#include <vector>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

Element mapping_of(const View::Node& node) {
  const Element mapping = node.element.extension("inputOutput");
  return mapping.space() == Space::vendor ? mapping : Element();
}

bool may_map(const View::Node& node) {
  if (node.is_event_sub_process) return false;
  return is_activity(node.tag) || node.tag == Tag::end_event || node.tag == Tag::intermediate_throw_event ||
         node.tag == Tag::intermediate_catch_event;
}

void mappings_have_scopes(const View&, const View::Node& node, const Report& report) {
  if (node.tag == Tag::process || !mapping_of(node) || may_map(node)) return;
  report(fmt::format("camunda:inputOutput mapping unsupported for element type '{}'{}", node.element.name(),
                     node.is_event_sub_process ? " with attribute 'triggeredByEvent = true'" : ""));
}

void outputs_have_targets(const View&, const View::Node& node, const Report& report) {
  if (mapping_of(node).children("outputParameter").empty()) return;
  if (node.tag == Tag::end_event) report("camunda:outputParameter not allowed for element type 'endEvent'");
  if (node.loop) report("camunda:outputParameter not allowed for multi-instance constructs");
}

void parameters_have_names(const View&, const View::Node& node, const Report& report) {
  const Element mapping = mapping_of(node);
  for (const std::string_view kind : {"inputParameter", "outputParameter"}) {
    for (const Element& parameter : mapping.children(kind)) {
      if (parameter.attribute("name").empty()) report(parameter, fmt::format("Missing attribute 'name' for {}", kind));
    }
  }
}

void check_value(Element value, const Report& report) {
  const std::string_view name = value.name();
  const bool holds_one = name == "inputParameter" || name == "outputParameter" || name == "entry";
  if (holds_one && value.children().size() > 1) report(value, "Nested parameter can at most have one child element");
  if (name == "entry" && value.attribute("key").empty()) report(value, "Missing attribute 'key' for 'entry' element");
  if (name == "script" && value.attribute("scriptFormat").empty()) {
    report(value, "Missing attribute 'scriptFormat' for 'script' element");
  }
}

// Values nest as deep as the user likes, so without recursion.
void values_are_complete(const View&, const View::Node& node, const Report& report) {
  const Element mapping = mapping_of(node);
  if (!mapping) return;
  std::vector<Element> open = mapping.children();
  while (!open.empty()) {
    const Element value = open.back();
    open.pop_back();
    check_value(value, report);
    for (const Element& child : value.children()) open.push_back(child);
  }
}

constexpr std::array<NodeRule, 4> kRules = {{
    {"mapping-place", Verdict::error, "camunda:inputOutput stands where variables have a scope.", mappings_have_scopes},
    {"mapping-output", Verdict::error, "Output parameters have somewhere to go.", outputs_have_targets},
    {"mapping-name", Verdict::error, "Input and output parameters have names.", parameters_have_names},
    {"mapping-value", Verdict::error, "Lists, maps and scripts of parameters are complete.", values_are_complete},
}};

}  // namespace

NodeRules mapping_rules() { return kRules; }

}  // namespace baton::bpmn::executable
