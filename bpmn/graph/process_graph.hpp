// The token-flow graph that the interpreter walks: one process of a checked model, with references
// resolved, expressions compiled and vendor dialects already translated into one vocabulary.
//
// Immutable once built and shared by all instances; any thread may read it. Nodes and flows are dense
// ids. Node 0 is the process itself (the root scope). The topology is a Boost.Graph compressed sparse
// row graph (see process_graph.cpp); flow ids are its edge indices, so a node's outgoing flows are a
// contiguous range in document order.
//
// A multi-instance activity is two nodes: its body (kind multi_instance_body, element id "x#multiInstanceBody",
// which has the flows, boundary events and asynchronous marks of the activity) and, as the body's only
// child, the activity itself, as in Camunda 7. A standard loop is two nodes in the same way.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "expression/expression.hpp"
#include "expression/time.hpp"

namespace baton::bpmn {

using NodeId = std::uint32_t;
using FlowId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xffffffff;
inline constexpr FlowId kNoFlow = 0xffffffff;
inline constexpr NodeId kProcessNode = 0;

enum class NodeKind : std::uint8_t {
  process,
  start_event,
  end_event,
  intermediate_catch_event,
  intermediate_throw_event,
  boundary_event,
  task,  // undefined
  manual_task,
  user_task,
  service_task,
  send_task,
  receive_task,
  script_task,
  business_rule_task,
  call_activity,
  sub_process,
  event_sub_process,
  transaction,
  ad_hoc_sub_process,
  multi_instance_body,
  exclusive_gateway,
  parallel_gateway,
  inclusive_gateway,
  event_based_gateway,
  complex_gateway,
};

enum class EventKind : std::uint8_t {
  none, message, timer, signal, conditional, error, escalation, compensation, cancel, terminate, link,
};

// camunda:in / camunda:out, and the signal payload.
struct VariableMapping {
  enum class Kind : std::uint8_t { source, expression, all, business_key };
  Kind kind = Kind::source;
  std::string source;      // source
  Expression expression;   // expression, business_key
  std::string target;
  bool local = false;
};

struct EventDefinition {
  EventKind kind = EventKind::none;
  std::string definition_id;    // id of the event definition or what it references; may be empty
  std::string message_id;       // of the message element
  Expression name;              // message and signal name (may hold expressions); link name (constant)
  std::string code;             // error and escalation code; empty: catches all
  bool has_code = false;
  std::string code_variable;    // camunda:errorCodeVariable, escalationCodeVariable
  std::string message_variable; // camunda:errorMessageVariable
  Expression error_message;     // of an error end event
  TimerKind timer_kind = TimerKind::duration;
  Expression timer;
  // Intermediate catch event: each of a cycle's given number of firings lets a token go. Files that speak a vendor's
  // vocabulary mean the first firing only, as Camunda does.
  bool repeats = false;
  Expression condition;
  std::string variable_name;                  // conditional: only for changes of it
  std::vector<std::string> variable_events;   // "create", "update", "delete"; empty: all
  NodeId activity = kNoNode;                  // compensation: activityRef (the body, if multi-instance)
  bool wait_for_completion = true;            // compensation
  bool parallel_multiple_part = false;
  bool signal_async = false;
  std::vector<VariableMapping> in_mappings;   // signal payload
};

struct Listener {
  std::string event;  // "start", "end", "take"; task: "create", "assignment", "update", "complete", "delete", "timeout"
  std::string id;
  Expression action;                       // expression or script
  std::optional<EventDefinition> timeout;  // task listener "timeout"
};

// camunda:inputParameter / outputParameter: a value, or a list or map of them.
struct Parameter {
  enum class Kind : std::uint8_t { expression, list, map };
  std::string name;                 // entry key inside a map
  Kind kind = Kind::expression;
  Expression expression;
  std::vector<Parameter> items;
};

struct IoMapping {
  std::vector<Parameter> inputs;
  std::vector<Parameter> outputs;
  bool empty() const { return inputs.empty() && outputs.empty(); }
};

// A data object, property, input or output: a variable. One of a data store outlives the instance.
struct DataItem {
  std::string name;
  bool is_stored = false;
};

// bpmn:dataInputAssociation, dataOutputAssociation: a transformation, assignments, or a copy.
struct DataAssociation {
  struct Assignment {
    Expression from;                    // or
    std::vector<std::string> from_path; // a variable and the fields inside it
    std::vector<std::string> to;
  };
  std::vector<DataItem> sources;
  DataItem target;
  Expression transformation;
  std::vector<Assignment> assignments;
};

struct DataFlow {
  std::vector<std::string> inputs, outputs;  // declared data inputs and outputs, in order
  std::vector<DataAssociation> input_associations, output_associations;
  std::vector<std::string> locals;  // data objects and properties: they live as long as the scope
  bool moves() const { return !input_associations.empty() || !output_associations.empty(); }
};

struct Loop {
  enum class Kind : std::uint8_t { parallel, sequential, standard };
  // What a multi-instance activity throws at its own boundary when an instance completes (clause 10.3.8).
  struct Throw {
    Expression condition;  // empty: always
    EventDefinition event;
    bool first_only = false;
    // The remaining instances are cancelled where an interrupting boundary event catches it.
    bool cancels_remaining = false;
  };
  Kind kind = Kind::parallel;
  Expression cardinality;             // or
  Expression collection;              // an expression; a plain variable name is compiled as ${name}
  std::string collection_variable;    // the name, when it was a plain one
  std::string element_variable;
  Expression completion_condition;
  std::vector<Throw> throws;
  // Each instance's `output_variable` becomes an element of the collection `output_collection`.
  std::string output_collection, output_variable;
  // standard loop
  bool test_before = false;
  std::optional<std::int64_t> maximum;
  Expression loop_condition;
};

// Where a message flow leads; an empty element: somewhere in the process.
struct MessageEnd {
  std::string process, element;
};

// What a throw event or a send task without an implementation sends inside the engine.
struct OutgoingMessage {
  Expression name;
  std::string message_id;
  std::vector<MessageEnd> receivers;    // none drawn: whoever waits for the name
  std::vector<VariableMapping> content;  // besides its data inputs
};

// How instances find each other (clause 8.3.2). A retrieval path is an expression over the message's content
// (over the process's variables, in subscriptions), or a variable and the fields inside it.
struct RetrievalPath {
  Expression expression;
  std::vector<std::string> path;
};
struct CorrelationProperty {
  std::string id;
  std::vector<std::pair<std::string, RetrievalPath>> of_message;  // by message id
};
struct CorrelationKey {
  std::string id;
  std::vector<CorrelationProperty> properties;
};
struct CorrelationSubscription {
  std::string key;
  std::vector<std::pair<std::string, RetrievalPath>> bindings;  // by property id
};
struct Correlation {
  std::vector<CorrelationKey> keys;
  std::vector<CorrelationSubscription> subscriptions;
  bool empty() const { return keys.empty() && subscriptions.empty(); }
};

// Of an ad-hoc sub-process.
struct AdHoc {
  bool is_sequential = false;
  bool cancel_remaining = true;
  Expression completion_condition;
  Expression active_elements;  // ids of what starts by itself; empty: whatever can
};

// --- What an activity does ----------------------------------------------------------------------

struct ExternalTaskWork {
  Expression topic;
  Expression priority;  // camunda:taskPriority; the process's is the default
  struct ErrorMapping {
    Expression condition;
    std::string code;
    Expression message;
  };
  std::vector<ErrorMapping> errors;
};

struct ExpressionWork {
  Expression expression;
  std::string result_variable;
};

struct ScriptWork {
  Expression script;
  std::string result_variable;
};

struct DecisionWork {  // business rule task with camunda:decisionRef
  Expression decision;
  std::string binding;  // latest, deployment, version, versionTag
  Expression version;   // number or tag
  Expression tenant;
  std::string result_variable;
  std::string map_result;  // singleEntry, singleResult, collectEntries, resultList
};

// What cannot run here (Java class, delegate expression, connector ...): reached only under lenient
// deployment, where an external task with the element id as topic takes its place; or deployed because
// Camunda does so and fails when executed.
struct UnavailableWork {
  std::string what;  // e.g. "camunda:class org.acme.Delegate"
};

struct FormField {
  std::string id, label, type;
  Expression default_value;
  std::string date_pattern;
  std::vector<std::pair<std::string, std::string>> values;       // enum id -> name
  std::vector<std::pair<std::string, std::string>> constraints;  // name -> config
  std::vector<std::pair<std::string, std::string>> properties;
};

struct FormDefinition {
  Expression form_key;
  Expression form_ref;
  std::string form_ref_binding;
  Expression form_ref_version;
  std::vector<FormField> fields;
  std::string business_key_field;
};

struct UserTaskWork {
  Expression assignee, owner;
  std::vector<Expression> candidate_users, candidate_groups;
  Expression due_date, follow_up_date, priority;
  Expression name, description;  // task name may hold expressions
  FormDefinition form;
  std::vector<Listener> listeners;
};

struct CallWork {
  Expression called_element;
  std::string binding;  // latest, deployment, version, versionTag
  Expression version;
  Expression tenant;
  bool has_tenant = false;
  std::vector<VariableMapping> in, out;
};

// Send task, message throw and message end event without an implementation have std::monostate: their message
// is sent inside the engine (Node::message).
using Work = std::variant<std::monostate, ExternalTaskWork, ExpressionWork, ScriptWork, DecisionWork, UnavailableWork,
                          UserTaskWork, CallWork>;

struct Flow {
  FlowId id = kNoFlow;
  std::string element_id, name;
  NodeId source = kNoNode, target = kNoNode;
  Expression condition;  // empty: none
  bool is_default = false;
  std::vector<Listener> listeners;  // take
};

struct Node {
  NodeId id = kNoNode;
  NodeKind kind = NodeKind::task;
  NodeId parent = kNoNode;  // enclosing scope node (sub-process, multi-instance body, process); kNoNode for the process
  std::string element_id;
  std::string name;
  std::string documentation;
  int line = 0;
  std::string lane;  // name (else id) of the innermost lane that it is in

