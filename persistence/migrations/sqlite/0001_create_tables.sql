CREATE TABLE "deployment" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT,
  "source" TEXT,
  "time" INTEGER,
  "tenant_id" TEXT
);
CREATE INDEX "deployment_name_index" ON "deployment" ("name") WHERE "name" IS NOT NULL;
CREATE INDEX "deployment_time_index" ON "deployment" ("time");
CREATE TABLE "resource" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "deployment_id" TEXT,
  "name" TEXT,
  "bytes" BLOB
);
CREATE INDEX "resource_deployment_id_index" ON "resource" ("deployment_id") WHERE "deployment_id" IS NOT NULL;
CREATE TABLE "process_definition" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "key" TEXT,
  "version" INTEGER,
  "name" TEXT,
  "category" TEXT,
  "description" TEXT,
  "deployment_id" TEXT,
  "deployment_time" INTEGER,
  "resource_name" TEXT,
  "diagram_resource" TEXT,
  "suspended" INTEGER,
  "tenant_id" TEXT,
  "version_tag" TEXT,
  "history_time_to_live" INTEGER,
  "startable_in_tasklist" INTEGER,
  "lenient" INTEGER,
  "latest" INTEGER,
  "has_start_form" INTEGER
);
CREATE INDEX "process_definition_key_version_index" ON "process_definition" ("key", "version") WHERE "key" IS NOT NULL;
CREATE INDEX "process_definition_deployment_id_index" ON "process_definition" ("deployment_id") WHERE "deployment_id" IS NOT NULL;
CREATE TABLE "job_definition" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "process_definition_id" TEXT,
  "process_definition_key" TEXT,
  "activity_id" TEXT,
  "job_type" TEXT,
  "job_configuration" TEXT,
  "priority" INTEGER,
  "suspended" INTEGER,
  "tenant_id" TEXT,
  "deployment_id" TEXT
);
CREATE INDEX "job_definition_process_definition_id_index" ON "job_definition" ("process_definition_id") WHERE "process_definition_id" IS NOT NULL;
CREATE INDEX "job_definition_deployment_id_index" ON "job_definition" ("deployment_id") WHERE "deployment_id" IS NOT NULL;
CREATE TABLE "execution" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "process_instance_id" TEXT,
  "parent_id" TEXT,
  "super_id" TEXT,
  "definition_id" TEXT,
  "definition_key" TEXT,
  "business_key" TEXT,
  "activity_id" TEXT,
  "activity_instance_id" TEXT,
  "is_active" INTEGER,
  "is_concurrent" INTEGER,
  "is_scope" INTEGER,
  "is_event_scope" INTEGER,
  "suspended" INTEGER,
  "tenant_id" TEXT,
  "sequence" INTEGER,
  "state" TEXT,
  "arrived_flow" TEXT,
  "started" INTEGER,
  "scope_activity_id" TEXT,
  "scope_instance_id" TEXT,
  "case_instance_id" TEXT
);
CREATE INDEX "execution_root_id_index" ON "execution" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "execution_process_instance_id_index" ON "execution" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "execution_definition_id_index" ON "execution" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE INDEX "execution_definition_key_index" ON "execution" ("definition_key") WHERE "definition_key" IS NOT NULL;
CREATE INDEX "execution_super_id_index" ON "execution" ("super_id") WHERE "super_id" IS NOT NULL;
CREATE INDEX "execution_business_key_index" ON "execution" ("business_key") WHERE "business_key" IS NOT NULL;
CREATE TABLE "variable" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "process_instance_id" TEXT,
  "definition_id" TEXT,
  "execution_id" TEXT,
  "task_id" TEXT,
  "scope_id" TEXT,
  "activity_instance_id" TEXT,
  "name" TEXT,
  "type" INTEGER,
  "number" INTEGER,
  "real" REAL,
  "text" TEXT,
  "text2" TEXT,
  "tenant_id" TEXT,
  "sequence" INTEGER,
  "is_concurrent_local" INTEGER
);
CREATE INDEX "variable_root_id_index" ON "variable" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "variable_scope_id_index" ON "variable" ("scope_id") WHERE "scope_id" IS NOT NULL;
CREATE INDEX "variable_process_instance_id_index" ON "variable" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "variable_name_index" ON "variable" ("name") WHERE "name" IS NOT NULL;
CREATE TABLE "task" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "process_instance_id" TEXT,
  "execution_id" TEXT,
  "definition_id" TEXT,
  "definition_key" TEXT,
  "task_definition_key" TEXT,
  "activity_instance_id" TEXT,
  "name" TEXT,
  "description" TEXT,
  "assignee" TEXT,
  "owner" TEXT,
  "priority" INTEGER,
  "created" INTEGER,
  "due" INTEGER,
  "follow_up" INTEGER,
  "last_updated" INTEGER,
  "delegation_state" TEXT,
  "parent_task_id" TEXT,
  "case_instance_id" TEXT,
  "suspended" INTEGER,
  "form_key" TEXT,
  "form_ref" TEXT,
  "form_ref_binding" TEXT,
  "form_ref_version" INTEGER,
  "tenant_id" TEXT,
  "task_state" TEXT,
  "sequence" INTEGER
);
CREATE INDEX "task_root_id_index" ON "task" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "task_process_instance_id_index" ON "task" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "task_assignee_index" ON "task" ("assignee") WHERE "assignee" IS NOT NULL;
CREATE INDEX "task_definition_key_index" ON "task" ("definition_key") WHERE "definition_key" IS NOT NULL;
CREATE INDEX "task_task_definition_key_index" ON "task" ("task_definition_key") WHERE "task_definition_key" IS NOT NULL;
CREATE INDEX "task_created_index" ON "task" ("created");
CREATE TABLE "identity_link" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "task_id" TEXT,
  "definition_id" TEXT,
  "user_id" TEXT,
  "group_id" TEXT,
  "type" TEXT,
  "tenant_id" TEXT
);
CREATE INDEX "identity_link_root_id_index" ON "identity_link" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "identity_link_task_id_index" ON "identity_link" ("task_id") WHERE "task_id" IS NOT NULL;
CREATE INDEX "identity_link_user_id_index" ON "identity_link" ("user_id") WHERE "user_id" IS NOT NULL;
CREATE INDEX "identity_link_group_id_index" ON "identity_link" ("group_id") WHERE "group_id" IS NOT NULL;
CREATE INDEX "identity_link_definition_id_index" ON "identity_link" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE TABLE "external_task" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "process_instance_id" TEXT,
  "execution_id" TEXT,
  "activity_id" TEXT,
  "activity_instance_id" TEXT,
  "definition_id" TEXT,
  "definition_key" TEXT,
  "version_tag" TEXT,
  "topic" TEXT,
  "worker_id" TEXT,
  "lock_expiration" INTEGER,
  "retries" INTEGER,
  "error_message" TEXT,
  "error_details" TEXT,
  "priority" INTEGER,
  "suspended" INTEGER,
  "tenant_id" TEXT,
  "business_key" TEXT,
  "created" INTEGER,
  "sequence" INTEGER
);
CREATE INDEX "external_task_root_id_index" ON "external_task" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "external_task_topic_lock_expiration_index" ON "external_task" ("topic", "lock_expiration") WHERE "topic" IS NOT NULL;
CREATE INDEX "external_task_process_instance_id_index" ON "external_task" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "external_task_worker_id_index" ON "external_task" ("worker_id") WHERE "worker_id" IS NOT NULL;
CREATE TABLE "job" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "process_instance_id" TEXT,
  "execution_id" TEXT,
  "definition_id" TEXT,
  "definition_key" TEXT,
  "deployment_id" TEXT,
  "job_definition_id" TEXT,
  "handler" TEXT,
  "configuration" TEXT,
  "is_timer" INTEGER,
  "activity_id" TEXT,
  "failed_activity_id" TEXT,
  "retries" INTEGER,
  "due" INTEGER,
  "lock_expiration" INTEGER,
  "exception_message" TEXT,
  "exception_stack" TEXT,
  "suspended" INTEGER,
  "priority" INTEGER,
  "repeat" TEXT,
  "repeats_left" INTEGER,
  "created" INTEGER,
  "tenant_id" TEXT,
  "exclusive" INTEGER,
  "sequence" INTEGER
);
CREATE INDEX "job_root_id_index" ON "job" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "job_due_index" ON "job" ("due") WHERE "due" IS NOT NULL;
CREATE INDEX "job_process_instance_id_index" ON "job" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "job_definition_id_index" ON "job" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE INDEX "job_job_definition_id_index" ON "job" ("job_definition_id") WHERE "job_definition_id" IS NOT NULL;
CREATE TABLE "event_subscription" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "event_type" TEXT,
  "event_name" TEXT,
  "execution_id" TEXT,
  "process_instance_id" TEXT,
  "activity_id" TEXT,
  "definition_id" TEXT,
  "configuration" TEXT,
  "created" INTEGER,
  "tenant_id" TEXT,
  "sequence" INTEGER
);
CREATE INDEX "event_subscription_root_id_index" ON "event_subscription" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "event_subscription_event_name_event_type_index" ON "event_subscription" ("event_name", "event_type") WHERE "event_name" IS NOT NULL;
CREATE INDEX "event_subscription_process_instance_id_index" ON "event_subscription" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "event_subscription_definition_id_index" ON "event_subscription" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE TABLE "incident" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "type" TEXT,
  "message" TEXT,
  "timestamp" INTEGER,
  "execution_id" TEXT,
  "process_instance_id" TEXT,
  "activity_id" TEXT,
  "failed_activity_id" TEXT,
  "definition_id" TEXT,
  "definition_key" TEXT,
  "cause_incident_id" TEXT,
  "root_cause_incident_id" TEXT,
  "configuration" TEXT,
  "tenant_id" TEXT,
  "job_definition_id" TEXT,
  "history_configuration" TEXT,
  "annotation" TEXT
);
CREATE INDEX "incident_root_id_index" ON "incident" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "incident_process_instance_id_index" ON "incident" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "incident_cause_incident_id_index" ON "incident" ("cause_incident_id") WHERE "cause_incident_id" IS NOT NULL;
CREATE INDEX "incident_root_cause_incident_id_index" ON "incident" ("root_cause_incident_id") WHERE "root_cause_incident_id" IS NOT NULL;
CREATE INDEX "incident_definition_id_index" ON "incident" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE TABLE "outbox" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "created" INTEGER,
  "kind" TEXT,
  "payload" TEXT
);
CREATE INDEX "outbox_root_id_index" ON "outbox" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE TABLE "historic_process_instance" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "super_id" TEXT,
  "definition_id" TEXT,
  "definition_key" TEXT,
  "definition_name" TEXT,
  "definition_version" INTEGER,
  "business_key" TEXT,
  "start_time" INTEGER,
  "end_time" INTEGER,
  "removal_time" INTEGER,
  "start_user_id" TEXT,
  "start_activity_id" TEXT,
  "end_activity_id" TEXT,
  "delete_reason" TEXT,
  "tenant_id" TEXT,
  "state" TEXT,
  "restarted_from" TEXT,
  "case_instance_id" TEXT
);
CREATE INDEX "historic_process_instance_root_id_index" ON "historic_process_instance" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_process_instance_definition_id_index" ON "historic_process_instance" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE INDEX "historic_process_instance_definition_key_start_time_index" ON "historic_process_instance" ("definition_key", "start_time") WHERE "definition_key" IS NOT NULL;
CREATE INDEX "historic_process_instance_super_id_index" ON "historic_process_instance" ("super_id") WHERE "super_id" IS NOT NULL;
CREATE INDEX "historic_process_instance_business_key_index" ON "historic_process_instance" ("business_key") WHERE "business_key" IS NOT NULL;
CREATE INDEX "historic_process_instance_end_time_index" ON "historic_process_instance" ("end_time") WHERE "end_time" IS NOT NULL;
CREATE TABLE "historic_activity" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "parent_id" TEXT,
  "process_instance_id" TEXT,
  "execution_id" TEXT,
  "definition_id" TEXT,
  "definition_key" TEXT,
  "activity_id" TEXT,
  "activity_name" TEXT,
  "activity_type" TEXT,
  "task_id" TEXT,
  "assignee" TEXT,
  "called_instance_id" TEXT,
  "start_time" INTEGER,
  "end_time" INTEGER,
  "canceled" INTEGER,
  "complete_scope" INTEGER,
  "tenant_id" TEXT,
  "removal_time" INTEGER,
  "sequence" INTEGER
);
CREATE INDEX "historic_activity_process_instance_id_index" ON "historic_activity" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "historic_activity_root_id_index" ON "historic_activity" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_activity_definition_id_activity_id_index" ON "historic_activity" ("definition_id", "activity_id") WHERE "definition_id" IS NOT NULL;
CREATE TABLE "historic_task" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "process_instance_id" TEXT,
  "execution_id" TEXT,
  "definition_id" TEXT,
  "definition_key" TEXT,
  "activity_instance_id" TEXT,
  "task_definition_key" TEXT,
  "name" TEXT,
  "description" TEXT,
  "delete_reason" TEXT,
  "owner" TEXT,
  "assignee" TEXT,
  "start_time" INTEGER,
  "end_time" INTEGER,
  "priority" INTEGER,
  "due" INTEGER,
  "follow_up" INTEGER,
  "parent_task_id" TEXT,
  "tenant_id" TEXT,
  "removal_time" INTEGER,
  "task_state" TEXT,
  "case_instance_id" TEXT
);
CREATE INDEX "historic_task_process_instance_id_index" ON "historic_task" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "historic_task_root_id_index" ON "historic_task" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_task_definition_id_index" ON "historic_task" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE INDEX "historic_task_assignee_index" ON "historic_task" ("assignee") WHERE "assignee" IS NOT NULL;
CREATE TABLE "historic_variable" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "process_instance_id" TEXT,
  "definition_id" TEXT,
  "definition_key" TEXT,
  "execution_id" TEXT,
  "activity_instance_id" TEXT,
  "task_id" TEXT,
  "name" TEXT,
  "type" INTEGER,
  "number" INTEGER,
  "real" REAL,
  "text" TEXT,
  "text2" TEXT,
  "state" TEXT,
  "create_time" INTEGER,
  "tenant_id" TEXT,
  "removal_time" INTEGER
);
CREATE INDEX "historic_variable_process_instance_id_index" ON "historic_variable" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "historic_variable_root_id_index" ON "historic_variable" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_variable_name_index" ON "historic_variable" ("name") WHERE "name" IS NOT NULL;
CREATE TABLE "historic_detail" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "kind" TEXT,
  "process_instance_id" TEXT,
  "definition_id" TEXT,
  "definition_key" TEXT,
  "execution_id" TEXT,
  "activity_instance_id" TEXT,
  "task_id" TEXT,
  "time" INTEGER,
  "variable_id" TEXT,
  "name" TEXT,
  "type" INTEGER,
  "number" INTEGER,
  "real" REAL,
  "text" TEXT,
  "text2" TEXT,
  "revision" INTEGER,
  "initial" INTEGER,
  "user_operation_id" TEXT,
  "tenant_id" TEXT,
  "removal_time" INTEGER,
  "sequence" INTEGER
);
CREATE INDEX "historic_detail_process_instance_id_index" ON "historic_detail" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "historic_detail_root_id_index" ON "historic_detail" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_detail_variable_id_index" ON "historic_detail" ("variable_id") WHERE "variable_id" IS NOT NULL;
CREATE TABLE "historic_incident" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "definition_id" TEXT,
  "definition_key" TEXT,
  "process_instance_id" TEXT,
  "execution_id" TEXT,
  "create_time" INTEGER,
  "end_time" INTEGER,
  "type" TEXT,
  "activity_id" TEXT,
  "failed_activity_id" TEXT,
  "cause_incident_id" TEXT,
  "root_cause_incident_id" TEXT,
  "configuration" TEXT,
  "history_configuration" TEXT,
  "message" TEXT,
  "tenant_id" TEXT,
  "job_definition_id" TEXT,
  "state" TEXT,
  "annotation" TEXT,
  "removal_time" INTEGER
);
CREATE INDEX "historic_incident_process_instance_id_index" ON "historic_incident" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "historic_incident_root_id_index" ON "historic_incident" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_incident_definition_id_index" ON "historic_incident" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE INDEX "historic_incident_root_cause_incident_id_index" ON "historic_incident" ("root_cause_incident_id") WHERE "root_cause_incident_id" IS NOT NULL;
CREATE TABLE "historic_job_log" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "timestamp" INTEGER,
  "job_id" TEXT,
  "job_due" INTEGER,
  "job_retries" INTEGER,
  "job_priority" INTEGER,
  "exception_message" TEXT,
  "exception_stack" TEXT,
  "failed_activity_id" TEXT,
  "job_definition_id" TEXT,
  "job_type" TEXT,
  "job_configuration" TEXT,
  "activity_id" TEXT,
  "execution_id" TEXT,
  "process_instance_id" TEXT,
  "definition_id" TEXT,
  "definition_key" TEXT,
  "deployment_id" TEXT,
  "tenant_id" TEXT,
  "hostname" TEXT,
  "state" TEXT,
  "removal_time" INTEGER,
  "sequence" INTEGER
);
CREATE INDEX "historic_job_log_job_id_index" ON "historic_job_log" ("job_id") WHERE "job_id" IS NOT NULL;
CREATE INDEX "historic_job_log_process_instance_id_index" ON "historic_job_log" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "historic_job_log_root_id_index" ON "historic_job_log" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE TABLE "historic_external_task_log" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "external_task_id" TEXT,
  "timestamp" INTEGER,
  "topic" TEXT,
  "worker_id" TEXT,
  "retries" INTEGER,
  "priority" INTEGER,
  "error_message" TEXT,
  "error_details" TEXT,
  "activity_id" TEXT,
  "activity_instance_id" TEXT,
  "execution_id" TEXT,
  "process_instance_id" TEXT,
  "definition_id" TEXT,
  "definition_key" TEXT,
  "tenant_id" TEXT,
  "state" TEXT,
  "removal_time" INTEGER,
  "sequence" INTEGER
);
CREATE INDEX "historic_external_task_log_external_task_id_index" ON "historic_external_task_log" ("external_task_id") WHERE "external_task_id" IS NOT NULL;
CREATE INDEX "historic_external_task_log_process_instance_id_index" ON "historic_external_task_log" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "historic_external_task_log_root_id_index" ON "historic_external_task_log" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE TABLE "historic_identity_link" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "time" INTEGER,
  "type" TEXT,
  "user_id" TEXT,
  "group_id" TEXT,
  "task_id" TEXT,
  "process_instance_id" TEXT,
  "definition_id" TEXT,
  "definition_key" TEXT,
  "operation_type" TEXT,
  "assigner_id" TEXT,
  "tenant_id" TEXT,
  "removal_time" INTEGER
);
CREATE INDEX "historic_identity_link_task_id_index" ON "historic_identity_link" ("task_id") WHERE "task_id" IS NOT NULL;
CREATE INDEX "historic_identity_link_root_id_index" ON "historic_identity_link" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_identity_link_definition_id_index" ON "historic_identity_link" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE TABLE "comment" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "process_instance_id" TEXT,
  "task_id" TEXT,
  "user_id" TEXT,
  "time" INTEGER,
  "message" TEXT,
  "removal_time" INTEGER
);
CREATE INDEX "comment_task_id_index" ON "comment" ("task_id") WHERE "task_id" IS NOT NULL;
CREATE INDEX "comment_process_instance_id_index" ON "comment" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "comment_root_id_index" ON "comment" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE TABLE "attachment" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "process_instance_id" TEXT,
  "task_id" TEXT,
  "name" TEXT,
  "description" TEXT,
  "type" TEXT,
  "url" TEXT,
  "time" INTEGER,
  "content" BLOB,
  "removal_time" INTEGER
);
CREATE INDEX "attachment_task_id_index" ON "attachment" ("task_id") WHERE "task_id" IS NOT NULL;
CREATE INDEX "attachment_process_instance_id_index" ON "attachment" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "attachment_root_id_index" ON "attachment" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE TABLE "user_operation" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "root_id" TEXT,
  "operation_id" TEXT,
  "deployment_id" TEXT,
  "definition_id" TEXT,
  "definition_key" TEXT,
  "process_instance_id" TEXT,
  "execution_id" TEXT,
  "task_id" TEXT,
  "job_id" TEXT,
  "job_definition_id" TEXT,
  "external_task_id" TEXT,
  "user_id" TEXT,
  "timestamp" INTEGER,
  "operation_type" TEXT,
  "entity_type" TEXT,
  "property" TEXT,
  "original_value" TEXT,
  "new_value" TEXT,
  "category" TEXT,
  "annotation" TEXT,
  "tenant_id" TEXT,
  "removal_time" INTEGER
);
CREATE INDEX "user_operation_process_instance_id_index" ON "user_operation" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "user_operation_root_id_index" ON "user_operation" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "user_operation_timestamp_index" ON "user_operation" ("timestamp");
CREATE TABLE "decision_definition" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "key" TEXT,
  "version" INTEGER,
  "name" TEXT,
  "category" TEXT,
  "deployment_id" TEXT,
  "resource_name" TEXT,
  "tenant_id" TEXT,
  "requirements_id" TEXT,
  "requirements_key" TEXT,
  "history_time_to_live" INTEGER,
  "version_tag" TEXT,
  "latest" INTEGER,
  "deployment_time" INTEGER
);
CREATE INDEX "decision_definition_key_version_index" ON "decision_definition" ("key", "version") WHERE "key" IS NOT NULL;
CREATE INDEX "decision_definition_deployment_id_index" ON "decision_definition" ("deployment_id") WHERE "deployment_id" IS NOT NULL;
CREATE TABLE "property" (
  "name" TEXT NOT NULL PRIMARY KEY,
  "value" TEXT
);
