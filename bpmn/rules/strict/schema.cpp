#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

// What stands before what in every flow node; all else comes later (BPMN20.xsd, tBaseElement to tFlowNode).
constexpr std::array kOrder = {Tag::documentation, Tag::extension_elements, Tag::auditing, Tag::monitoring,
                               Tag::category_value_ref, Tag::incoming, Tag::outgoing};

std::size_t rank_of(Tag tag) {
  return static_cast<std::size_t>(std::find(kOrder.begin(), kOrder.end(), tag) - kOrder.begin());
}

void children_are_in_order(const Facts& facts, const Report& report) {
  facts.each_of(is_flow_node, [&](Element node) {
    std::size_t reached = 0;
    for (Element child = node.first_child(); child; child = child.next()) {
      if (child.space() != Space::bpmn) continue;
      const std::size_t rank = rank_of(child.tag());
      if (rank < reached) report(child, fmt::format("A {} stands too late in '{}'", child.name(), node.id()));
      reached = std::max(reached, rank);
    }
  });
}

struct Required {
  Tag tag;
  std::string_view attribute;
};

constexpr std::array kRequired = std::to_array<Required>({
    {Tag::definitions, "targetNamespace"},
    {Tag::import, "importType"},
    {Tag::import, "location"},
    {Tag::import, "namespace"},
    {Tag::sequence_flow, "sourceRef"},
    {Tag::sequence_flow, "targetRef"},
    {Tag::message_flow, "sourceRef"},
    {Tag::message_flow, "targetRef"},
    {Tag::association, "sourceRef"},
    {Tag::association, "targetRef"},
    {Tag::boundary_event, "attachedToRef"},
    {Tag::link_event_definition, "name"},
    {Tag::conversation_link, "sourceRef"},
    {Tag::conversation_link, "targetRef"},
    {Tag::interface, "name"},
    {Tag::operation, "name"},
});

void attributes_are_given(const Facts& facts, const Report& report) {
  for (const Required& row : kRequired) {
    for (const Element& element : facts.all(row.tag)) {
      if (!element.has(row.attribute)) report(element, fmt::format("A {} must have the attribute {}", element.name(), row.attribute));
    }
  }
}

void elements_are_known(const Facts& facts, const Report& report) {
  const Model& model = facts.model();
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    const Element element = model.element(i);
    if (element.tag() == Tag::unknown && !model.is_extension(i) && element.space() == Space::bpmn) {
      report(element, fmt::format("BPMN has no element '{}'", element.name()));
    }
  }
}

struct Values {
  Tag tag;
  std::string_view attribute;
  std::array<std::string_view, 4> allowed;
};

constexpr std::array kValues = std::to_array<Values>({
    {Tag::exclusive_gateway, "gatewayDirection", {"Unspecified", "Converging", "Diverging", "Mixed"}},
    {Tag::parallel_gateway, "gatewayDirection", {"Unspecified", "Converging", "Diverging", "Mixed"}},
    {Tag::inclusive_gateway, "gatewayDirection", {"Unspecified", "Converging", "Diverging", "Mixed"}},
    {Tag::complex_gateway, "gatewayDirection", {"Unspecified", "Converging", "Diverging", "Mixed"}},
    {Tag::event_based_gateway, "gatewayDirection", {"Unspecified", "Converging", "Diverging", "Mixed"}},
    {Tag::event_based_gateway, "eventGatewayType", {"Exclusive", "Parallel"}},
    {Tag::process, "processType", {"None", "Public", "Private"}},
    {Tag::association, "associationDirection", {"None", "One", "Both"}},
    {Tag::ad_hoc_sub_process, "ordering", {"Parallel", "Sequential"}},
    {Tag::multi_instance_loop_characteristics, "behavior", {"None", "One", "All", "Complex"}},
    {Tag::item_definition, "itemKind", {"Information", "Physical"}},
});

void values_are_known(const Facts& facts, const Report& report) {
  for (const Values& row : kValues) {
    for (const Element& element : facts.all(row.tag)) {
      const auto value = element.find_attribute(row.attribute);
      if (!value || std::find(row.allowed.begin(), row.allowed.end(), *value) != row.allowed.end()) continue;
      report(element, fmt::format("The {} '{}' is none that BPMN knows", row.attribute, *value));
    }
  }
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"XSD.order", kError, "Children stand in the order of the schema.", children_are_in_order},
    {"XSD.attribute", kError, "Required attributes are given.", attributes_are_given},
    {"XSD.element", kError, "Elements are those of the schema.", elements_are_known},
    {"XSD.value", kError, "Values of attributes are those of the schema.", values_are_known},
});

}  // namespace

StrictRules schema_rules() { return kRules; }

}  // namespace baton::bpmn::strict
