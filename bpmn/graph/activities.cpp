#include <array>

#include "bpmn/dialect/readers.hpp"
#include "bpmn/graph/parts.hpp"

namespace baton::bpmn {

namespace {

// What lenient deployments make of a task without an implementation.
Work external_task_of(Element task, Compiler& compiler) {
  ExternalTaskWork work;
  work.topic = compiler.text(task, task.id());
  return work;
}

bool is_blank(const Expression& text) {
  return text.is_constant() && text.source().find_first_not_of(" \t\r\n") == std::string::npos;
}

void read_service(const ProcessView&, const ProcessView::Node& from, Node& node, Compiler& compiler) {
  node.work = read_service_work(from.element, from.element, compiler);
  const bool is_missing = std::holds_alternative<std::monostate>(node.work) && from.tag != Tag::send_task;
  if (is_missing && compiler.lenient()) node.work = external_task_of(from.element, compiler);
}

void read_send(const ProcessView& view, const ProcessView::Node& from, Node& node, Compiler& compiler) {
  read_service(view, from, node, compiler);
  if (!std::holds_alternative<std::monostate>(node.work)) return;
  const Element message = message_of(view, from.element);
  node.message = OutgoingMessage{compiler.text(from.element, message.find_attribute("name")), std::string(message.id()), {},
                                 read_variable_mappings(from.element, "in", compiler)};
}

void read_script(const ProcessView&, const ProcessView::Node& from, Node& node, Compiler& compiler) {
  const bool is_missing = !from.element.child(Tag::script) && !from.element.vendor("resource");
  if (!is_missing) {
    node.work = read_script_work(from.element, compiler);
  } else if (compiler.lenient()) {
    node.work = external_task_of(from.element, compiler);
  }
}

void read_user_task(const ProcessView&, const ProcessView::Node& from, Node& node, Compiler& compiler) {
  node.work = read_user_task_work(from.element, compiler);
}

void read_call(const ProcessView&, const ProcessView::Node& from, Node& node, Compiler& compiler) {
  node.work = read_call_work(from.element, compiler);
  auto* call = std::get_if<CallWork>(&node.work);
  if (call && compiler.lenient() && is_blank(call->called_element)) node.work = external_task_of(from.element, compiler);
  // What cannot be called is a task like others.
  if (!std::holds_alternative<CallWork>(node.work)) node.kind = NodeKind::service_task;
}

void read_receive(const ProcessView& view, const ProcessView::Node& from, Node& node, Compiler& compiler) {
  read_message_reference(view, from.element, node, compiler);
  node.instantiate = from.element.flag("instantiate");
}

void read_event_gateway(const ProcessView&, const ProcessView::Node& from, Node& node, Compiler&) {
  node.instantiate = from.element.flag("instantiate");
  node.event_gateway_parallel = from.element.attribute("eventGatewayType") == "Parallel";
}

void read_complex_gateway(const ProcessView&, const ProcessView::Node& from, Node& node, Compiler& compiler) {
  if (const Element condition = from.element.child(Tag::activation_condition)) {
    node.activation_condition = compiler.condition(condition);
  }
}

void read_event_sub_process(const ProcessView& view, const ProcessView::Node& from, Node& node, Compiler&) {
  if (!from.is_event_sub_process) return;
  node.triggered_by_event = true;
  for (const std::uint32_t child : from.children) {
    const ProcessView::Node& start = view.node(child);
    if (start.tag == Tag::start_event && start.definition(Tag::compensate_event_definition)) {
      node.is_for_compensation = true;
    }
  }
}

// "=list" of other vendors, "list" and "${list}" mean the same.
Expression read_active_elements(Element element, Compiler& compiler) {
  auto text = element.vendor("activeElementsCollection");
  if (!text) text = element.extension("adHoc").find_attribute("activeElementsCollection");
  if (!text || text->empty()) return {};
  if (text->find('{') != std::string_view::npos) return compiler.text(element, text);
  if (text->front() == '=') text->remove_prefix(1);
  return compiler.text(element, "${" + std::string(*text) + "}");
}

void read_ad_hoc(const ProcessView&, const ProcessView::Node& from, Node& node, Compiler& compiler) {
  const Element element = from.element;
  AdHoc ad_hoc;
  ad_hoc.is_sequential = element.attribute("ordering") == "Sequential";
  ad_hoc.cancel_remaining = element.flag("cancelRemainingInstances", true);
  if (const Element condition = element.child(Tag::completion_condition)) {
    ad_hoc.completion_condition = compiler.condition(condition);
  }
  ad_hoc.active_elements = read_active_elements(element, compiler);
  node.ad_hoc = std::move(ad_hoc);
}

struct Row {
  Tag tag;
  void (*read)(const ProcessView&, const ProcessView::Node&, Node&, Compiler&);
};

// Tags without a row do nothing of their own.
constexpr std::array<Row, 11> kReaders = {{
    {Tag::service_task, read_service},
    {Tag::send_task, read_send},
    {Tag::business_rule_task, read_service},
    {Tag::script_task, read_script},
    {Tag::user_task, read_user_task},
    {Tag::call_activity, read_call},
    {Tag::receive_task, read_receive},
    {Tag::event_based_gateway, read_event_gateway},
    {Tag::complex_gateway, read_complex_gateway},
    {Tag::sub_process, read_event_sub_process},
    {Tag::ad_hoc_sub_process, read_ad_hoc},
}};

bool has_timeout(const Node& node) {
  const auto* task = std::get_if<UserTaskWork>(&node.work);
  if (!task) return false;
  for (const Listener& listener : task->listeners) {
    if (listener.timeout) return true;
  }
  return false;
}

bool has_scope_boundary(const ProcessView& view, const ProcessView::Node& from) {
  for (const std::uint32_t boundary : from.boundaries) {
    if (!view.node(boundary).definition(Tag::compensate_event_definition)) return true;
  }
  return false;
}

}  // namespace

void read_activity(const ProcessView& view, const ProcessView::Node& from, Node& node, Compiler& compiler) {
  for (const Row& row : kReaders) {
    if (row.tag == from.tag) row.read(view, from, node, compiler);
  }
}

bool opens_scope(const ProcessView& view, const ProcessView::Node& from, const Node& node, bool in_body,
                 bool is_behind_gateway) {
  if (is_sub_process(from.tag) || from.tag == Tag::event_based_gateway || from.tag == Tag::process) return true;
  if (from.tag == Tag::intermediate_catch_event && !is_behind_gateway) return true;
  if (from.tag == Tag::receive_task && !node.events.empty()) return true;
  if (std::holds_alternative<ExternalTaskWork>(node.work) || std::holds_alternative<DecisionWork>(node.work)) return true;
  const bool throws_compensation = node.has_event(EventKind::compensation) || node.has_event(EventKind::cancel);
  if (throws_compensation && (from.tag == Tag::end_event || from.tag == Tag::intermediate_throw_event)) return true;
  if (has_timeout(node)) return true;
  if (from.tag == Tag::user_task && from.element.child(Tag::property)) return true;
  // A multi-instance body isolates the variables of its instances and has their boundary events.
  if (in_body) return false;
  if (!node.data.input_associations.empty() || (is_activity(from.tag) && !node.data.locals.empty())) return true;
  return from.tag == Tag::call_activity || !node.io.empty() || has_scope_boundary(view, from);
}

}  // namespace baton::bpmn
