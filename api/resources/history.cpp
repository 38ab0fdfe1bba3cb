#include "api/resources/history.hpp"

#include "api/routes.hpp"

namespace baton::api {

void add_history_routes(Router& router) {
  add_history_process_instance_routes(router);
  add_history_activity_instance_routes(router);
  add_history_task_routes(router);
  add_history_variable_instance_routes(router);
  add_history_incident_routes(router);
  add_history_detail_routes(router);
  add_history_job_log_routes(router);
  add_history_external_task_log_routes(router);
  add_history_identity_link_log_routes(router);
  add_history_user_operation_routes(router);
  add_history_statistics_routes(router);
  add_history_report_routes(router);
}

}  // namespace baton::api
