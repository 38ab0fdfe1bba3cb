// Comments on tasks and process instances (camunda7-rest A.3, A.5). They touch nothing that runs: the rows are
// changed as they are.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "api/http/router.hpp"
#include "api/dto/note.hpp"
#include "api/query/removal_times.hpp"
#include "api/resources/body.hpp"
#include "api/routes.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

// What comments hang on: a task or a process instance, also one that has ended.
struct Subject {
  const char* name;           // in messages
  const char* id_in_message;  // "taskId"
  TableId history;
  int column;  // of comment
};

constexpr Subject kTask = {"task", "taskId", TableId::historic_task, col::comment::task_id};
constexpr Subject kInstance = {"process instance", "processInstanceId", TableId::historic_process_instance,
                               col::comment::process_instance_id};

void check_exists(const Subject& subject, const Request& request, Context& context, int status) {
  const std::string& id = request.value("id");
  if (context.engine.store().find(subject.history, id)) return;
  const std::string which = subject.column == col::comment::task_id ? "task id " : "id ";
  throw HttpError{status, "InvalidRequestException", fmt::format("No {} found for {}{}", subject.name, which, id)};
}

Where of_subject(const Subject& subject, const Request& request) {
  return where::eq(subject.column, Cell{request.value("id")});
}

std::optional<Comment> find(const Subject& subject, const Request& request, const std::string& id, Context& context) {
  const Query query{TableId::comment, where::all({of_subject(subject, request), where::eq(col::comment::id, Cell{id})})};
  auto rows = context.engine.store().all<Comment>(query);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

Response list(const Subject& subject, const Request& request, Context& context) {
  check_exists(subject, request, context, 404);
  Query query{TableId::comment, of_subject(subject, request)};
  query.sort.push_back({col::comment::time, true});
  Json comments = Json::array();
  for (const Comment& row : context.engine.store().all<Comment>(query)) comments.push_back(comment_dto(row));
  query::fill_removal_times(comments, context.engine.store());
  return Response::json(comments);
}

Response get(const Request& request, Context& context) {
  const auto row = find(kTask, request, request.value("comment"), context);
  if (!row) {
    throw HttpError{404, "InvalidRequestException",
                    fmt::format("Task comment with id {} does not exist for task id '{}'.", request.value("comment"),
                                request.value("id"))};
  }
  return Response::json(query::with_removal_time(comment_dto(*row), context.engine.store()));
}

Response create(const Request& request, Context& context) {
  check_exists(kTask, request, context, 400);
  const Json body = request.json();
  const auto message = body::text(body, "message");
  if (!message) throw HttpError{400, "InvalidRequestException", "Not enough parameters submitted", 0};
  Store& store = context.engine.store();
  Comment row;
  row.id = context.ids->next();
  row.task_id = request.value("id");
  row.process_instance_id = body::text_or_empty(body, "processInstanceId");
  if (const auto task = store.get<HistoricTask>(row.task_id)) row.root_id = task->root_id;
  row.user_id = request.caller.user_id;
  row.time = context.engine.now();
  row.message = *message;
  Batch batch;
  batch.insert(row);
  store.commit(std::move(batch));
  return Response::json(comment_dto(row, &request));
}

Response update(const Subject& subject, const Request& request, Context& context) {
  check_exists(subject, request, context, 404);
  const Json body = request.json();
  const auto refuse = [](std::string message) { throw HttpError{400, "InvalidRequestException", std::move(message)}; };
  const auto id = body::text(body, "id");
  const auto message = body::text(body, "message");
  if (!id) refuse("commentId is null");
  if (!message) refuse("message is null");
  if (!find(subject, request, *id, context)) {
    refuse(fmt::format("No comment exists with commentId: {} and {}: {}: comment is null", *id, subject.id_in_message,
                       request.value("id")));
  }
  Batch batch;
  batch.patch(TableId::comment, *id,
              {{col::comment::message, Cell{*message}}, {col::comment::user_id, cell::put(request.caller.user_id)}});
  context.engine.store().commit(std::move(batch));
  return Response::no_content();
}

Response remove(const Subject& subject, const Request& request, Context& context) {
  check_exists(subject, request, context, 404);
  const std::string& id = request.value("comment");
  if (!find(subject, request, id, context)) return Response::no_content();
  Batch batch;
  batch.remove(TableId::comment, id);
  context.engine.store().commit(std::move(batch));
  return Response::no_content();
}

Response remove_all(const Subject& subject, const Request& request, Context& context) {
  check_exists(subject, request, context, 404);
  Batch batch;
  batch.remove_where(TableId::comment, of_subject(subject, request));
  context.engine.store().commit(std::move(batch));
  return Response::no_content();
}

void add_for(Router& router, const std::string& path, const Subject& subject) {
  using Operation = Response (*)(const Subject&, const Request&, Context&);
  const auto add = [&](const char* method, const std::string& below, Operation operation) {
    router.add(method, below, [&subject, operation](const Request& request, Context& context) {
      return operation(subject, request, context);
    });
  };
  add("GET", path, list);
  add("PUT", path, update);
  add("DELETE", path, remove_all);
  add("DELETE", path + "/{comment}", remove);
}

}  // namespace

void add_comment_routes(Router& router) {
  add_for(router, "/task/{id}/comment", kTask);
  add_for(router, "/process-instance/{id}/comment", kInstance);
  router.add("POST", "/task/{id}/comment/create", create);
  router.add("GET", "/task/{id}/comment/{comment}", get);
}

}  // namespace baton::api
