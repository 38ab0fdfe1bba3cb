// Rows of history as JSON (camunda7-rest A.10).
#pragma once

#include "expression/value.hpp"
#include "runtime/store/entities.hpp"

namespace baton::api {

Json historic_process_instance_dto(const HistoricProcessInstance& row);
Json historic_activity_dto(const HistoricActivity& row);
Json historic_task_dto(const HistoricTask& row);
Json historic_variable_dto(const HistoricVariable& row, bool deserialize);
Json historic_incident_dto(const HistoricIncident& row);
Json historic_detail_dto(const HistoricDetail& row, bool deserialize);
Json historic_job_log_dto(const HistoricJobLog& row);
Json historic_external_task_log_dto(const HistoricExternalTaskLog& row);
Json historic_identity_link_dto(const HistoricIdentityLink& row);
Json user_operation_dto(const UserOperation& row);

}  // namespace baton::api
