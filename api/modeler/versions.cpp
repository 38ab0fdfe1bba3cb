// Versions of files: what they hold, how they differ, and bringing them back.
#include <fmt/format.h>

#include <charconv>

#include "api/dto/columns.hpp"
#include "api/modeler/answers.hpp"
#include "api/modeler/lists.hpp"
#include "api/modeler/deploying.hpp"
#include "api/modeler/operation.hpp"
#include "api/modeler/revision.hpp"
#include "api/resources/body.hpp"
#include "bpmn/bpmn.hpp"
#include "bpmn/diff/report.hpp"
#include "bpmn/layout/layout.hpp"
#include "bpmn/render/render.hpp"
#include "modeler/kinds.hpp"

namespace baton::api {

namespace {

using query::by;
namespace c = col::model_version;
using ModelPtr = std::shared_ptr<const bpmn::Model>;

[[noreturn]] void refuse(std::string message) { throw HttpError{400, "InvalidRequestException", std::move(message)}; }

Response list(const Request& request, Context& context) {
  static const query::SortTable sorting = {by("version", c::number), by("time", c::time), by("author", c::author, true), by("size", c::size)};
  const Where of_file = where::eq(c::file_id, Cell{context.workspace->file(request.value("file")).id});
  query::Criteria criteria = query::sort_from_url(request.query, sorting);
  if (criteria.empty()) criteria.push_back({Sort{c::number, true}, nullptr});  // the newest first
  Json versions = Json::array();
  for (const Row& row : query::select(TableId::model_version, of_file, criteria, query::page_of(request), context.engine.store())) {
    versions.push_back(version_dto(ModelVersion::from_row(row), request));
  }
  return Response::json(versions);
}

Response get(const Request& request, Context& context) {
  const ModelVersion version = model_version_of(request, context);
  Json body = version_dto(version, request);
  body["deployments"] = deployments_of(version, context);
  return Response::json(body);
}

Response content(const Request& request, Context& context) {
  const ModelVersion version = model_version_of(request, context);
  return content_response(context.workspace->bytes_of(version), version.path, tag_of(version.digest), request);
}

Response findings(const Request& request, Context& context) {
  const ModelVersion version = model_version_of(request, context);
  return Response::json(findings_dto(modeler::Workspace::check(version.path, context.workspace->bytes_of(version), request.flag("lenient"))));
}

ModelPtr diagram_of(const ModelVersion& version, Context& context) {
  if (modeler::kind_of(version.path).name != "bpmn") refuse(fmt::format("'{}' is no BPMN diagram", version.path));
  auto model = bpmn::read(context.workspace->bytes_of(version)).model;
  if (!model) refuse(fmt::format("Version {} of '{}' cannot be read as BPMN", version.number, version.path));
  return model;
}

Response picture(const Request& request, Context& context) {
  const ModelPtr model = diagram_of(model_version_of(request, context), context);
  return Response::text(bpmn::render_svg(bpmn::laid_out_scenes(*model, request.flag("anew"))), "image/svg+xml");
}

// By ?format=, else by what the client accepts.
std::string format_of(const Request& request) {
  if (const auto format = request.param("format")) return *format;
  const auto accept = request.headers.find("accept");
  if (accept == request.headers.end() || accept->second.find("json") != std::string::npos) return "json";
  if (accept->second.find("image/svg") != std::string::npos) return "svg";
  return accept->second.rfind("text/plain", 0) == 0 ? "text" : "json";
}

Response changes(const Request& request, Context& context) {
  const ModelVersion from = model_version_of(request, context);
  const ModelVersion to = model_version(request.param("otherFile").value_or(from.file_id), request.value("other"), context);
  const ModelPtr before = diagram_of(from, context), after = diagram_of(to, context);
  const bpmn::Difference difference = bpmn::difference(*before, *after);
  const std::string format = format_of(request);
  if (format == "svg") return Response::text(bpmn::to_svg(difference, *before, *after), "image/svg+xml");
  if (format == "text") return Response::text(bpmn::to_text(difference), "text/plain; charset=utf-8");
  if (format != "json") refuse("format is 'json', 'text' or 'svg', not '" + format + "'");
  Json body = bpmn::to_json(difference);
  body["identical"] = from.digest == to.digest;  // byte for byte
  return Response::json(body);
}

Response restore(const Request& request, Context& context) {
  const Json json = request.json();
  const modeler::Seen seen = seen_by(request, true, body::text_or_empty(json, "author"));
  const ModelVersion version = model_version_of(request, context);
  std::optional<std::string> comment = body::text(json, "comment");
  if (!comment) comment = fmt::format("Version {} again", version.number);
  return answer(context.workspace->restore(version.file_id, version.number, std::move(comment), seen), request);
}

}  // namespace

ModelVersion model_version(const std::string& file_id, const std::string& number, Context& context) {
  if (number == "latest") return context.workspace->version(file_id, context.workspace->file(file_id).version);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc() || end != number.data() + number.size()) refuse("A version is a number or 'latest', not '" + number + "'");
  return context.workspace->version(file_id, value);
}

ModelVersion model_version_of(const Request& request, Context& context) { return model_version(request.value("file"), request.value("version"), context); }

const Operations& modeler_version_operations() {
  static const std::vector<QueryParameter> formats{{"format", "string", "json, text or svg; default: what is accepted, JSON."},
                                                   {"otherFile", "string", "The file that the other version belongs to; default: the same."}};
  static const std::vector<QueryParameter> lenience{{"lenient", "boolean", "Check as a lenient deployment does."}};
  static const std::vector<QueryParameter> anew{{"anew", "boolean", "Forget what the file draws and lay out everything."}};
  static const Operations table = {
      {"GET", "/modeler/files/{file}/versions", list, "listVersions", "Lists a file's versions, the newest first.", BodyKind::none, "", "Version[]", 200, false,
       listed({}, "version, time, author or size.")},
      {"GET", "/modeler/files/{file}/versions/{version}", get, "getVersion", "Answers a version and where it was deployed.", BodyKind::none, "", "VersionDetails"},
      {"GET", "/modeler/files/{file}/versions/{version}/content", content, "getVersionContent", "Answers a version byte for byte.", BodyKind::none, "", "*/*"},
      {"GET", "/modeler/files/{file}/versions/{version}/findings", findings, "getFindings", "Checks a version.", BodyKind::none, "", "Findings", 200, false, lenience},
      {"GET", "/modeler/files/{file}/versions/{version}/svg", picture, "getPicture", "Draws a diagram; what its file does not draw is laid out.", BodyKind::none, "",
       "image/svg+xml", 200, false, anew},
      {"GET", "/modeler/files/{file}/versions/{version}/diff/{other}", changes, "diffVersions", "Says what is different in the other version of a diagram.", BodyKind::none, "",
       "Difference", 200, false, formats},
      {"POST", "/modeler/files/{file}/versions/{version}/restore", restore, "restoreVersion", "Saves an old version's content as the newest.", BodyKind::json, "Comment",
       "SavedFile", 200, true},
      {"POST", "/modeler/files/{file}/versions/{version}/deploy", deploy_version, "deployVersion", "Deploys a version, and other files with it.", BodyKind::json, "DeploymentWish",
       "Deployed"},
  };
  return table;
}

}  // namespace baton::api
