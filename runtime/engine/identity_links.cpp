// Who may or must deal with a task. Links of type assignee and owner are the task's own columns.
#include "runtime/engine/alone_tasks.hpp"
#include "runtime/engine/engine_impl.hpp"

namespace baton {

namespace {

bool is_column(const std::optional<std::string>& type) { return type == "assignee" || type == "owner"; }

std::optional<std::string>& column(Task& task, const std::string& type) {
  return type == "assignee" ? task.assignee : task.owner;
}

void check(const std::optional<std::string>& user, const std::optional<std::string>& group,
           const std::optional<std::string>& type) {
  if (user.has_value() == group.has_value()) {
    refuse(ErrorCode::bad_request, "Identity Link requires userId or groupId, but not both.");
  }
  if (group && is_column(type)) {
    refuse(ErrorCode::bad_request, "Incompatible usage: cannot use {} together with a groupId",
           type == "assignee" ? "ASSIGNEE" : "OWNER");
  }
}

bool is_same(const IdentityLink& link, const std::string& task_id, const std::optional<std::string>& user,
             const std::optional<std::string>& group, const std::optional<std::string>& type) {
  return link.task_id == task_id && link.user_id == user && link.group_id == group && link.type == type;
}

HistoricIdentityLink log_entry(const IdentityLink& link, const char* operation, const Caller& caller, IdSource& ids,
                               TimestampMs now) {
  HistoricIdentityLink log;
  log.id = ids.next();
  log.time = now;
  log.type = link.type;
  log.user_id = link.user_id;
  log.group_id = link.group_id;
  log.task_id = link.task_id;
  log.operation_type = operation;
  if (!caller.user_id.empty()) log.assigner_id = caller.user_id;
  log.tenant_id = link.tenant_id;
  return log;
}

void check_active(const Task& task) {
  if (task.suspended) refuse(ErrorCode::suspended, "task with id '{}' is suspended.", task.id);
}

}  // namespace

void Engine::add_identity_link(const std::string& task_id, std::optional<std::string> user,
                               std::optional<std::string> group, std::optional<std::string> type,
                               const Caller& caller) {
  user = none_if_empty(std::move(user));
  group = none_if_empty(std::move(group));
  check(user, group, type);
  if (is_column(type)) {
    return impl_->change_task(task_id, ErrorCode::not_found, [&](Task& task) { column(task, *type) = user; });
  }
  impl_->with_task(
      task_id, ErrorCode::not_found, {caller},
      [&](Session& session, TaskRecord& task) {
        check_active(task.row);
        IdentityLink link;
        link.task_id = task_id;
        link.user_id = user;
        link.group_id = group;
        link.type = type;
        link.tenant_id = task.row.tenant_id;
        session.create_identity_link(std::move(link), caller.user_id.c_str());
        session.change_task(task, [&](Task& changed) { changed.last_updated = session.now(); });
      },
      [&](Batch& batch, Task& task) {
        IdentityLink link;
        link.id = impl_->ids.next();
        link.task_id = task_id;
        link.user_id = user;
        link.group_id = group;
        link.type = type;
        link.tenant_id = task.tenant_id;
        batch.insert(link);
        batch.insert(log_entry(link, "add", caller, impl_->ids, now()));
      });
}

void Engine::remove_identity_link(const std::string& task_id, std::optional<std::string> user,
                                  std::optional<std::string> group, std::optional<std::string> type,
                                  const Caller& caller) {
  user = none_if_empty(std::move(user));
  group = none_if_empty(std::move(group));
  check(user, group, type);
  if (is_column(type)) {
    return impl_->change_task(task_id, ErrorCode::not_found, [&](Task& task) { column(task, *type).reset(); });
  }
  impl_->with_task(
      task_id, ErrorCode::not_found, {caller},
      [&](Session& session, TaskRecord& task) {
        check_active(task.row);
        std::vector<IdentityLinkRecord*> links;
        for (const auto& [id, link] : session.instance().identity_links) {
          if (is_same(link->row, task_id, user, group, type)) links.push_back(link.get());
        }
        for (IdentityLinkRecord* link : links) session.remove_identity_link(*link);
        if (!links.empty()) session.change_task(task, [&](Task& changed) { changed.last_updated = session.now(); });
      },
      [&](Batch& batch, Task&) {
        const Query query{TableId::identity_link, where::eq(col::identity_link::task_id, Cell{task_id})};
        for (const IdentityLink& link : impl_->store.all<IdentityLink>(query)) {
          if (!is_same(link, task_id, user, group, type)) continue;
          batch.remove(TableId::identity_link, link.id);
          batch.insert(log_entry(link, "delete", caller, impl_->ids, now()));
        }
      });
}

}  // namespace baton
