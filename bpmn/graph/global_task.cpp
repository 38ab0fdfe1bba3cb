// A global task (BPMN 2.0.2 clause 10.3.2, 10.3.6) as a process of its own: one activity, without flows, which call
// activities call like any process.
#include <array>

#include "bpmn/dialect/readers.hpp"
#include "bpmn/graph/builder.hpp"
#include "bpmn/graph/parts.hpp"

namespace baton::bpmn {

namespace {

struct Row {
  Tag global;
  Tag task;
};

constexpr std::array<Row, 5> kGlobalTasks = {{
    {Tag::global_task, Tag::task},
    {Tag::global_manual_task, Tag::manual_task},
    {Tag::global_user_task, Tag::user_task},
    {Tag::global_script_task, Tag::script_task},
    {Tag::global_business_rule_task, Tag::business_rule_task},
}};

Node make_node(NodeKind kind, Element element, std::string id) {
  Node node;
  node.kind = kind;
  node.element_id = std::move(id);
  node.name = element.attribute("name");
  node.documentation = read_documentation(element);
  node.line = element.line();
  return node;
}

// The id is the activity's, since that is what clients look for; the process is found by its key.
Node make_process(Element element, Compiler& compiler) {
  Node process = make_node(NodeKind::process, element, std::string(element.id()) + "#process");
  process.id = kProcessNode;
  process.is_scope = true;
  process.data = read_data(element, compiler);
  process.children = {1};
  process.none_start = 1;
  process.initial_nodes = {1};
  return process;
}

Node make_task(const ProcessView& view, Element element, Tag tag, Compiler& compiler) {
  ProcessView::Node from;
  from.element = element;
  from.tag = tag;
  from.scope = 0;
  Node task = make_node(kind_of(from), element, std::string(element.id()));
  task.id = 1;
  task.parent = kProcessNode;
  const AsyncMarks marks = read_async_marks(element);
  task.async_before = marks.before;
  task.async_after = marks.after;
  task.exclusive = marks.exclusive;
  task.retry_cycle = read_retry_cycle(element, compiler);
  task.job_priority = compiler.text(element, element.vendor("jobPriority"));
  task.listeners = read_execution_listeners(element, compiler);
  task.io = read_io_mapping(element, compiler);
  task.properties = read_properties(element);
  read_activity(view, from, task, compiler);
  task.activity_type = activity_type_of(from, !std::holds_alternative<std::monostate>(task.work));
  task.is_scope = opens_scope(view, from, task, false, false);
  return task;
}

}  // namespace

std::vector<std::shared_ptr<const ProcessGraph>> build_global_tasks(const Model& model, Compiler& compiler) {
  std::vector<std::shared_ptr<const ProcessGraph>> graphs;
  for (const Row& row : kGlobalTasks) {
    for (const Element& element : model.all(row.global)) {
      if (element.id().empty()) continue;
      const ProcessView view(element);
      ProcessAttributes attributes = read_process_attributes(element, compiler);
      attributes.executable = true;
      std::vector<Node> nodes;
      nodes.push_back(make_process(element, compiler));
      nodes.push_back(make_task(view, element, row.task, compiler));
      graphs.push_back(std::make_shared<const ProcessGraph>(std::move(attributes), std::move(nodes), std::vector<Flow>{}));
    }
  }
  return graphs;
}

}  // namespace baton::bpmn