  // Camunda's activityType (camunda7-rest A.3.1), e.g. "boundaryTimer".
  std::string activity_type;

  // The node opens a variable scope with an execution of its own, as Camunda 7 has it: sub-processes,
  // bodies, call activities, receive tasks, catch events, event gateways, and any activity that has
  // boundary events, input/output parameters, timeout listeners or is inside a multi-instance body's
  // loop and itself one of these. Plain tasks do not.
  bool is_scope = false;

  bool async_before = false, async_after = false, exclusive = true;
  Expression retry_cycle;    // camunda:failedJobRetryTimeCycle
  Expression job_priority;
  std::vector<Listener> listeners;  // start and end
  IoMapping io;
  DataFlow data;
  std::vector<std::pair<std::string, std::string>> properties;  // camunda:properties

  Work work;
  std::optional<Loop> loop;  // on a body only
  std::optional<AdHoc> ad_hoc;
  std::optional<OutgoingMessage> message;

  // Events.
  std::vector<EventDefinition> events;  // none: empty
  bool parallel_multiple = false;
  bool interrupting = true;             // boundary: cancelActivity; start event of an event sub-process
  bool says_interrupting = false;       // boundary: cancelActivity stands there, it is not the default
  NodeId attached_to = kNoNode;         // boundary: its host (the body, if the host is multi-instance)
  std::string initiator_variable;       // start event
  bool instantiate = false;             // receive task, event gateway

