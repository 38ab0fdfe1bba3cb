#include "api/modeler/answers.hpp"

#include <fmt/format.h>

#include "api/dto/columns.hpp"
#include "api/http/errors.hpp"
#include "api/modeler/revision.hpp"
#include "api/resources/media_type.hpp"

namespace baton::api {

namespace {

Json link(const Request& request, const char* rel, const std::string& path) {
  return {{"method", "GET"}, {"href", request.base_url + path}, {"rel", rel}};
}

std::string file_path(const std::string& id) { return "/modeler/files/" + id; }

std::string name_of(bpmn::Severity severity) {
  switch (severity) {
    case bpmn::Severity::error: return "error";
    case bpmn::Severity::warning: return "warning";
    case bpmn::Severity::info: return "info";
  }
  return "info";
}

Json finding_dto(const bpmn::Finding& finding) {
  return {{"rule", finding.rule},
          {"severity", name_of(finding.severity)},
          {"message", finding.message},
          {"elementId", text_or_null(finding.element_id)},
          {"relatedIds", finding.related_ids},
          {"line", finding.line},
          {"column", finding.column}};
}

const char* state_of(std::int64_t errors) { return errors > 0 ? "draft" : "valid"; }

template <class Entity>
Response with_tag(Json body, const Entity& row, int status) {
  Response response = Response::json(body, status);
  response.headers.emplace_back("ETag", tag_of(row.revision));
  if (status == 201) response.headers.emplace_back("Location", body["links"][0]["href"].get<std::string>());
  return response;
}

}  // namespace

Json project_dto(const ModelProject& row, const Request& request) {
  const std::string path = "/modeler/projects/" + row.id;
  return {{"links", {link(request, "self", path), link(request, "files", path + "/files")}},
          {"id", row.id},
          {"name", row.name},
          {"description", text_or_null(row.description)},
          {"revision", row.revision},
          {"created", date(row.created)},
          {"createdBy", text_or_null(row.created_by)},
          {"updated", date(row.updated)},
          {"updatedBy", text_or_null(row.updated_by)},
          {"deleted", date_or_null(row.deleted)}};
}

Json model_file_dto(const ModelFile& row, const Request& request) {
  const std::string path = file_path(row.id);
  return {{"links", {link(request, "self", path), link(request, "content", path + "/content"), link(request, "versions", path + "/versions")}},
          {"id", row.id},
          {"projectId", row.project_id},
          {"path", row.path},
          {"name", row.path.substr(row.path.find_last_of('/') + 1)},
          {"kind", row.kind},
          {"mediaType", media_type(row.path)},
          {"revision", row.revision},
          {"version", row.version},
          {"state", state_of(row.errors)},
          {"errors", row.errors},
          {"warnings", row.warnings},
          {"size", row.size},
          {"digest", row.digest},
          {"created", date(row.created)},
          {"createdBy", text_or_null(row.created_by)},
          {"updated", date(row.updated)},
          {"updatedBy", text_or_null(row.updated_by)},
          {"deleted", date_or_null(row.deleted)}};
}

Json version_dto(const ModelVersion& row, const Request& request) {
  const std::string path = fmt::format("{}/versions/{}", file_path(row.file_id), row.number);
  return {{"links", {link(request, "self", path), link(request, "content", path + "/content")}},
          {"fileId", row.file_id},
          {"version", row.number},
          {"path", row.path},
          {"author", text_or_null(row.author)},
          {"comment", text_or_null(row.comment)},
          {"time", date(row.time)},
          {"state", state_of(row.errors)},
          {"errors", row.errors},
          {"warnings", row.warnings},
          {"size", row.size},
          {"digest", row.digest},
          {"restoredFrom", number_or_null(row.restored_from)}};
}

Json findings_dto(const bpmn::Findings& findings) {
  Json list = Json::array();
  int errors = 0, warnings = 0;
  for (const bpmn::Finding& finding : findings) {
    errors += finding.severity == bpmn::Severity::error;
    warnings += finding.severity == bpmn::Severity::warning;
    list.push_back(finding_dto(finding));
  }
  return {{"errors", errors}, {"warnings", warnings}, {"findings", std::move(list)}};
}

Response answer(const ModelProject& row, const Request& request, int status) { return with_tag(project_dto(row, request), row, status); }

Response answer(const ModelFile& row, const Request& request, int status) { return with_tag(model_file_dto(row, request), row, status); }

// A file's own counts are those of its newest version, which these findings are about.
Response answer(const modeler::Saved& saved, const Request& request, int status) {
  Json body = model_file_dto(saved.file, request);
  body["isNewVersion"] = saved.is_new_version;
  body["findings"] = findings_dto(saved.findings)["findings"];
  return with_tag(std::move(body), saved.file, status);
}

Response content_response(std::string bytes, const std::string& path, const std::string& tag, const Request& request) {
  Response response = has_tag(request, tag) ? Response::no_content() : file_response(std::move(bytes), path);
  if (response.status == 204) response.status = 304;
  response.headers.emplace_back("ETag", tag);
  return response;
}

Response refusal(const modeler::WorkspaceError& error) {
  struct Line {
    modeler::WorkspaceError::Kind kind;
    int status;
    const char* type;
  };
  using Kind = modeler::WorkspaceError::Kind;
  static constexpr Line kTable[] = {{Kind::not_found, 404, "NotFoundException"},
                                    {Kind::bad_value, 400, "InvalidRequestException"},
                                    {Kind::stale, 412, "OptimisticLockingException"},
                                    {Kind::conflict, 409, "ConflictException"},
                                    {Kind::too_large, 413, "PayloadTooLargeException"},
                                    {Kind::invalid, 422, "ParseException"}};
  for (const Line& line : kTable) {
    if (line.kind != error.kind) continue;
    if (error.kind != Kind::invalid) return error_response(line.status, line.type, error.message);
    Json body{{"type", line.type}, {"message", error.message}, {"code", nullptr}};
    body.update(findings_dto(error.findings));
    return Response::json(body, line.status);
  }
  return error_response(500, "ProcessEngineException", error.message);
}

}  // namespace baton::api
