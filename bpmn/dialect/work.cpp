#include <fmt/format.h>

#include <array>

#include "bpmn/dialect/readers.hpp"
#include "bpmn/dialect/topic.hpp"

namespace baton::bpmn {

namespace {

std::string result_variable(Element element) {
  auto name = element.vendor("resultVariable");
  if (!name) name = element.vendor("resultVariableName");
  return std::string(name.value_or(""));
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

ExternalTaskWork read_external(Element element, Compiler& compiler) {
  ExternalTaskWork work;
  work.topic = compiler.text(element, element.vendor("topic"));
  work.priority = compiler.text(element, element.vendor("taskPriority"));
  for (const Element& definition : element.extensions("errorEventDefinition")) {
    if (!definition.has("errorRef")) continue;
    const Element error = element.model().resolve(definition.attribute("errorRef"));
    ExternalTaskWork::ErrorMapping mapping;
    mapping.condition = compiler.text(definition, definition.find_attribute("expression"));
    mapping.code = error.tag() == Tag::error ? error.attribute("errorCode") : definition.attribute("errorRef");
    if (error.tag() == Tag::error) mapping.message = compiler.text(definition, error.vendor("errorMessage"));
    work.errors.push_back(std::move(mapping));
  }
  return work;
}

// The version that a binding asks for: attribute `name` + "Version" or "VersionTag".
Expression read_version(Element element, const std::string& name, std::string_view binding, Compiler& compiler) {
  return compiler.text(element, element.vendor(name + (binding == "versionTag" ? "VersionTag" : "Version")));
}

DecisionWork read_decision(Element task, Compiler& compiler) {
  DecisionWork work;
  work.decision = compiler.text(task, task.vendor("decisionRef"));
  work.binding = task.vendor("decisionRefBinding").value_or("latest");
  work.version = read_version(task, "decisionRef", work.binding, compiler);
  work.tenant = compiler.text(task, task.vendor("decisionRefTenantId"));
  work.result_variable = result_variable(task);
  work.map_result = task.vendor("mapDecisionResult").value_or("resultList");
  return work;
}

// What only a Java engine can run, in the order in which it looks for them.
std::pair<std::string_view, std::string_view> foreign_code(Element element) {
  for (const std::string_view name : {"class", "delegateExpression"}) {
    const auto value = element.vendor(name);
    if (value && !is_blank(*value)) return {name, *value};
  }
  return {};
}

void add_candidates(std::string_view text, Element at, UserTaskWork& work, Compiler& compiler) {
  const auto inner = [&](std::string_view entry, std::size_t prefix) {
    return compiler.text(at, entry.substr(prefix, entry.size() - prefix - 1));
  };
  for (const std::string& entry : split_list(text)) {
    if (entry.starts_with("user(") && entry.back() == ')') {
      work.candidate_users.push_back(inner(entry, 5));
    } else if (entry.starts_with("group(") && entry.back() == ')') {
      work.candidate_groups.push_back(inner(entry, 6));
    } else {
      work.candidate_groups.push_back(compiler.text(at, entry));
    }
  }
}

std::vector<Expression> read_list(Element element, std::string_view attribute, Compiler& compiler) {
  std::vector<Expression> list;
  for (const std::string& entry : split_list(element.vendor(attribute).value_or(""))) {
    list.push_back(compiler.text(element, entry));
  }
  return list;
}

std::string worker_advice(std::string topic) {
  return fmt::format("Make it an external task (type=\"external\", topic=\"{}\") with a worker", topic);
}

}  // namespace

Work unavailable(Element owner, std::string what, std::string_view advice, Compiler& compiler) {
  compiler.warn(owner, "not-runnable",
                compiler.lenient()
                    ? fmt::format("{} cannot run here; an external task of topic '{}' takes its place", what, owner.id())
                    : fmt::format("{} cannot run here; executing it will fail. {}", what, advice));
  if (!compiler.lenient()) return UnavailableWork{std::move(what)};
  ExternalTaskWork work;
  work.topic = compiler.text(owner, owner.id());
  return work;
}

Work read_service_work(Element implementation, Element owner, Compiler& compiler) {
  if (implementation.tag() == Tag::business_rule_task && implementation.vendor("decisionRef")) {
    return read_decision(implementation, compiler);
  }
  if (const auto type = implementation.vendor("type")) {
    if (*type == "external") return read_external(implementation, compiler);
    return unavailable(owner, fmt::format("A task of type '{}'", *type), worker_advice(std::string(*type)), compiler);
  }
  if (const auto [name, code] = foreign_code(implementation); !name.empty()) {
    return unavailable(owner, fmt::format("Java {} '{}'", name, code), worker_advice(suggested_topic(code)), compiler);
  }
  const auto expression = implementation.vendor("expression");
  if (expression && !is_blank(*expression)) {
    return ExpressionWork{compiler.text(implementation, *expression), result_variable(implementation)};
  }
  if (const Element connector = implementation.extension("connector")) {
    const std::string id = connector.child("connectorId").trimmed_text();
    return unavailable(owner, fmt::format("Connector '{}'", id), worker_advice(id), compiler);
  }
  return std::monostate();
}

Work read_script_work(Element task, Compiler& compiler) {
  if (const auto resource = task.vendor("resource")) {
    return unavailable(task, fmt::format("A script of resource '{}'", *resource), "Write it into the diagram", compiler);
  }
  auto format = task.find_attribute("scriptFormat");
  if (!format) format = task.find_attribute("scriptLanguage");  // a global script task's
  const std::string_view language = format.value_or("juel");
  bool known = true;
  try {
    Expression script = Expression::compile_script(language, task.child(Tag::script).text(), known);
    if (known) return ScriptWork{std::move(script), result_variable(task)};
  } catch (const SyntaxError& error) {
    compiler.report(Severity::error, task, "expression-syntax",
                    fmt::format("Error in the {} script at position {}: {}", language, error.position, error.message));
    return std::monostate();
  }
  return unavailable(task, fmt::format("A script in '{}'", language), "Write it in JavaScript, or make it an external task",
                     compiler);
}

Work read_user_task_work(Element task, Compiler& compiler) {
  UserTaskWork work;
  const Element performer = task.child(Tag::human_performer).child(Tag::resource_assignment_expression);
  if (const Element expression = performer.child(Tag::formal_expression)) {
    work.assignee = compiler.content(expression);
  } else {
    work.assignee = compiler.text(task, task.vendor("assignee"));
  }
  for (const Element& owner : task.children(Tag::potential_owner)) {
    const Element expression = owner.child(Tag::resource_assignment_expression).child(Tag::formal_expression);
    if (expression) add_candidates(expression.text(), expression, work, compiler);
  }
  const auto add = [](std::vector<Expression>& list, std::vector<Expression> more) {
    list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  add(work.candidate_users, read_list(task, "candidateUsers", compiler));
  add(work.candidate_groups, read_list(task, "candidateGroups", compiler));
  work.due_date = compiler.text(task, task.vendor("dueDate"));
  work.follow_up_date = compiler.text(task, task.vendor("followUpDate"));
  work.priority = compiler.text(task, task.vendor("priority"));
  work.name = compiler.text(task, task.find_attribute("name"));
  work.description = compiler.text(task, read_documentation(task));
  work.form = read_form(task, compiler);
  work.listeners = read_task_listeners(task, compiler);
  return work;
}

Work read_call_work(Element call, Compiler& compiler) {
  if (const auto case_ref = call.vendor("caseRef")) {
    return unavailable(call, fmt::format("CMMN case '{}'", *case_ref), "Draw the case as a process", compiler);
  }
  for (const char* name : {"variableMappingClass", "variableMappingDelegateExpression"}) {
    if (const auto value = call.vendor(name)) {
      return unavailable(call, fmt::format("Java {} '{}'", name, *value), "Write in and out mappings", compiler);
    }
  }
  CallWork work;
  work.called_element = compiler.text(call, call.find_attribute("calledElement"));
  work.binding = call.vendor("calledElementBinding").value_or("latest");
  work.version = read_version(call, "calledElement", work.binding, compiler);
  const auto tenant = call.vendor("calledElementTenantId");
  work.has_tenant = tenant && !tenant->empty();
  work.tenant = compiler.text(call, tenant);
  work.in = read_variable_mappings(call, "in", compiler);
  work.out = read_variable_mappings(call, "out", compiler);
  return work;
}

}  // namespace baton::bpmn