  // Scopes.
  std::vector<NodeId> children;            // direct flow nodes, document order; no event sub-processes, no boundary events
  std::vector<NodeId> event_sub_processes;
  // What begins with the scope: its none start events; without any start, what no flow leads to.
  std::vector<NodeId> initial_nodes;
  NodeId none_start = kNoNode;             // the none start event; process: the initial one (see start events in children)
  // Activities.
  std::vector<NodeId> boundary_events;     // document order
  NodeId compensation_handler = kNoNode;   // through a compensation boundary event
  bool is_for_compensation = false;
  bool triggered_by_event = false;
  std::int64_t start_quantity = 1;       // tokens that it takes to begin
  std::int64_t completion_quantity = 1;  // tokens on each outgoing flow

  // Gateways.
  Expression activation_condition;  // complex
  FlowId default_flow = kNoFlow;
  // The default flow stands for the flows with conditions only, so one without condition does not take its place.
  // Files that speak a vendor's vocabulary mean all other flows, as Camunda does.
  bool default_beside_unconditional = false;
  bool event_gateway_parallel = false;

  FormDefinition start_form;  // start event

  // An event that needs all of its definitions, not any.
  bool needs_all_events() const { return parallel_multiple && events.size() > 1; }
  bool has_event(EventKind wanted) const {
    for (const EventDefinition& definition : events) {
      if (definition.kind == wanted) return true;
    }
    return false;
  }
  bool is_event() const { return kind == NodeKind::start_event || kind == NodeKind::end_event ||
                                 kind == NodeKind::intermediate_catch_event ||
                                 kind == NodeKind::intermediate_throw_event || kind == NodeKind::boundary_event; }
  // The event's kind when it has one definition; none without; callers ask `events` for several.
  EventKind event_kind() const { return events.empty() ? EventKind::none : events.front().kind; }
};

// The definition of `event` that a subscription was made for: the subscription keeps its number when there are several.
inline const EventDefinition* definition_of(const Node& event, const std::string& number) {
  const std::size_t position = number.empty() ? 0 : std::stoul(number);
  return position < event.events.size() ? &event.events[position] : nullptr;
}

struct ProcessAttributes {
  std::string id, name, version_tag, target_namespace, documentation;
  bool executable = false;
  std::optional<int> history_time_to_live_days;
  bool startable_in_tasklist = true;
  std::vector<std::string> candidate_starter_users, candidate_starter_groups;
  Expression task_priority;
  Correlation correlation;
};

class ProcessGraph {
 public:
  struct Topology;  // the Boost.Graph part

