// Three passes: nodes (a multi-instance activity becomes two), flows, then what nodes know of each other.
#include "bpmn/graph/builder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bpmn/dialect/readers.hpp"
#include "bpmn/graph/parts.hpp"
#include "bpmn/graph/stand_ins.hpp"

namespace baton::bpmn {

namespace {

constexpr std::string_view kBodySuffix = "#multiInstanceBody";

class Builder {
 public:
  Builder(const ProcessView& view, Compiler& compiler)
      : view_(view), compiler_(compiler), message_flows_(view.model()), lanes_(read_lanes(view)) {
    inner_.resize(view.nodes().size(), kNoNode);
    outer_.resize(view.nodes().size(), kNoNode);
  }

  std::shared_ptr<const ProcessGraph> run() {
    for (std::uint32_t i = 0; i < view_.nodes().size(); ++i) add(i);
    add_flows();
    for (std::uint32_t i = 1; i < view_.nodes().size(); ++i) link(i);
    if (compiler_.lenient()) fill_gaps(nodes_, flows_);
    set_initial_nodes(nodes_, flows_);
    ProcessAttributes attributes = read_process_attributes(view_.process(), compiler_);
    attributes.correlation = read_correlation(view_, compiler_);
    return std::make_shared<const ProcessGraph>(std::move(attributes), std::move(nodes_), std::move(flows_));
  }

 private:
  using View = ProcessView::Node;

  Node& append(NodeKind kind, const View& from, NodeId parent) {
    Node node;
    node.id = static_cast<NodeId>(nodes_.size());
    node.kind = kind;
    node.parent = parent;
    node.element_id = from.id();
    node.name = from.element.attribute("name");
    node.documentation = read_documentation(from.element);
    node.line = from.element.line();
    return nodes_.emplace_back(std::move(node));
  }

  static void mark(Node& node, const AsyncMarks& marks) {
    node.async_before = marks.before;
    node.async_after = marks.after;
    node.exclusive = marks.exclusive;
  }

  void add(std::uint32_t index) {
    const View& from = view_.node(index);
    NodeId parent = index == 0 ? kNoNode : inner_[from.scope];
    if (loop_of(from)) parent = outer_[index] = add_body(from, parent);
    Node& node = append(kind_of(from), from, parent);
    inner_[index] = node.id;
    if (!loop_of(from)) outer_[index] = node.id;
    read(from, node);
    if (loop_of(from)) lift_loop_data(nodes_[outer_[index]], node);
    read_quantities(from.element, nodes_[outer_[index]], compiler_);
    register_child(from, node.id);
  }

  static Element loop_of(const View& from) {
    if (from.loop || !is_activity(from.tag)) return from.loop;
    return from.element.child(Tag::standard_loop_characteristics);
  }

  NodeId add_body(const View& from, NodeId parent) {
    Node& body = append(NodeKind::multi_instance_body, from, parent);
    body.element_id += kBodySuffix;
    body.activity_type = "multiInstanceBody";
    body.name.clear();
    body.is_scope = true;
    body.loop = from.loop ? read_multi_instance(view_, from.loop, compiler_)
                          : read_standard_loop(loop_of(from), compiler_);
    body.job_priority = compiler_.text(from.element, from.element.vendor("jobPriority"));
    mark(body, read_async_marks(from.element));
    body.retry_cycle = read_retry_cycle(from.element, compiler_);
    nodes_[parent].children.push_back(body.id);
    return body.id;
  }

  // What fills the input collection and what takes the output collection away is done once, by the body (clause 10.3.8).
  static void lift_loop_data(Node& body, Node& instance) {
    const auto lift = [](std::vector<DataAssociation>& from, std::vector<DataAssociation>& to, const auto& is_loops) {
      const auto first = std::stable_partition(from.begin(), from.end(), [&](const auto& one) { return !is_loops(one); });
      std::move(first, from.end(), std::back_inserter(to));
      from.erase(first, from.end());
    };
    const std::string& input = body.loop->collection_variable;
    const std::string& output = body.loop->output_collection;
    lift(instance.data.input_associations, body.data.input_associations,
         [&](const DataAssociation& one) { return !input.empty() && one.target.name == input; });
    lift(instance.data.output_associations, body.data.output_associations, [&](const DataAssociation& one) {
      return !output.empty() && one.sources.size() == 1 && one.sources.front().name == output;
    });
  }

  void read(const View& from, Node& node) {
    const Element element = from.element;
    // On a multi-instance activity the marks are the body's; the instances' stand on the loop element.
    const Element marked = loop_of(from) ? loop_of(from) : element;
    mark(node, read_async_marks(marked));
    node.retry_cycle = read_retry_cycle(marked, compiler_);
    node.job_priority = compiler_.text(element, element.vendor("jobPriority"));
    node.listeners = read_execution_listeners(element, compiler_);
    node.io = read_io_mapping(element, compiler_);
    node.data = read_data(element, compiler_);
    node.properties = read_properties(element);
    node.is_for_compensation = from.is_for_compensation;
    if (is_event(from.tag)) {
      read_event(view_, from, node, compiler_);
    } else {
      read_activity(view_, from, node, compiler_);
    }
    tie_messages(node);
    if (const auto lane = lanes_.find(from.id()); lane != lanes_.end()) node.lane = lane->second;
    node.activity_type = activity_type_of(from, !std::holds_alternative<std::monostate>(node.work));
    node.is_scope = opens_scope(view_, from, node, static_cast<bool>(loop_of(from)), is_behind_gateway(from));
  }

