#include "api/resources/values_scope.hpp"

namespace baton::api {

std::optional<Value> ValuesScope::variable(std::string_view name) const {
  const auto found = values_.find(std::string(name));
  if (found == values_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> ValuesScope::variable_names() const {
  std::vector<std::string> names;
  for (const auto& [name, value] : values_) names.push_back(name);
  return names;
}

Value ValuesScope::run_script(const Expression&) {
  throw EvaluationError{"A script cannot be evaluated where a form is only looked at", {}, {}};
}

}  // namespace baton::api
