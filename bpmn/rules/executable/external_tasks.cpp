#include <fmt/format.h>

#include <array>

#include "bpmn/rules/executable/implementation.hpp"
#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

bool is_external(Element element) { return element.vendor("type") == "external"; }

void topics_are_given(const View&, const View::Node& node, const Report& report) {
  const Element element = implementation_of(node);
  if (is_external(element) && !element.vendor("topic")) {
    report("External tasks must specify a 'topic' attribute in the camunda namespace");
  }
}

void error_definitions_have_expressions(const View&, const View::Node& node, const Report& report) {
  const Element element = implementation_of(node);
  if (!is_external(element)) return;
  for (const Element& definition : element.extensions("errorEventDefinition")) {
    if (!definition.has("expression")) {
      report(definition, "The error event definition of an external task must have an expression");
    }
  }
}

constexpr std::array<NodeRule, 2> kRules = {{
    {"external-task-topic", Verdict::incomplete, "An external task has a topic.", topics_are_given},
    {"external-task-error", Verdict::error, "The error definitions of external tasks have expressions.",
     error_definitions_have_expressions},
}};

}  // namespace

NodeRules external_task_rules() { return kRules; }

}  // namespace baton::bpmn::executable
