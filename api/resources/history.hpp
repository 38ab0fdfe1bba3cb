// The resources below /history, one file each; add_history_routes adds them all.
#pragma once

namespace baton::api {

class Router;

void add_history_process_instance_routes(Router& router);
void add_history_activity_instance_routes(Router& router);
void add_history_task_routes(Router& router);
void add_history_variable_instance_routes(Router& router);
void add_history_incident_routes(Router& router);
void add_history_detail_routes(Router& router);
void add_history_job_log_routes(Router& router);
void add_history_external_task_log_routes(Router& router);
void add_history_identity_link_log_routes(Router& router);
void add_history_user_operation_routes(Router& router);
void add_history_statistics_routes(Router& router);
void add_history_report_routes(Router& router);

}  // namespace baton::api
