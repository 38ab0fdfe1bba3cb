#include "runtime/engine/engine_impl.hpp"

namespace baton {

namespace {

constexpr const char* kOfTheEngine[] = {"failedJob", "failedExternalTask"};

}  // namespace

Incident Engine::create_incident(const std::string& execution_id, const std::string& type,
                                 std::optional<std::string> configuration, std::optional<std::string> message) {
  if (type.empty()) refuse(ErrorCode::bad_request, "incidentType is null");
  const auto root_id = impl_->root_of_execution(execution_id);
  if (!root_id) refuse(ErrorCode::bad_request, "Cannot find an execution with executionId '{}': execution is null", execution_id);
  Incident created;
  impl_->command(*root_id, {}, [&](Session& session) {
    ExecutionState* execution = session.instance().find_execution(execution_id);
    if (!execution) {
      refuse(ErrorCode::bad_request, "Cannot find an execution with executionId '{}': execution is null", execution_id);
    }
    if (execution->node == bpmn::kNoNode) refuse(ErrorCode::bad_request, "Execution must be related to an activity");
    Incident incident;
    incident.type = type;
    incident.configuration = configuration;
    incident.message = message;
    created = session.create_incident(execution, std::move(incident)).row;
  });
  return created;
}

void Engine::resolve_incident(const std::string& id) {
  const auto incident = impl_->store.get<Incident>(id);
  if (!incident) refuse(ErrorCode::not_found, "Cannot find an incident with id '{}': incident is null", id);
  for (const char* type : kOfTheEngine) {
    if (incident->type == type) refuse(ErrorCode::bad_request, "Cannot resolve an incident of type {}", type);
  }
  impl_->command(incident->root_id, {}, [&](Session& session) {
    IncidentRecord* record = session.instance().find_incident(id);
    if (!record) refuse(ErrorCode::not_found, "Cannot find an incident with id '{}': incident is null", id);
    session.remove_incident(*record, "resolved");
  });
}

void Engine::annotate_incident(const std::string& id, std::optional<std::string> annotation) {
  const auto incident = impl_->store.get<Incident>(id);
  if (!incident) refuse(ErrorCode::bad_request, "incident is null");
  if (!incident->root_id.empty()) {
    return impl_->command(incident->root_id, {}, [&](Session& session) {
      IncidentRecord* record = session.instance().find_incident(id);
      if (!record) refuse(ErrorCode::bad_request, "incident is null");
      record->row.annotation = annotation;
      session.touch(*record);
    });
  }
  Batch batch;
  batch.patch(TableId::incident, id, {{col::incident::annotation, cell::put(annotation)}});
  batch.patch(TableId::historic_incident, id, {{col::historic_incident::annotation, cell::put(annotation)}});
  impl_->commit(std::move(batch));
}

}  // namespace baton
