// References: what they name exists, and is of the kind that is wanted. One row for each reference of the metamodel.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

using Fits = bool (*)(Tag);

template <Tag... tags>
bool any_of(Tag tag) {
  return ((tag == tags) || ...);
}
bool is_anything(Tag) { return true; }
bool is_flow_end(Tag tag) { return is_flow_node(tag) || is_choreography_activity(tag); }
bool is_data(Tag tag) {
  return any_of<Tag::data_object, Tag::data_object_reference, Tag::data_store, Tag::data_store_reference, Tag::data_input,
                Tag::data_output, Tag::property, Tag::input_data_item, Tag::output_data_item>(tag);
}
bool is_conversation(Tag tag) { return any_of<Tag::conversation, Tag::sub_conversation, Tag::call_conversation>(tag); }
bool talks(Tag tag) { return tag == Tag::participant || is_event(tag) || is_activity(tag); }
bool links(Tag tag) { return talks(tag) || is_conversation(tag); }
bool is_collaboration(Tag tag) { return any_of<Tag::collaboration, Tag::choreography, Tag::global_conversation>(tag); }
bool is_lane_member(Tag tag) { return is_flow_node(tag) || any_of<Tag::data_object, Tag::data_object_reference, Tag::data_store_reference, Tag::sequence_flow>(tag); }

struct Row {
  Tag tag;                // Tag::unknown: wherever the reference stands
  std::string_view name;  // attribute or child element
  Fits fits;
};

// The first row that fits is the one that counts.
constexpr std::array kReferences = std::to_array<Row>({
    {Tag::sequence_flow, "sourceRef", is_flow_end},
    {Tag::sequence_flow, "targetRef", is_flow_end},
    {Tag::message_flow, "sourceRef", talks},
    {Tag::message_flow, "targetRef", talks},
    {Tag::conversation_link, "sourceRef", links},
    {Tag::conversation_link, "targetRef", links},
    {Tag::association, "sourceRef", is_anything},
    {Tag::association, "targetRef", is_anything},
    {Tag::data_input_association, "sourceRef", is_data},
    {Tag::data_input_association, "targetRef", is_data},
    {Tag::data_output_association, "sourceRef", is_data},
    {Tag::data_output_association, "targetRef", is_data},
    {Tag::link_event_definition, "source", any_of<Tag::link_event_definition>},
    {Tag::link_event_definition, "target", any_of<Tag::link_event_definition>},
    {Tag::unknown, "messageRef", any_of<Tag::message>},
    {Tag::unknown, "inMessageRef", any_of<Tag::message>},
    {Tag::unknown, "outMessageRef", any_of<Tag::message>},
    {Tag::unknown, "signalRef", any_of<Tag::signal>},
    {Tag::unknown, "errorRef", any_of<Tag::error>},
    {Tag::unknown, "escalationRef", any_of<Tag::escalation>},
    {Tag::unknown, "operationRef", any_of<Tag::operation>},
    {Tag::unknown, "interfaceRef", any_of<Tag::interface>},
    {Tag::unknown, "supportedInterfaceRef", any_of<Tag::interface>},
    {Tag::unknown, "itemRef", any_of<Tag::item_definition>},
    {Tag::unknown, "itemSubjectRef", any_of<Tag::item_definition>},
    {Tag::error, "structureRef", any_of<Tag::item_definition>},
    {Tag::signal, "structureRef", any_of<Tag::item_definition>},
    {Tag::escalation, "structureRef", any_of<Tag::item_definition>},
    {Tag::unknown, "dataObjectRef", any_of<Tag::data_object>},
    {Tag::unknown, "dataStoreRef", any_of<Tag::data_store>},
    {Tag::unknown, "attachedToRef", is_activity},
    {Tag::unknown, "activityRef", is_activity},
    {Tag::unknown, "default", any_of<Tag::sequence_flow>},
    {Tag::unknown, "processRef", any_of<Tag::process>},
    {Tag::unknown, "participantRef", any_of<Tag::participant>},
    {Tag::unknown, "innerParticipantRef", any_of<Tag::participant>},
    {Tag::unknown, "outerParticipantRef", any_of<Tag::participant>},
    {Tag::unknown, "initiatingParticipantRef", any_of<Tag::participant>},
    {Tag::unknown, "partnerEntityRef", any_of<Tag::partner_entity>},
    {Tag::unknown, "partnerRoleRef", any_of<Tag::partner_role>},
    {Tag::unknown, "messageFlowRef", any_of<Tag::message_flow>},
    {Tag::unknown, "innerMessageFlowRef", any_of<Tag::message_flow>},
    {Tag::unknown, "outerMessageFlowRef", any_of<Tag::message_flow>},
    {Tag::unknown, "innerConversationNodeRef", is_conversation},
    {Tag::unknown, "outerConversationNodeRef", is_conversation},
    {Tag::unknown, "choreographyRef", any_of<Tag::choreography>},
    {Tag::unknown, "definitionalCollaborationRef", is_collaboration},
    {Tag::unknown, "calledCollaborationRef", is_collaboration},
    {Tag::unknown, "calledChoreographyRef", any_of<Tag::choreography, Tag::global_choreography_task>},
    {Tag::unknown, "correlationKeyRef", any_of<Tag::correlation_key>},
    {Tag::unknown, "correlationPropertyRef", any_of<Tag::correlation_property>},
    {Tag::unknown, "categoryValueRef", any_of<Tag::category_value>},
    {Tag::unknown, "eventDefinitionRef", is_event_definition},
    {Tag::unknown, "dataInputRefs", any_of<Tag::data_input>},
    {Tag::unknown, "optionalInputRefs", any_of<Tag::data_input>},
    {Tag::unknown, "whileExecutingInputRefs", any_of<Tag::data_input>},
    {Tag::unknown, "dataOutputRefs", any_of<Tag::data_output>},
    {Tag::unknown, "optionalOutputRefs", any_of<Tag::data_output>},
    {Tag::unknown, "whileExecutingOutputRefs", any_of<Tag::data_output>},
    {Tag::unknown, "inputSetRefs", any_of<Tag::input_set>},
    {Tag::unknown, "outputSetRefs", any_of<Tag::output_set>},
    {Tag::unknown, "inputDataRef", any_of<Tag::data_input>},
    {Tag::unknown, "outputDataRef", any_of<Tag::data_output>},
    {Tag::unknown, "loopDataInputRef", is_data},
    {Tag::unknown, "loopDataOutputRef", is_data},
    {Tag::unknown, "flowNodeRef", is_lane_member},
    {Tag::unknown, "incoming", any_of<Tag::sequence_flow>},
    {Tag::unknown, "outgoing", any_of<Tag::sequence_flow>},
    {Tag::unknown, "resourceRef", any_of<Tag::resource>},
    {Tag::unknown, "parameterRef", any_of<Tag::resource_parameter>},
    {Tag::unknown, "noneBehaviorEventRef", is_event_definition},
    {Tag::unknown, "oneBehaviorEventRef", is_event_definition},
});

