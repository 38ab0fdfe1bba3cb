// What workers report about external tasks, and what operators change on them.
#include "runtime/engine/engine_impl.hpp"

namespace baton {

namespace {

constexpr const char* kCompleted = "completed";

void check_worker_id(const std::string& worker_id) {
  if (worker_id.empty()) refuse(ErrorCode::null_value, "workerId is null");
}

// The last worker that locked it may go on, also when the lock has run out meanwhile.
void check_worker(const ExternalTask& task, const std::string& worker_id, const char* what) {
  if (task.worker_id == worker_id) return;
  refuse(ErrorCode::bad_request, "External Task {} cannot be {} by worker '{}'. It is locked by worker '{}'.", task.id,
         what, worker_id, task.worker_id.value_or("null"));
}

void check_active(const ExternalTask& task) {
  if (task.suspended) {
    refuse(ErrorCode::suspended, "ExternalTask with id '{}' is suspended", task.id);
  }
}

void check_positive(const char* name, std::int64_t value) {
  if (value <= 0) refuse(ErrorCode::bad_request, "{} is not greater than 0: {}", name, value);
}

}  // namespace

void Engine::Impl::with_external_task(const std::string& id,
                                      const std::function<void(Session&, ExternalTaskRecord&)>& work) {
  const auto root_id = root_of(TableId::external_task, id);
  if (!root_id) refuse(ErrorCode::not_found, "Cannot find external task with id {}: externalTask is null", id);
  command(*root_id, {}, [&](Session& session) {
    ExternalTaskRecord* task = session.instance().find_external_task(id);
    if (!task) refuse(ErrorCode::not_found, "Cannot find external task with id {}: externalTask is null", id);
    work(session, *task);
  });
}

void Engine::complete_external_task(const std::string& id, const std::string& worker_id, Variables variables,
                                    Variables local_variables) {
  check_worker_id(worker_id);
  impl_->with_external_task(id, [&](Session& session, ExternalTaskRecord& task) {
    check_worker(task.row, worker_id, kCompleted);
    check_active(task.row);
    session.complete_external_task(task, variables, local_variables);
  });
}

void Engine::fail_external_task(ExternalFailure failure) {
  check_worker_id(failure.worker_id);
  if (failure.retries < 0) refuse(ErrorCode::process_engine, "retries must be greater than or equal to 0: {}", failure.retries);
  if (failure.retry_timeout_ms < 0) {
    refuse(ErrorCode::process_engine, "retryDuration must be greater than or equal to 0: {}", failure.retry_timeout_ms);
  }
  impl_->with_external_task(failure.task_id, [&](Session& session, ExternalTaskRecord& task) {
    check_worker(task.row, failure.worker_id, "failed");
    check_active(task.row);
    session.fail_external_task(task, failure);
  });
}

void Engine::external_task_bpmn_error(const std::string& id, const std::string& worker_id, const std::string& code,
                                      std::optional<std::string> message, Variables variables) {
  check_worker_id(worker_id);
  if (code.empty()) refuse(ErrorCode::null_value, "errorCode is null");
  impl_->with_external_task(id, [&](Session& session, ExternalTaskRecord& task) {
    check_worker(task.row, worker_id, "failed with a BPMN error");
    check_active(task.row);
    session.external_task_bpmn_error(task, code, message, variables);
  });
}

void Engine::extend_lock(const std::string& id, const std::string& worker_id, std::int64_t duration_ms) {
  check_positive("lockTime", duration_ms);
  check_worker_id(worker_id);
  impl_->with_external_task(id, [&](Session& session, ExternalTaskRecord& task) {
    check_worker(task.row, worker_id, "extended");
    check_active(task.row);
    if (task.row.lock_expiration.value_or(0) <= session.now()) {
      refuse(ErrorCode::bad_request, "Cannot extend a lock that expired: external task {}", id);
    }
    task.row.lock_expiration = session.now() + duration_ms;
    session.touch(task);
  });
}

void Engine::lock_external_task(const std::string& id, const std::string& worker_id, std::int64_t duration_ms) {
  check_worker_id(worker_id);
  check_positive("lockDuration", duration_ms);
  impl_->with_external_task(id, [&](Session& session, ExternalTaskRecord& task) {
    const bool is_locked = task.row.lock_expiration.value_or(0) > session.now();
    if (is_locked) check_worker(task.row, worker_id, "locked");
    task.row.worker_id = worker_id;
    task.row.lock_expiration = session.now() + duration_ms;
    session.touch(task);
  });
}

void Engine::unlock_external_task(const std::string& id) {
  impl_->with_external_task(id, [&](Session& session, ExternalTaskRecord& task) {
    task.row.worker_id.reset();
    task.row.lock_expiration.reset();
    session.touch(task);
    session.effects().external_topics.push_back(task.row.topic);
  });
}

void Engine::set_external_task_retries(const std::vector<std::string>& ids, std::int64_t retries) {
  if (ids.empty()) refuse(ErrorCode::bad_request, "externalTaskIds is empty");
  if (retries < 0) refuse(ErrorCode::bad_request, "The number of retries cannot be negative");
  for (const std::string& id : ids) {
    impl_->with_external_task(id, [&](Session& session, ExternalTaskRecord& task) { session.set_external_retries(task, retries); });
  }
}

void Engine::set_external_task_priority(const std::string& id, std::int64_t priority) {
  impl_->with_external_task(id, [&](Session& session, ExternalTaskRecord& task) {
    task.row.priority = priority;
    session.touch(task);
  });
}

}  // namespace baton