  // Used by the builder only; `flows` sorted by source, then document order.
  ProcessGraph(ProcessAttributes attributes, std::vector<Node> nodes, std::vector<Flow> flows);
  ~ProcessGraph();
  ProcessGraph(const ProcessGraph&) = delete;

  const ProcessAttributes& process() const { return attributes_; }
  std::size_t node_count() const { return nodes_.size(); }
  std::size_t flow_count() const { return flows_.size(); }
  const Node& node(NodeId id) const { return nodes_[id]; }
  const Flow& flow(FlowId id) const { return flows_[id]; }

  // kNoNode / kNoFlow when there is none. Bodies are found by "x#multiInstanceBody".
  NodeId find_node(std::string_view element_id) const;
  FlowId find_flow(std::string_view element_id) const;

  // Outgoing flows: [first, last) in document order.
  std::pair<FlowId, FlowId> outgoing(NodeId id) const;
  const std::vector<FlowId>& incoming(NodeId id) const;

  // The innermost enclosing scope in which `node` is executed (its parent); kProcessNode at the top.
  NodeId flow_scope(NodeId node) const { return nodes_[node].parent; }
  bool is_inside(NodeId node, NodeId scope) const;  // proper descendant

  // Can a token that stands on `flow` or in `from` come to `to` by sequence flows (boundary events and
  // link events of activities on the way included), inside one scope? For the inclusive join.
  bool reaches(NodeId from, NodeId to) const;
  bool flow_reaches(FlowId from, NodeId to) const;
  // The same, but paths that pass through `to` by way of one of its incoming flows other than these are cut,
  // clause 13.4.3: is there a path from `from` to one of `to`'s incoming flows that does not visit `to`.
  bool reaches_flow(NodeId from, FlowId to) const;

 private:
  ProcessAttributes attributes_;
  std::vector<Node> nodes_;
  std::vector<Flow> flows_;
  std::unordered_map<std::string_view, NodeId> node_index_;
  std::unordered_map<std::string_view, FlowId> flow_index_;
  std::unique_ptr<const Topology> topology_;
};

}  // namespace baton::bpmn
