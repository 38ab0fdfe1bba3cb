// Attachments of tasks: a URL or bytes (camunda7-rest A.5). They touch nothing that runs.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "api/dto/note.hpp"
#include "api/routes.hpp"
#include "api/http/router.hpp"
#include "api/query/removal_times.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

std::optional<HistoricTask> find_task(const Request& request, Context& context) {
  return context.engine.store().get<HistoricTask>(request.value("id"));
}

std::optional<Attachment> find(const Request& request, Context& context) {
  auto row = context.engine.store().get<Attachment>(request.value("attachment"));
  if (!row || row->task_id != request.value("id")) return std::nullopt;
  return row;
}

[[noreturn]] void missing(const char* format, const Request& request) {
  throw HttpError{404, "InvalidRequestException",
                  fmt::format(fmt::runtime(format), fmt::arg("attachment", request.value("attachment")),
                              fmt::arg("task", request.value("id")))};
}

Response list(const Request& request, Context& context) {
  if (!find_task(request, context)) {
    throw HttpError{404, "InvalidRequestException", "No task found for task id " + request.value("id")};
  }
  const Query query{TableId::attachment, where::eq(col::attachment::task_id, Cell{request.value("id")})};
  Json attachments = Json::array();
  for (const Attachment& row : context.engine.store().all<Attachment>(query)) attachments.push_back(attachment_dto(row));
  query::fill_removal_times(attachments, context.engine.store());
  return Response::json(attachments);
}

Response get(const Request& request, Context& context) {
  const auto row = find(request, context);
  if (!row) missing("Task attachment with id {attachment} does not exist for task id '{task}'.", request);
  return Response::json(query::with_removal_time(attachment_dto(*row), context.engine.store()));
}

Response get_data(const Request& request, Context& context) {
  auto row = find(request, context);
  if (!row || row->url) {
    missing("Attachment content for attachment with id '{attachment}' does not exist for task id '{task}'.", request);
  }
  return Response::text(std::move(row->content), "application/octet-stream");
}

// The parts of an upload and the columns that they fill.
using Fill = void (*)(Attachment&, const Part&);
const std::map<std::string, Fill>& parts() {
  static const std::map<std::string, Fill> table = {
      {"attachment-name", [](Attachment& row, const Part& part) { row.name = part.bytes; }},
      {"attachment-description", [](Attachment& row, const Part& part) { row.description = part.bytes; }},
      {"attachment-type", [](Attachment& row, const Part& part) { row.type = part.bytes; }},
      {"url", [](Attachment& row, const Part& part) { row.url = part.bytes; }},
      {"content", [](Attachment& row, const Part& part) { row.content = part.bytes; }},
  };
  return table;
}

Response create(const Request& request, Context& context) {
  const auto task = find_task(request, context);
  if (!task) throw HttpError{400, "InvalidRequestException", "No task found for task id " + request.value("id")};
  Attachment row;
  bool has_content = false;
  for (const Part& part : request.parts()) {
    const auto found = parts().find(part.name);
    if (found == parts().end()) continue;
    found->second(row, part);
    has_content = has_content || part.name == "content";
  }
  if (!has_content && !row.url) {
    throw HttpError{400, "InvalidRequestException",
                    "No content or url to remote content exists to create the task attachment."};
  }
  if (has_content) row.url.reset();
  row.id = context.ids->next();
  row.root_id = task->root_id;
  row.process_instance_id = task->process_instance_id;
  row.task_id = task->id;
  row.time = context.engine.now();
  Batch batch;
  batch.insert(row);
  context.engine.store().commit(std::move(batch));
  return Response::json(attachment_dto(row, &request));
}

Response remove(const Request& request, Context& context) {
  const auto row = find(request, context);
  if (!row) {
    missing("Deletion is not possible. No attachment exists for task id '{task}' and attachment id '{attachment}'.",
            request);
  }
  Batch batch;
  batch.remove(TableId::attachment, row->id);
  context.engine.store().commit(std::move(batch));
  return Response::no_content();
}

}  // namespace

void add_attachment_routes(Router& router) {
  router.add("GET", "/task/{id}/attachment", list);
  router.add("POST", "/task/{id}/attachment/create", create);
  router.add("GET", "/task/{id}/attachment/{attachment}", get);
  router.add("GET", "/task/{id}/attachment/{attachment}/data", get_data);
  router.add("DELETE", "/task/{id}/attachment/{attachment}", remove);
}

}  // namespace baton::api