const Row* row_of(Tag holder, std::string_view name) {
  const auto found = std::find_if(kReferences.begin(), kReferences.end(), [&](const Row& row) {
    return row.name == name && (row.tag == holder || row.tag == Tag::unknown);
  });
  return found == kReferences.end() ? nullptr : &*found;
}

// In another namespace than any file that was read: nothing can be said.
bool is_elsewhere(const Facts& facts, std::string_view reference) {
  return reference.find(':') != std::string_view::npos && !facts.imports().empty() &&
         std::any_of(facts.imports().begin(), facts.imports().end(), [](const Import& import) { return !import.model; });
}

// visit(element, name, reference, row) for every reference of the file.
void each_reference(const Facts& facts, const auto& visit) {
  const Model& model = facts.model();
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    const Element element = model.element(i);
    if (element.space() != Space::bpmn || model.is_extension(i)) continue;
    const auto* end = model.document().attributes_end(i);
    for (const auto* attribute = model.document().attributes_begin(i); attribute != end; ++attribute) {
      if (model.space(attribute->name_space) != Space::none) continue;
      if (const Row* row = row_of(element.tag(), attribute->name)) visit(element, attribute->name, attribute->value, *row);
    }
    const Row* row = element.first_child() ? nullptr : row_of(element.parent().tag(), element.name());
    const std::string text = row ? element.trimmed_text() : "";
    if (row) visit(element, element.name(), text, *row);
  }
}

void references_lead_somewhere(const Facts& facts, const Report& report) {
  each_reference(facts, [&](Element at, std::string_view name, std::string_view reference, const Row&) {
    if (reference.empty() || facts.resolve(reference) || is_elsewhere(facts, reference)) return;
    report(at, fmt::format("The {} '{}' names nothing in this file", name, reference));
  });
}

void references_are_of_their_kind(const Facts& facts, const Report& report) {
  each_reference(facts, [&](Element at, std::string_view name, std::string_view reference, const Row& row) {
    const Element found = facts.resolve(reference);
    if (found && !row.fits(found.tag())) report(at, fmt::format("The {} '{}' is a {}", name, reference, found.name()));
  });
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"REF.existence", Verdict::error, "What is referred to exists.", references_lead_somewhere},
    {"REF.type", Verdict::error, "What is referred to is of the kind that is wanted.", references_are_of_their_kind},
});

}  // namespace

StrictRules reference_rules() { return kRules; }

}  // namespace baton::bpmn::strict
