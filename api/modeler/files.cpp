// Files of projects, and their newest content.
#include <fmt/format.h>

#include "api/modeler/answers.hpp"
#include "api/modeler/lists.hpp"
#include "api/modeler/operation.hpp"
#include "api/modeler/revision.hpp"
#include "api/modeler/upload.hpp"
#include "api/query/conditions.hpp"
#include "api/resources/body.hpp"

namespace baton::api {

namespace {

using namespace query;
namespace c = col::model_file;

const Filter& filter() {
  static const Filter filter({{"projectId", Type::text, equal(c::project_id)},
                              {"path", Type::text, equal(c::path)},
                              {"pathLike", Type::text, like_ignoring_case(c::path)},
                              {"kind", Type::text, equal(c::kind)},
                              {"updatedBy", Type::text, equal(c::updated_by)},
                              {"updatedAfter", Type::date, after(c::updated)},
                              {"updatedBefore", Type::date, before(c::updated)},
                              {"drafts", Type::flag, when(where::compare(c::errors, Compare::gt, Cell{std::int64_t{0}}))}});
  return filter;
}

const std::vector<QueryParameter>& parameters() {
  static const std::vector<QueryParameter> all = {{"projectId", "string", "The project."},
                                                  {"path", "string", "The path."},
                                                  {"pathLike", "string", "Part of the path, with % and _."},
                                                  {"kind", "string", "bpmn, dmn, form or other."},
                                                  {"updatedBy", "string", "Who changed it last."},
                                                  {"updatedAfter", "string", "Changed after this time."},
                                                  {"updatedBefore", "string", "Changed before this time."},
                                                  {"drafts", "boolean", "Only those with errors."},
                                                  {"includeDeleted", "boolean", "Deleted ones as well."}};
  return all;
}

std::vector<QueryParameter> sorted() { return listed(parameters(), "path, created, updated, size or version."); }

Where of_project(const Request& request, Context& context) {
  return where::eq(c::project_id, Cell{context.workspace->project(request.value("project")).id});
}

Response list(const Request& request, Context& context) { return model_files().answer(request, nullptr, context); }
Response count(const Request& request, Context& context) { return model_files().count(request, nullptr, context); }
Response list_of_project(const Request& request, Context& context) { return model_files().answer(request, of_project(request, context), context); }

Response create(const Request& request, Context& context) {
  Upload upload = read_upload(request);
  const std::string author = author_of(request, upload.author);
  return answer(context.workspace->create_file(request.value("project"), upload.path, std::move(upload.content), author), request, 201);
}

// A client that asks for XML means the diagram.
bool wants_content(const ModelFile& row, const Request& request) {
  const auto accept = request.headers.find("accept");
  if (accept == request.headers.end() || accept->second.find("json") != std::string::npos) return false;
  return accept->second.find("xml") != std::string::npos && (row.kind == "bpmn" || row.kind == "dmn") && accept->second.find("html") == std::string::npos;
}

Response content_of(const ModelFile& row, const Request& request, Context& context) {
  return content_response(context.workspace->bytes_of(context.workspace->version(row.id, row.version)), row.path, tag_of(row.revision), request);
}

Response content(const Request& request, Context& context) { return content_of(context.workspace->file(request.value("file")), request, context); }

Response get(const Request& request, Context& context) {
  const ModelFile row = context.workspace->file(request.value("file"));
  if (wants_content(row, request)) return content_of(row, request, context);
  return answer(row, request);
}

Response save(const Request& request, Context& context) {
  Upload upload = read_upload(request);
  const modeler::Seen seen = seen_by(request, true, upload.author);
  return answer(context.workspace->save(request.value("file"), std::move(upload.content), seen), request);
}

Response move(const Request& request, Context& context) {
  const Json json = request.json();
  const modeler::Seen seen = seen_by(request, true, body::text_or_empty(json, "author"));
  return answer(context.workspace->move_file(request.value("file"), {body::text(json, "projectId"), body::text(json, "path")}, seen), request);
}

Response remove(const Request& request, Context& context) {
  const modeler::Seen seen = seen_by(request, true);
  if (!request.flag("purge")) return answer(context.workspace->delete_file(request.value("file"), seen), request);
  context.workspace->purge_file(request.value("file"), seen);
  return Response::no_content();
}

Response undelete(const Request& request, Context& context) {
  return answer(context.workspace->undelete_file(request.value("file"), seen_by(request, false)), request);
}

const std::vector<QueryParameter>& saving() {
  static const std::vector<QueryParameter> all = {{"comment", "string", "What this version is about."},
                                                  {"author", "string", "Who saves, when nobody is logged in."},
                                                  {"strict", "boolean", "Refuse content with errors (422) instead of keeping it as a draft."},
                                                  {"lenient", "boolean", "Check as a lenient deployment does."},
                                                  {"fmt", "boolean", "Bring a diagram into its canonical form first."}};
  return all;
}

std::vector<QueryParameter> creating() {
  std::vector<QueryParameter> all{{"path", "string", "Where in the project: orders/ship.bpmn. A form's file name stands in for it."}};
  all.insert(all.end(), saving().begin(), saving().end());
  return all;
}

}  // namespace

const ModelList<ModelFile>& model_files() {
  static const SortTable sorting = {by("path", c::path, true), by("created", c::created), by("updated", c::updated), by("size", c::size), by("version", c::version)};
  // What is in a deleted project is deleted with it.
  static const Where present = where::all({where::is_null(c::deleted), where::exists(TableId::model_project, col::model_project::id, c::project_id,
                                                                                      where::is_null(col::model_project::deleted))});
  static const ModelList<ModelFile> list{TableId::model_file, filter(), sorting, present, model_file_dto};
  return list;
}

const Operations& modeler_file_operations() {
  static const char* const one = "/modeler/files/{file}";
  static const std::vector<QueryParameter> removing{{"purge", "boolean", "Forget the file with all its versions. Nothing brings it back."}};
  static const Operations table = {
      {"GET", "/modeler/projects/{project}/files", list_of_project, "listFilesOfProject", "Lists a project's files.", BodyKind::none, "", "File[]", 200, false, sorted()},
      {"POST", "/modeler/projects/{project}/files", create, "createFile", "Saves a new file.", BodyKind::content, "", "SavedFile", 201, false, creating()},
      {"GET", "/modeler/files", list, "listFiles", "Lists files.", BodyKind::none, "", "File[]", 200, false, sorted()},
      {"GET", "/modeler/files/count", count, "countFiles", "Counts files.", BodyKind::none, "", "Count", 200, false, parameters()},
      {"GET", one, get, "getFile", "Answers what is known about a file, also a deleted one; its content to who accepts XML.", BodyKind::none, "", "File"},
      {"PUT", one, move, "moveFile", "Gives a file another path or project. It keeps its versions.", BodyKind::json, "FileMove", "File", 200, true},
      {"DELETE", one, remove, "deleteFile", "Deletes a file and keeps its versions.", BodyKind::none, "", "File", 200, true, removing},
      {"POST", "/modeler/files/{file}/undelete", undelete, "undeleteFile", "Takes a deletion back.", BodyKind::none, "", "File"},
      {"GET", "/modeler/files/{file}/content", content, "getContent", "Answers the newest version byte for byte.", BodyKind::none, "", "*/*"},
      {"PUT", "/modeler/files/{file}/content", save, "saveContent", "Saves a new version.", BodyKind::content, "", "SavedFile", 200, true, saving()},
  };
  return table;
}

}  // namespace baton::api
