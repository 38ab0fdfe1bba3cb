#include "api/modeler/operation.hpp"

#include "api/modeler/answers.hpp"
#include "api/routes.hpp"
#include "modeler/error.hpp"

namespace baton::api {

Operations modeler_operations() {
  Operations all;
  for (const auto* table : {&modeler_project_operations(), &modeler_file_operations(), &modeler_version_operations(), &modeler_tool_operations()}) {
    all.insert(all.end(), table->begin(), table->end());
  }
  return all;
}

std::vector<QueryParameter> listed(std::vector<QueryParameter> own, const char* sort_keys) {
  own.push_back({"firstResult", "integer", "How many are left out at the beginning."});
  own.push_back({"maxResults", "integer", "How many are answered at most."});
  own.push_back({"sortBy", "string", sort_keys});
  own.push_back({"sortOrder", "string", "asc or desc."});
  return own;
}

void add_modeler_routes(Router& router) {
  for (const Operation& operation : modeler_operations()) {
    router.add(operation.method, operation.path, [handler = operation.handler](const Request& request, Context& context) {
      try {
        return handler(request, context);
      } catch (const modeler::WorkspaceError& error) {
        return refusal(error);
      }
    });
  }
}

}  // namespace baton::api
