// The builder's parts, by subject; see builder.cpp for the whole.
#pragma once

#include <unordered_map>
#include <unordered_set>

#include "bpmn/graph/compiler.hpp"
#include "bpmn/graph/process_graph.hpp"
#include "bpmn/model/process_view.hpp"

namespace baton::bpmn {

NodeKind kind_of(const ProcessView::Node& node);

// Camunda's activityType.
std::string activity_type_of(const ProcessView::Node& node, bool has_work);

// Definitions, interruption, initiator, start form, and the work of message events.
void read_event(const ProcessView& view, const ProcessView::Node& from, Node& node, Compiler& compiler);
// One event definition; `owner` is the event.
EventDefinition read_event_definition(const ProcessView& view, Element definition, Compiler& compiler);
// The message of a receive task.
void read_message_reference(const ProcessView& view, Element element, Node& node, Compiler& compiler);

// What an activity does.
void read_activity(const ProcessView& view, const ProcessView::Node& from, Node& node, Compiler& compiler);

// The loop of a multi-instance body or of a standard loop.
Loop read_multi_instance(const ProcessView& view, Element characteristics, Compiler& compiler);
Loop read_standard_loop(Element characteristics, Compiler& compiler);

// Data: the variable that a data element is, and that a reference means (a reference to nothing is a variable's name).
std::string data_name(Element element);
std::string data_name_of(const Model& model, std::string_view reference);
DataFlow read_data(Element element, Compiler& compiler);

// The message of an event definition or a task, also by way of its operation.
Element message_of(const ProcessView& view, Element element);
Correlation read_correlation(const ProcessView& view, Compiler& compiler);

// The drawn message flows of a file.
class MessageFlows {
 public:
  explicit MessageFlows(const Model& model);
  const std::vector<MessageEnd>& from(const std::string& element) const;
  // Some process sends to this flow node.
  bool reaches(const std::string& element) const { return reached_.contains(element); }

 private:
  std::unordered_map<std::string, std::vector<MessageEnd>> from_;
  std::unordered_set<std::string> reached_;
};

// The innermost lane of each flow node of the process, by the node's id.
std::unordered_map<std::string_view, std::string> read_lanes(const ProcessView& view);

// startQuantity and completionQuantity.
void read_quantities(Element element, Node& node, Compiler& compiler);
// Node::initial_nodes of all scopes.
void set_initial_nodes(std::vector<Node>& nodes, const std::vector<Flow>& flows);
// What a throw or end event throws goes out in the order of the file, what ends its path last.
void order_thrown_events(Node& node);

// Whether the node has an execution and variables of its own. `in_body`: it is a multi-instance body's child;
// `is_behind_gateway`: an event-based gateway leads to it.
bool opens_scope(const ProcessView& view, const ProcessView::Node& from, const Node& node, bool in_body,
                 bool is_behind_gateway);

}  // namespace baton::bpmn
