#include "runtime/engine/definition_scope.hpp"

namespace baton {

std::optional<Value> DefinitionScope::variable(std::string_view name) const {
  const auto found = variables_.find(std::string(name));
  if (found == variables_.end()) return std::nullopt;
  return found->second.value;
}

std::vector<std::string> DefinitionScope::variable_names() const {
  std::vector<std::string> names;
  for (const auto& [name, value] : variables_) names.push_back(name);
  return names;
}

Value DefinitionScope::run_script(const Expression& script) {
  ScriptRequest request;
  request.source = script.source();
  for (const auto& [name, value] : variables_) request.variables[name] = value.value;
  ScriptResult result = scripts_.submit(std::move(request)).get();
  if (!result.error.empty()) throw EvaluationError{result.error, result.bpmn_error_code, result.bpmn_error_message};
  return result.value;
}

}  // namespace baton
