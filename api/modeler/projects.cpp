// Projects of diagrams: what files are kept in.
#include <fmt/format.h>

#include "api/modeler/answers.hpp"
#include "api/modeler/lists.hpp"
#include "api/modeler/operation.hpp"
#include "api/modeler/revision.hpp"
#include "api/query/conditions.hpp"
#include "api/resources/body.hpp"

namespace baton::api {

namespace {

using namespace query;
namespace c = col::model_project;

const Filter& filter() {
  static const Filter filter({{"name", Type::text, equal(c::name)}, {"nameLike", Type::text, like_ignoring_case(c::name)}});
  return filter;
}

const ModelList<ModelProject>& projects() {
  static const SortTable sorting = {by("name", c::name, true), by("created", c::created), by("updated", c::updated)};
  static const ModelList<ModelProject> list{TableId::model_project, filter(), sorting, where::is_null(c::deleted), project_dto};
  return list;
}

const std::vector<QueryParameter>& parameters() {
  static const std::vector<QueryParameter> all = {{"name", "string", "The name."},
                                                  {"nameLike", "string", "Part of the name, with % and _."},
                                                  {"includeDeleted", "boolean", "Deleted ones as well."}};
  return all;
}

Response list(const Request& request, Context& context) { return projects().answer(request, nullptr, context); }
Response count(const Request& request, Context& context) { return projects().count(request, nullptr, context); }

Response create(const Request& request, Context& context) {
  const Json json = request.json();
  const auto name = body::text(json, "name");
  if (!name) throw HttpError{400, "InvalidRequestException", "The name of the project is missing"};
  const std::string author = author_of(request, body::text_or_empty(json, "author"));
  return answer(context.workspace->create_project(*name, body::text(json, "description"), author), request, 201);
}

Response get(const Request& request, Context& context) { return answer(context.workspace->project(request.value("project")), request); }

Response change(const Request& request, Context& context) {
  const Json json = request.json();
  const modeler::Seen seen = seen_by(request, true, body::text_or_empty(json, "author"));
  return answer(context.workspace->change_project(request.value("project"), {body::text(json, "name"), body::text(json, "description")}, seen), request);
}

Response remove(const Request& request, Context& context) {
  return answer(context.workspace->delete_project(request.value("project"), seen_by(request, true)), request);
}

Response undelete(const Request& request, Context& context) {
  return answer(context.workspace->undelete_project(request.value("project"), seen_by(request, false)), request);
}

}  // namespace

const Operations& modeler_project_operations() {
  static const char* const one = "/modeler/projects/{project}";
  static const Operations table = {
      {"GET", "/modeler/projects", list, "listProjects", "Lists projects.", BodyKind::none, "", "Project[]", 200, false, listed(parameters(), "name, created or updated.")},
      {"GET", "/modeler/projects/count", count, "countProjects", "Counts projects.", BodyKind::none, "", "Count", 200, false, parameters()},
      {"POST", "/modeler/projects", create, "createProject", "Makes a project.", BodyKind::json, "ProjectChange", "Project", 201},
      {"GET", one, get, "getProject", "Answers a project, also a deleted one.", BodyKind::none, "", "Project"},
      {"PUT", one, change, "changeProject", "Changes a project's name or description.", BodyKind::json, "ProjectChange", "Project", 200, true},
      {"DELETE", one, remove, "deleteProject", "Deletes a project; its files stay in it and come back with it.", BodyKind::none, "", "Project", 200, true},
      {"POST", "/modeler/projects/{project}/undelete", undelete, "undeleteProject", "Takes a deletion back.", BodyKind::none, "", "Project"},
  };
  return table;
}

}  // namespace baton::api
