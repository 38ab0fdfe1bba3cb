#include "api/dto/note.hpp"

#include "api/dto/columns.hpp"

namespace baton::api {

namespace {

Json links(const Request* request, const std::string& path) {
  if (!request) return Json::array();
  return Json::array({{{"method", "GET"}, {"href", request->base_url + path}, {"rel", "self"}}});
}

}  // namespace

Json comment_dto(const Comment& row, const Request* link_for) {
  return Json{{"links", links(link_for, "/task/" + row.task_id + "/comment/" + row.id)},
              {"id", row.id},
              {"userId", text_or_null(row.user_id)},
              {"time", date(row.time)},
              {"taskId", text_or_null(row.task_id)},
              {"message", row.message},
              {"removalTime", nullptr},
              {"rootProcessInstanceId", text_or_null(row.root_id)},
              {"processInstanceId", text_or_null(row.process_instance_id)}};
}

Json attachment_dto(const Attachment& row, const Request* link_for) {
  return Json{{"links", links(link_for, "/task/" + row.task_id + "/attachment/" + row.id)},
              {"id", row.id},
              {"name", text_or_null(row.name)},
              {"description", text_or_null(row.description)},
              {"taskId", text_or_null(row.task_id)},
              {"type", text_or_null(row.type)},
              {"url", text_or_null(row.url)},
              {"createTime", date(row.time)},
              {"removalTime", nullptr},
              {"rootProcessInstanceId", text_or_null(row.root_id)}};
}

}  // namespace baton::api
