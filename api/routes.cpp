#include "api/routes.hpp"

namespace baton::api {

void add_all_routes(Router& router) {
  for (const auto add : {
           add_engine_routes,
           add_deployment_routes,
           add_deployment_query_routes,
           add_process_definition_routes,
           add_process_definition_query_routes,
           add_process_definition_start_routes,
           add_process_definition_restart_routes,
           add_process_definition_diagram_routes,
           add_process_definition_soundness_routes,
           add_process_definition_statistics_routes,
           add_process_instance_routes,
           add_modification_routes,
           add_execution_routes,
           add_task_routes,
           add_task_form_routes,
           add_comment_routes,
           add_attachment_routes,
           add_external_task_routes,
           add_external_task_fetch_routes,
           add_message_routes,
           add_signal_routes,
           add_ad_hoc_routes,
           add_job_routes,
           add_job_definition_routes,
           add_incident_routes,
           add_task_query_routes,
           add_process_instance_query_routes,
           add_execution_query_routes,
           add_external_task_query_routes,
           add_job_query_routes,
           add_job_definition_query_routes,
           add_incident_query_routes,
           add_variable_instance_query_routes,
           add_event_subscription_query_routes,
           add_history_routes,
           add_metrics_routes,
           add_modeler_routes,
       }) {
    add(router);
  }
}

}  // namespace baton::api
