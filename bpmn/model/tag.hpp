// The elements of BPMN 2.0: one row per element name of its schema.
#pragma once

#include <cstdint>
#include <string_view>

namespace baton::bpmn {

// X(enumerator, "elementName")
#define BATON_BPMN_TAGS(X)                                                                                       \
  X(ad_hoc_sub_process, "adHocSubProcess")                                                                       \
  X(artifact, "artifact")                                                                                        \
  X(assignment, "assignment")                                                                                    \
  X(association, "association")                                                                                  \
  X(auditing, "auditing")                                                                                        \
  X(boundary_event, "boundaryEvent")                                                                             \
  X(business_rule_task, "businessRuleTask")                                                                      \
  X(call_activity, "callActivity")                                                                               \
  X(call_choreography, "callChoreography")                                                                       \
  X(call_conversation, "callConversation")                                                                       \
  X(cancel_event_definition, "cancelEventDefinition")                                                            \
  X(category, "category")                                                                                        \
  X(category_value, "categoryValue")                                                                             \
  X(category_value_ref, "categoryValueRef")                                                                      \
  X(choreography, "choreography")                                                                                \
  X(choreography_ref, "choreographyRef")                                                                         \
  X(choreography_task, "choreographyTask")                                                                       \
  X(collaboration, "collaboration")                                                                              \
  X(compensate_event_definition, "compensateEventDefinition")                                                    \
  X(completion_condition, "completionCondition")                                                                 \
  X(complex_behavior_definition, "complexBehaviorDefinition")                                                    \
  X(complex_gateway, "complexGateway")                                                                           \
  X(condition, "condition")                                                                                      \
  X(conditional_event_definition, "conditionalEventDefinition")                                                  \
  X(condition_expression, "conditionExpression")                                                                 \
  X(activation_condition, "activationCondition")                                                                 \
  X(conversation, "conversation")                                                                                \
  X(conversation_association, "conversationAssociation")                                                         \
  X(conversation_link, "conversationLink")                                                                       \
  X(correlation_key, "correlationKey")                                                                           \
  X(correlation_property, "correlationProperty")                                                                 \
  X(correlation_property_binding, "correlationPropertyBinding")                                                  \
  X(correlation_property_ref, "correlationPropertyRef")                                                          \
  X(correlation_property_retrieval_expression, "correlationPropertyRetrievalExpression")                         \
  X(correlation_subscription, "correlationSubscription")                                                         \
  X(data_input, "dataInput")                                                                                     \
  X(data_input_association, "dataInputAssociation")                                                              \
  X(data_input_refs, "dataInputRefs")                                                                            \
  X(data_object, "dataObject")                                                                                   \
  X(data_object_reference, "dataObjectReference")                                                                \
  X(data_output, "dataOutput")                                                                                   \
  X(data_output_association, "dataOutputAssociation")                                                            \
  X(data_output_refs, "dataOutputRefs")                                                                          \
  X(data_path, "dataPath")                                                                                       \
  X(data_state, "dataState")                                                                                     \
  X(data_store, "dataStore")                                                                                     \
  X(data_store_reference, "dataStoreReference")                                                                  \
  X(definitions, "definitions")                                                                                  \
  X(documentation, "documentation")                                                                              \
  X(end_event, "endEvent")                                                                                       \
  X(end_point, "endPoint")                                                                                       \
  X(end_point_ref, "endPointRef")                                                                                \
  X(error, "error")                                                                                              \
  X(error_event_definition, "errorEventDefinition")                                                              \
  X(error_ref, "errorRef")                                                                                       \
  X(escalation, "escalation")                                                                                    \
  X(escalation_event_definition, "escalationEventDefinition")                                                    \
  X(event, "event")                                                                                              \
  X(event_based_gateway, "eventBasedGateway")                                                                    \
  X(event_definition, "eventDefinition")                                                                         \
  X(event_definition_ref, "eventDefinitionRef")                                                                  \
  X(exclusive_gateway, "exclusiveGateway")                                                                       \
  X(expression, "expression")                                                                                    \
  X(extension, "extension")                                                                                      \
  X(extension_elements, "extensionElements")                                                                     \
  X(flow_node_ref, "flowNodeRef")                                                                                \
  X(formal_expression, "formalExpression")                                                                       \
  X(from, "from")                                                                                                \
  X(global_business_rule_task, "globalBusinessRuleTask")                                                         \
  X(global_choreography_task, "globalChoreographyTask")                                                          \
  X(global_conversation, "globalConversation")                                                                   \
  X(global_manual_task, "globalManualTask")                                                                      \
  X(global_script_task, "globalScriptTask")                                                                      \
  X(global_task, "globalTask")                                                                                   \
  X(global_user_task, "globalUserTask")                                                                          \
  X(group, "group")                                                                                              \
  X(human_performer, "humanPerformer")                                                                           \
  X(implicit_throw_event, "implicitThrowEvent")                                                                  \
  X(import, "import")                                                                                            \
  X(inclusive_gateway, "inclusiveGateway")                                                                       \
  X(incoming, "incoming")                                                                                        \
  X(inner_conversation_node_ref, "innerConversationNodeRef")                                                     \
  X(inner_message_flow_ref, "innerMessageFlowRef")                                                               \
  X(in_message_ref, "inMessageRef")                                                                              \
  X(input_data_item, "inputDataItem")                                                                            \
  X(input_set, "inputSet")                                                                                       \
  X(input_set_refs, "inputSetRefs")                                                                              \
  X(interface, "interface")                                                                                      \
  X(interface_ref, "interfaceRef")                                                                               \
  X(intermediate_catch_event, "intermediateCatchEvent")                                                          \
  X(intermediate_throw_event, "intermediateThrowEvent")                                                          \
  X(io_binding, "ioBinding")                                                                                     \
  X(io_specification, "ioSpecification")                                                                         \
  X(item_definition, "itemDefinition")                                                                           \
  X(lane, "lane")                                                                                                \
  X(lane_set, "laneSet")                                                                                         \
  X(child_lane_set, "childLaneSet")                                                                              \
  X(link_event_definition, "linkEventDefinition")                                                                \
  X(loop_cardinality, "loopCardinality")                                                                         \
  X(loop_characteristics, "loopCharacteristics")                                                                 \
  X(loop_condition, "loopCondition")                                                                             \
  X(loop_data_input_ref, "loopDataInputRef")                                                                     \
  X(loop_data_output_ref, "loopDataOutputRef")                                                                   \
  X(manual_task, "manualTask")                                                                                   \
  X(message, "message")                                                                                          \
  X(message_event_definition, "messageEventDefinition")                                                          \
  X(message_flow, "messageFlow")                                                                                 \
  X(message_flow_association, "messageFlowAssociation")                                                          \
  X(message_flow_ref, "messageFlowRef")                                                                          \
  X(message_path, "messagePath")                                                                                 \
  X(monitoring, "monitoring")                                                                                    \
  X(multi_instance_loop_characteristics, "multiInstanceLoopCharacteristics")                                     \
  X(operation, "operation")                                                                                      \
  X(operation_ref, "operationRef")                                                                               \
  X(optional_input_refs, "optionalInputRefs")                                                                    \
  X(optional_output_refs, "optionalOutputRefs")                                                                  \
  X(out_message_ref, "outMessageRef")                                                                            \
  X(outgoing, "outgoing")                                                                                        \
  X(output_data_item, "outputDataItem")                                                                          \
  X(output_set, "outputSet")                                                                                     \
  X(output_set_refs, "outputSetRefs")                                                                            \
  X(parallel_gateway, "parallelGateway")                                                                         \
  X(participant, "participant")                                                                                  \
  X(participant_association, "participantAssociation")                                                           \
  X(participant_multiplicity, "participantMultiplicity")                                                         \
  X(participant_ref, "participantRef")                                                                           \
  X(inner_participant_ref, "innerParticipantRef")                                                                \
  X(outer_participant_ref, "outerParticipantRef")                                                                \
  X(outer_message_flow_ref, "outerMessageFlowRef")                                                               \
  X(outer_conversation_node_ref, "outerConversationNodeRef")                                                     \
  X(partition_element, "partitionElement")                                                                       \
  X(partner_entity, "partnerEntity")                                                                             \
  X(partner_role, "partnerRole")                                                                                 \
  X(performer, "performer")                                                                                      \
  X(potential_owner, "potentialOwner")                                                                           \
  X(process, "process")                                                                                          \
  X(property, "property")                                                                                        \
  X(receive_task, "receiveTask")                                                                                 \
  X(relationship, "relationship")                                                                                \
  X(rendering, "rendering")                                                                                      \
  X(resource, "resource")                                                                                        \
  X(resource_assignment_expression, "resourceAssignmentExpression")                                              \
  X(resource_parameter, "resourceParameter")                                                                     \
  X(resource_parameter_binding, "resourceParameterBinding")                                                      \
  X(resource_ref, "resourceRef")                                                                                 \
  X(resource_role, "resourceRole")                                                                               \
  X(root_element, "rootElement")                                                                                 \
  X(script, "script")                                                                                            \
  X(script_task, "scriptTask")                                                                                   \
  X(send_task, "sendTask")                                                                                       \
  X(sequence_flow, "sequenceFlow")                                                                               \
  X(service_task, "serviceTask")                                                                                 \
  X(signal, "signal")                                                                                            \
  X(signal_event_definition, "signalEventDefinition")                                                            \
  X(source, "source")                                                                                            \
  X(source_ref, "sourceRef")                                                                                     \
  X(standard_loop_characteristics, "standardLoopCharacteristics")                                                \
  X(start_event, "startEvent")                                                                                   \
  X(sub_choreography, "subChoreography")                                                                         \
  X(sub_conversation, "subConversation")                                                                         \
  X(sub_process, "subProcess")                                                                                   \
  X(supported_interface_ref, "supportedInterfaceRef")                                                            \
  X(supports, "supports")                                                                                        \
  X(target, "target")                                                                                            \
  X(target_ref, "targetRef")                                                                                     \
  X(task, "task")                                                                                                \
  X(terminate_event_definition, "terminateEventDefinition")                                                      \
  X(text, "text")                                                                                                \
  X(text_annotation, "textAnnotation")                                                                           \
  X(throw_event, "throwEvent")                                                                                   \
  X(time_cycle, "timeCycle")                                                                                     \
  X(time_date, "timeDate")                                                                                       \
  X(time_duration, "timeDuration")                                                                               \
  X(timer_event_definition, "timerEventDefinition")                                                              \
  X(to, "to")                                                                                                    \
  X(transaction, "transaction")                                                                                  \
  X(transformation, "transformation")                                                                            \
  X(type, "type")                                                                                                \
  X(user_task, "userTask")                                                                                       \
  X(value, "value")                                                                                              \
  X(while_executing_input_refs, "whileExecutingInputRefs")                                                       \
  X(while_executing_output_refs, "whileExecutingOutputRefs")                                                     \
  X(diagram, "BPMNDiagram")                                                                                      \
  X(plane, "BPMNPlane")                                                                                          \
  X(shape, "BPMNShape")                                                                                          \
  X(edge, "BPMNEdge")                                                                                            \
  X(label, "BPMNLabel")                                                                                          \
  X(label_style, "BPMNLabelStyle")

enum class Tag : std::uint8_t {
  unknown,  // an element in a BPMN namespace that BPMN does not know
  foreign,  // an element of another namespace
#define X(enumerator, name) enumerator,
  BATON_BPMN_TAGS(X)
#undef X
      count_,
};

// Tag::unknown when BPMN (`is_diagram`: its diagram interchange) has no such element.
Tag tag_of(std::string_view name, bool is_diagram);
// The element name; empty for unknown and foreign.
std::string_view tag_name(Tag tag);

bool is_event(Tag tag);
bool is_gateway(Tag tag);
bool is_activity(Tag tag);       // tasks, call activities, sub-processes of all kinds
bool is_sub_process(Tag tag);    // sub-process, transaction, ad-hoc
bool is_event_definition(Tag tag);
inline bool is_flow_node(Tag tag) { return is_event(tag) || is_gateway(tag) || is_activity(tag); }

}  // namespace baton::bpmn
