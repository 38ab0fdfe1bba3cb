// Every resource of the API: one function each, in the file of its name.
#pragma once

namespace baton::api {

class Router;

void add_engine_routes(Router& router);
void add_deployment_routes(Router& router);
void add_deployment_query_routes(Router& router);
void add_process_definition_routes(Router& router);
void add_process_definition_query_routes(Router& router);
void add_process_definition_start_routes(Router& router);
void add_process_definition_restart_routes(Router& router);
void add_process_definition_diagram_routes(Router& router);
void add_process_definition_soundness_routes(Router& router);
void add_process_definition_statistics_routes(Router& router);
void add_process_instance_routes(Router& router);
void add_modification_routes(Router& router);
void add_execution_routes(Router& router);
void add_task_routes(Router& router);
void add_task_form_routes(Router& router);
void add_comment_routes(Router& router);
void add_attachment_routes(Router& router);
void add_external_task_routes(Router& router);
void add_external_task_fetch_routes(Router& router);
void add_message_routes(Router& router);
void add_signal_routes(Router& router);
void add_ad_hoc_routes(Router& router);
void add_job_routes(Router& router);
void add_job_definition_routes(Router& router);
void add_incident_routes(Router& router);

void add_task_query_routes(Router& router);
void add_process_instance_query_routes(Router& router);
void add_execution_query_routes(Router& router);
void add_external_task_query_routes(Router& router);
void add_job_query_routes(Router& router);
void add_job_definition_query_routes(Router& router);
void add_incident_query_routes(Router& router);
void add_variable_instance_query_routes(Router& router);
void add_event_subscription_query_routes(Router& router);
void add_history_routes(Router& router);
void add_metrics_routes(Router& router);
void add_modeler_routes(Router& router);

void add_all_routes(Router& router);

}  // namespace baton::api