  // A message flow without a message still delivers: a receive task that it leads to waits for it.
  void tie_messages(Node& node) {
    if (node.message) node.message->receivers = message_flows_.from(node.element_id);
    if (node.kind != NodeKind::receive_task || !node.events.empty() || !message_flows_.reaches(node.element_id)) return;
    node.events.emplace_back().kind = EventKind::message;
  }

  // What a parallel gateway that instantiates has not begun with is waited for on its own.
  bool is_behind_gateway(const View& from) const {
    return std::any_of(from.incoming.begin(), from.incoming.end(), [&](std::uint32_t flow) {
      const View& source = view_.node(view_.flows()[flow].source);
      return source.tag == Tag::event_based_gateway && source.element.attribute("eventGatewayType") != "Parallel";
    });
  }

  void register_child(const View& from, NodeId id) {
    if (from.scope == ProcessView::kNone || from.tag == Tag::boundary_event) return;
    Node& scope = nodes_[inner_[from.scope]];
    if (from.is_event_sub_process) {
      scope.event_sub_processes.push_back(id);
    } else {
      nodes_[nodes_[id].parent].children.push_back(id);
    }
    if (from.tag == Tag::start_event && from.definitions.empty() && scope.none_start == kNoNode) scope.none_start = id;
  }

  void add_flows() {
    for (const ProcessView::Flow& from : view_.flows()) {
      if (from.source == ProcessView::kNone || from.target == ProcessView::kNone) continue;
      Flow flow;
      flow.element_id = from.element.id();
      flow.name = from.element.attribute("name");
      flow.source = outer_[from.source];
      flow.target = outer_[from.target];
      if (const Element condition = from.element.child(Tag::condition_expression)) {
        flow.condition = compiler_.condition(condition);
      }
      flow.listeners = read_flow_listeners(from.element, compiler_);
      const Element source = view_.node(from.source).element;
      flow.is_default = !flow.element_id.empty() && view_.model().resolve(source.attribute("default")) == from.element;
      flows_.push_back(std::move(flow));
    }
    add_links();
    std::stable_sort(flows_.begin(), flows_.end(), [](const Flow& a, const Flow& b) { return a.source < b.source; });
    for (FlowId id = 0; id < flows_.size(); ++id) {
      if (!flows_[id].is_default) continue;
      Node& source = nodes_[flows_[id].source];
      source.default_flow = id;
      source.default_beside_unconditional = !view_.model().speaks_vendor();
    }
  }

  // A token that comes to a throwing link event goes on at the catching one: a flow without an element.
  void add_links() {
    std::unordered_map<std::string, NodeId> catching;
    const auto each = [&](NodeKind kind, auto&& visit) {
      for (const Node& node : nodes_) {
        if (node.kind != kind || node.event_kind() != EventKind::link) continue;
        visit(node, fmt::format("{}:{}", node.parent, node.events.front().name.source()));
      }
    };
    each(NodeKind::intermediate_catch_event, [&](const Node& node, const std::string& key) { catching.emplace(key, node.id); });
    each(NodeKind::intermediate_throw_event, [&](const Node& node, const std::string& key) {
      const auto found = catching.find(key);
      if (found == catching.end()) return;
      Flow flow;
      flow.source = node.id;
      flow.target = found->second;
      flows_.push_back(std::move(flow));
    });
  }

  void link(std::uint32_t index) {
    const View& from = view_.node(index);
    Node& node = nodes_[inner_[index]];
    link_compensated_activity(from, node);
    order_thrown_events(node);
    if (from.tag != Tag::boundary_event || from.host == ProcessView::kNone) return;
    Node& host = nodes_[outer_[from.host]];
    node.attached_to = host.id;
    if (!from.definition(Tag::compensate_event_definition)) {
      host.boundary_events.push_back(node.id);
      return;
    }
    const std::uint32_t handler = view_.handler_of(from);
    if (handler == ProcessView::kNone) return;
    host.compensation_handler = outer_[handler];
    Node& handler_node = nodes_[outer_[handler]];
    handler_node.is_for_compensation = true;
    if (host.kind == NodeKind::multi_instance_body) move_into_body(handler_node, host);
  }

  // Each instance is compensated by a handler of its own, so it stands where the instances stand.
  void move_into_body(Node& handler, Node& body) {
    std::erase(nodes_[handler.parent].children, handler.id);
    handler.parent = body.id;
  }

  void link_compensated_activity(const View& from, Node& node) {
    for (std::size_t i = 0; i < from.definitions.size(); ++i) {
      const std::string_view reference = from.definitions[i].attribute("activityRef");
      if (from.definitions[i].tag() != Tag::compensate_event_definition || reference.empty()) continue;
      const std::uint32_t activity = view_.resolve(reference);
      if (activity != ProcessView::kNone) node.events[i].activity = outer_[activity];
    }
  }

  const ProcessView& view_;
  Compiler& compiler_;
  const MessageFlows message_flows_;
  const std::unordered_map<std::string_view, std::string> lanes_;
  std::vector<Node> nodes_;
  std::vector<Flow> flows_;
  std::vector<NodeId> inner_, outer_;  // by view node: the activity, and its body or itself
};

}  // namespace

std::shared_ptr<const ProcessGraph> build_graph(const ProcessView& view, Compiler& compiler) {
  return Builder(view, compiler).run();
}

}  // namespace baton::bpmn
