CREATE TABLE "deployment" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "name" TEXT COLLATE "C",
  "source" TEXT COLLATE "C",
  "time" BIGINT,
  "tenant_id" TEXT COLLATE "C",
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "deployment_name_index" ON "deployment" ("name") WHERE "name" IS NOT NULL;
CREATE INDEX "deployment_time_index" ON "deployment" ("time");
CREATE INDEX "deployment_order_index" ON "deployment" ("row_number");
CREATE TABLE "resource" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "deployment_id" TEXT COLLATE "C",
  "name" TEXT COLLATE "C",
  "bytes" BYTEA,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "resource_deployment_id_index" ON "resource" ("deployment_id") WHERE "deployment_id" IS NOT NULL;
CREATE INDEX "resource_order_index" ON "resource" ("row_number");
CREATE TABLE "process_definition" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "key" TEXT COLLATE "C",
  "version" BIGINT,
  "name" TEXT COLLATE "C",
  "category" TEXT COLLATE "C",
  "description" TEXT COLLATE "C",
  "deployment_id" TEXT COLLATE "C",
  "deployment_time" BIGINT,
  "resource_name" TEXT COLLATE "C",
  "diagram_resource" TEXT COLLATE "C",
  "suspended" BIGINT,
  "tenant_id" TEXT COLLATE "C",
  "version_tag" TEXT COLLATE "C",
  "history_time_to_live" BIGINT,
  "startable_in_tasklist" BIGINT,
  "lenient" BIGINT,
  "latest" BIGINT,
  "has_start_form" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "process_definition_key_version_index" ON "process_definition" ("key", "version") WHERE "key" IS NOT NULL;
CREATE INDEX "process_definition_deployment_id_index" ON "process_definition" ("deployment_id") WHERE "deployment_id" IS NOT NULL;
CREATE INDEX "process_definition_order_index" ON "process_definition" ("row_number");
CREATE TABLE "job_definition" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "process_definition_id" TEXT COLLATE "C",
  "process_definition_key" TEXT COLLATE "C",
  "activity_id" TEXT COLLATE "C",
  "job_type" TEXT COLLATE "C",
  "job_configuration" TEXT COLLATE "C",
  "priority" BIGINT,
  "suspended" BIGINT,
  "tenant_id" TEXT COLLATE "C",
  "deployment_id" TEXT COLLATE "C",
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "job_definition_process_definition_id_index" ON "job_definition" ("process_definition_id") WHERE "process_definition_id" IS NOT NULL;
CREATE INDEX "job_definition_deployment_id_index" ON "job_definition" ("deployment_id") WHERE "deployment_id" IS NOT NULL;
CREATE INDEX "job_definition_order_index" ON "job_definition" ("row_number");
CREATE TABLE "execution" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "parent_id" TEXT COLLATE "C",
  "super_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "definition_key" TEXT COLLATE "C",
  "business_key" TEXT COLLATE "C",
  "activity_id" TEXT COLLATE "C",
  "activity_instance_id" TEXT COLLATE "C",
  "is_active" BIGINT,
  "is_concurrent" BIGINT,
  "is_scope" BIGINT,
  "is_event_scope" BIGINT,
  "suspended" BIGINT,
  "tenant_id" TEXT COLLATE "C",
  "sequence" BIGINT,
  "state" TEXT COLLATE "C",
  "arrived_flow" TEXT COLLATE "C",
  "started" BIGINT,
  "scope_activity_id" TEXT COLLATE "C",
  "scope_instance_id" TEXT COLLATE "C",
  "case_instance_id" TEXT COLLATE "C",
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "execution_root_id_index" ON "execution" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "execution_process_instance_id_index" ON "execution" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "execution_definition_id_index" ON "execution" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE INDEX "execution_definition_key_index" ON "execution" ("definition_key") WHERE "definition_key" IS NOT NULL;
CREATE INDEX "execution_super_id_index" ON "execution" ("super_id") WHERE "super_id" IS NOT NULL;
CREATE INDEX "execution_business_key_index" ON "execution" ("business_key") WHERE "business_key" IS NOT NULL;
CREATE INDEX "execution_order_index" ON "execution" ("row_number");
CREATE TABLE "variable" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "execution_id" TEXT COLLATE "C",
  "task_id" TEXT COLLATE "C",
  "scope_id" TEXT COLLATE "C",
  "activity_instance_id" TEXT COLLATE "C",
  "name" TEXT COLLATE "C",
  "type" BIGINT,
  "number" BIGINT,
  "real" DOUBLE PRECISION,
  "text" TEXT COLLATE "C",
  "text2" TEXT COLLATE "C",
  "tenant_id" TEXT COLLATE "C",
  "sequence" BIGINT,
  "is_concurrent_local" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "variable_root_id_index" ON "variable" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "variable_scope_id_index" ON "variable" ("scope_id") WHERE "scope_id" IS NOT NULL;
CREATE INDEX "variable_process_instance_id_index" ON "variable" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "variable_name_index" ON "variable" ("name") WHERE "name" IS NOT NULL;
CREATE INDEX "variable_order_index" ON "variable" ("row_number");
CREATE TABLE "task" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "execution_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "definition_key" TEXT COLLATE "C",
  "task_definition_key" TEXT COLLATE "C",
  "activity_instance_id" TEXT COLLATE "C",
  "name" TEXT COLLATE "C",
  "description" TEXT COLLATE "C",
  "assignee" TEXT COLLATE "C",
  "owner" TEXT COLLATE "C",
  "priority" BIGINT,
  "created" BIGINT,
  "due" BIGINT,
  "follow_up" BIGINT,
  "last_updated" BIGINT,
  "delegation_state" TEXT COLLATE "C",
  "parent_task_id" TEXT COLLATE "C",
  "case_instance_id" TEXT COLLATE "C",
  "suspended" BIGINT,
  "form_key" TEXT COLLATE "C",
  "form_ref" TEXT COLLATE "C",
  "form_ref_binding" TEXT COLLATE "C",
  "form_ref_version" BIGINT,
  "tenant_id" TEXT COLLATE "C",
  "task_state" TEXT COLLATE "C",
  "sequence" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "task_root_id_index" ON "task" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "task_process_instance_id_index" ON "task" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "task_assignee_index" ON "task" ("assignee") WHERE "assignee" IS NOT NULL;
CREATE INDEX "task_definition_key_index" ON "task" ("definition_key") WHERE "definition_key" IS NOT NULL;
CREATE INDEX "task_task_definition_key_index" ON "task" ("task_definition_key") WHERE "task_definition_key" IS NOT NULL;
CREATE INDEX "task_created_index" ON "task" ("created");
CREATE INDEX "task_order_index" ON "task" ("row_number");
CREATE TABLE "identity_link" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "task_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "user_id" TEXT COLLATE "C",
  "group_id" TEXT COLLATE "C",
  "type" TEXT COLLATE "C",
  "tenant_id" TEXT COLLATE "C",
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "identity_link_root_id_index" ON "identity_link" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "identity_link_task_id_index" ON "identity_link" ("task_id") WHERE "task_id" IS NOT NULL;
CREATE INDEX "identity_link_user_id_index" ON "identity_link" ("user_id") WHERE "user_id" IS NOT NULL;
CREATE INDEX "identity_link_group_id_index" ON "identity_link" ("group_id") WHERE "group_id" IS NOT NULL;
CREATE INDEX "identity_link_definition_id_index" ON "identity_link" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE INDEX "identity_link_order_index" ON "identity_link" ("row_number");
CREATE TABLE "external_task" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "execution_id" TEXT COLLATE "C",
  "activity_id" TEXT COLLATE "C",
  "activity_instance_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "definition_key" TEXT COLLATE "C",
  "version_tag" TEXT COLLATE "C",
  "topic" TEXT COLLATE "C",
  "worker_id" TEXT COLLATE "C",
  "lock_expiration" BIGINT,
  "retries" BIGINT,
  "error_message" TEXT COLLATE "C",
  "error_details" TEXT COLLATE "C",
  "priority" BIGINT,
  "suspended" BIGINT,
  "tenant_id" TEXT COLLATE "C",
  "business_key" TEXT COLLATE "C",
  "created" BIGINT,
  "sequence" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "external_task_root_id_index" ON "external_task" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "external_task_topic_lock_expiration_index" ON "external_task" ("topic", "lock_expiration") WHERE "topic" IS NOT NULL;
CREATE INDEX "external_task_process_instance_id_index" ON "external_task" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "external_task_worker_id_index" ON "external_task" ("worker_id") WHERE "worker_id" IS NOT NULL;
CREATE INDEX "external_task_order_index" ON "external_task" ("row_number");
CREATE TABLE "job" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "execution_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "definition_key" TEXT COLLATE "C",
  "deployment_id" TEXT COLLATE "C",
  "job_definition_id" TEXT COLLATE "C",
  "handler" TEXT COLLATE "C",
  "configuration" TEXT COLLATE "C",
  "is_timer" BIGINT,
  "activity_id" TEXT COLLATE "C",
  "failed_activity_id" TEXT COLLATE "C",
  "retries" BIGINT,
  "due" BIGINT,
  "lock_expiration" BIGINT,
  "exception_message" TEXT COLLATE "C",
  "exception_stack" TEXT COLLATE "C",
  "suspended" BIGINT,
  "priority" BIGINT,
  "repeat" TEXT COLLATE "C",
  "repeats_left" BIGINT,
  "created" BIGINT,
  "tenant_id" TEXT COLLATE "C",
  "exclusive" BIGINT,
  "sequence" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "job_root_id_index" ON "job" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "job_due_index" ON "job" ("due") WHERE "due" IS NOT NULL;
CREATE INDEX "job_process_instance_id_index" ON "job" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "job_definition_id_index" ON "job" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE INDEX "job_job_definition_id_index" ON "job" ("job_definition_id") WHERE "job_definition_id" IS NOT NULL;
CREATE INDEX "job_order_index" ON "job" ("row_number");
CREATE TABLE "event_subscription" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "event_type" TEXT COLLATE "C",
  "event_name" TEXT COLLATE "C",
  "execution_id" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "activity_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "configuration" TEXT COLLATE "C",
  "created" BIGINT,
  "tenant_id" TEXT COLLATE "C",
  "sequence" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "event_subscription_root_id_index" ON "event_subscription" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "event_subscription_event_name_event_type_index" ON "event_subscription" ("event_name", "event_type") WHERE "event_name" IS NOT NULL;
CREATE INDEX "event_subscription_process_instance_id_index" ON "event_subscription" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "event_subscription_definition_id_index" ON "event_subscription" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE INDEX "event_subscription_order_index" ON "event_subscription" ("row_number");
CREATE TABLE "incident" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "type" TEXT COLLATE "C",
  "message" TEXT COLLATE "C",
  "timestamp" BIGINT,
  "execution_id" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "activity_id" TEXT COLLATE "C",
  "failed_activity_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "definition_key" TEXT COLLATE "C",
  "cause_incident_id" TEXT COLLATE "C",
  "root_cause_incident_id" TEXT COLLATE "C",
  "configuration" TEXT COLLATE "C",
  "tenant_id" TEXT COLLATE "C",
  "job_definition_id" TEXT COLLATE "C",
  "history_configuration" TEXT COLLATE "C",
  "annotation" TEXT COLLATE "C",
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "incident_root_id_index" ON "incident" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "incident_process_instance_id_index" ON "incident" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "incident_cause_incident_id_index" ON "incident" ("cause_incident_id") WHERE "cause_incident_id" IS NOT NULL;
CREATE INDEX "incident_root_cause_incident_id_index" ON "incident" ("root_cause_incident_id") WHERE "root_cause_incident_id" IS NOT NULL;
CREATE INDEX "incident_definition_id_index" ON "incident" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE INDEX "incident_order_index" ON "incident" ("row_number");
CREATE TABLE "outbox" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "created" BIGINT,
  "kind" TEXT COLLATE "C",
  "payload" TEXT COLLATE "C",
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "outbox_root_id_index" ON "outbox" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "outbox_order_index" ON "outbox" ("row_number");
CREATE TABLE "historic_process_instance" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "super_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "definition_key" TEXT COLLATE "C",
  "definition_name" TEXT COLLATE "C",
  "definition_version" BIGINT,
  "business_key" TEXT COLLATE "C",
  "start_time" BIGINT,
  "end_time" BIGINT,
  "removal_time" BIGINT,
  "start_user_id" TEXT COLLATE "C",
  "start_activity_id" TEXT COLLATE "C",
  "end_activity_id" TEXT COLLATE "C",
  "delete_reason" TEXT COLLATE "C",
  "tenant_id" TEXT COLLATE "C",
  "state" TEXT COLLATE "C",
  "restarted_from" TEXT COLLATE "C",
  "case_instance_id" TEXT COLLATE "C",
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "historic_process_instance_root_id_index" ON "historic_process_instance" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_process_instance_definition_id_index" ON "historic_process_instance" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE INDEX "historic_process_instance_definition_key_start_time_index" ON "historic_process_instance" ("definition_key", "start_time") WHERE "definition_key" IS NOT NULL;
CREATE INDEX "historic_process_instance_super_id_index" ON "historic_process_instance" ("super_id") WHERE "super_id" IS NOT NULL;
CREATE INDEX "historic_process_instance_business_key_index" ON "historic_process_instance" ("business_key") WHERE "business_key" IS NOT NULL;
CREATE INDEX "historic_process_instance_end_time_index" ON "historic_process_instance" ("end_time") WHERE "end_time" IS NOT NULL;
CREATE INDEX "historic_process_instance_order_index" ON "historic_process_instance" ("row_number");
CREATE TABLE "historic_activity" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "parent_id" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "execution_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "definition_key" TEXT COLLATE "C",
  "activity_id" TEXT COLLATE "C",
  "activity_name" TEXT COLLATE "C",
  "activity_type" TEXT COLLATE "C",
  "task_id" TEXT COLLATE "C",
  "assignee" TEXT COLLATE "C",
  "called_instance_id" TEXT COLLATE "C",
  "start_time" BIGINT,
  "end_time" BIGINT,
  "canceled" BIGINT,
  "complete_scope" BIGINT,
  "tenant_id" TEXT COLLATE "C",
  "removal_time" BIGINT,
  "sequence" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "historic_activity_process_instance_id_index" ON "historic_activity" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "historic_activity_root_id_index" ON "historic_activity" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_activity_definition_id_activity_id_index" ON "historic_activity" ("definition_id", "activity_id") WHERE "definition_id" IS NOT NULL;
CREATE INDEX "historic_activity_order_index" ON "historic_activity" ("row_number");
CREATE TABLE "historic_task" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "execution_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "definition_key" TEXT COLLATE "C",
  "activity_instance_id" TEXT COLLATE "C",
  "task_definition_key" TEXT COLLATE "C",
  "name" TEXT COLLATE "C",
  "description" TEXT COLLATE "C",
  "delete_reason" TEXT COLLATE "C",
  "owner" TEXT COLLATE "C",
  "assignee" TEXT COLLATE "C",
  "start_time" BIGINT,
  "end_time" BIGINT,
  "priority" BIGINT,
  "due" BIGINT,
  "follow_up" BIGINT,
  "parent_task_id" TEXT COLLATE "C",
  "tenant_id" TEXT COLLATE "C",
  "removal_time" BIGINT,
  "task_state" TEXT COLLATE "C",
  "case_instance_id" TEXT COLLATE "C",
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "historic_task_process_instance_id_index" ON "historic_task" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "historic_task_root_id_index" ON "historic_task" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_task_definition_id_index" ON "historic_task" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE INDEX "historic_task_assignee_index" ON "historic_task" ("assignee") WHERE "assignee" IS NOT NULL;
CREATE INDEX "historic_task_order_index" ON "historic_task" ("row_number");
CREATE TABLE "historic_variable" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "definition_key" TEXT COLLATE "C",
  "execution_id" TEXT COLLATE "C",
  "activity_instance_id" TEXT COLLATE "C",
  "task_id" TEXT COLLATE "C",
  "name" TEXT COLLATE "C",
  "type" BIGINT,
  "number" BIGINT,
  "real" DOUBLE PRECISION,
  "text" TEXT COLLATE "C",
  "text2" TEXT COLLATE "C",
  "state" TEXT COLLATE "C",
  "create_time" BIGINT,
  "tenant_id" TEXT COLLATE "C",
  "removal_time" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "historic_variable_process_instance_id_index" ON "historic_variable" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "historic_variable_root_id_index" ON "historic_variable" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_variable_name_index" ON "historic_variable" ("name") WHERE "name" IS NOT NULL;
CREATE INDEX "historic_variable_order_index" ON "historic_variable" ("row_number");
CREATE TABLE "historic_detail" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "kind" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "definition_key" TEXT COLLATE "C",
  "execution_id" TEXT COLLATE "C",
  "activity_instance_id" TEXT COLLATE "C",
  "task_id" TEXT COLLATE "C",
  "time" BIGINT,
  "variable_id" TEXT COLLATE "C",
  "name" TEXT COLLATE "C",
  "type" BIGINT,
  "number" BIGINT,
  "real" DOUBLE PRECISION,
  "text" TEXT COLLATE "C",
  "text2" TEXT COLLATE "C",
  "revision" BIGINT,
  "initial" BIGINT,
  "user_operation_id" TEXT COLLATE "C",
  "tenant_id" TEXT COLLATE "C",
  "removal_time" BIGINT,
  "sequence" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "historic_detail_process_instance_id_index" ON "historic_detail" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "historic_detail_root_id_index" ON "historic_detail" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_detail_variable_id_index" ON "historic_detail" ("variable_id") WHERE "variable_id" IS NOT NULL;
CREATE INDEX "historic_detail_order_index" ON "historic_detail" ("row_number");
CREATE TABLE "historic_incident" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "definition_key" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "execution_id" TEXT COLLATE "C",
  "create_time" BIGINT,
  "end_time" BIGINT,
  "type" TEXT COLLATE "C",
  "activity_id" TEXT COLLATE "C",
  "failed_activity_id" TEXT COLLATE "C",
  "cause_incident_id" TEXT COLLATE "C",
  "root_cause_incident_id" TEXT COLLATE "C",
  "configuration" TEXT COLLATE "C",
  "history_configuration" TEXT COLLATE "C",
  "message" TEXT COLLATE "C",
  "tenant_id" TEXT COLLATE "C",
  "job_definition_id" TEXT COLLATE "C",
  "state" TEXT COLLATE "C",
  "annotation" TEXT COLLATE "C",
  "removal_time" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "historic_incident_process_instance_id_index" ON "historic_incident" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "historic_incident_root_id_index" ON "historic_incident" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_incident_definition_id_index" ON "historic_incident" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE INDEX "historic_incident_root_cause_incident_id_index" ON "historic_incident" ("root_cause_incident_id") WHERE "root_cause_incident_id" IS NOT NULL;
CREATE INDEX "historic_incident_order_index" ON "historic_incident" ("row_number");
CREATE TABLE "historic_job_log" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "timestamp" BIGINT,
  "job_id" TEXT COLLATE "C",
  "job_due" BIGINT,
  "job_retries" BIGINT,
  "job_priority" BIGINT,
  "exception_message" TEXT COLLATE "C",
  "exception_stack" TEXT COLLATE "C",
  "failed_activity_id" TEXT COLLATE "C",
  "job_definition_id" TEXT COLLATE "C",
  "job_type" TEXT COLLATE "C",
  "job_configuration" TEXT COLLATE "C",
  "activity_id" TEXT COLLATE "C",
  "execution_id" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "definition_key" TEXT COLLATE "C",
  "deployment_id" TEXT COLLATE "C",
  "tenant_id" TEXT COLLATE "C",
  "hostname" TEXT COLLATE "C",
  "state" TEXT COLLATE "C",
  "removal_time" BIGINT,
  "sequence" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "historic_job_log_job_id_index" ON "historic_job_log" ("job_id") WHERE "job_id" IS NOT NULL;
CREATE INDEX "historic_job_log_process_instance_id_index" ON "historic_job_log" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "historic_job_log_root_id_index" ON "historic_job_log" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_job_log_order_index" ON "historic_job_log" ("row_number");
CREATE TABLE "historic_external_task_log" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "external_task_id" TEXT COLLATE "C",
  "timestamp" BIGINT,
  "topic" TEXT COLLATE "C",
  "worker_id" TEXT COLLATE "C",
  "retries" BIGINT,
  "priority" BIGINT,
  "error_message" TEXT COLLATE "C",
  "error_details" TEXT COLLATE "C",
  "activity_id" TEXT COLLATE "C",
  "activity_instance_id" TEXT COLLATE "C",
  "execution_id" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "definition_key" TEXT COLLATE "C",
  "tenant_id" TEXT COLLATE "C",
  "state" TEXT COLLATE "C",
  "removal_time" BIGINT,
  "sequence" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "historic_external_task_log_external_task_id_index" ON "historic_external_task_log" ("external_task_id") WHERE "external_task_id" IS NOT NULL;
CREATE INDEX "historic_external_task_log_process_instance_id_index" ON "historic_external_task_log" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "historic_external_task_log_root_id_index" ON "historic_external_task_log" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_external_task_log_order_index" ON "historic_external_task_log" ("row_number");
CREATE TABLE "historic_identity_link" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "time" BIGINT,
  "type" TEXT COLLATE "C",
  "user_id" TEXT COLLATE "C",
  "group_id" TEXT COLLATE "C",
  "task_id" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "definition_key" TEXT COLLATE "C",
  "operation_type" TEXT COLLATE "C",
  "assigner_id" TEXT COLLATE "C",
  "tenant_id" TEXT COLLATE "C",
  "removal_time" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "historic_identity_link_task_id_index" ON "historic_identity_link" ("task_id") WHERE "task_id" IS NOT NULL;
CREATE INDEX "historic_identity_link_root_id_index" ON "historic_identity_link" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "historic_identity_link_definition_id_index" ON "historic_identity_link" ("definition_id") WHERE "definition_id" IS NOT NULL;
CREATE INDEX "historic_identity_link_order_index" ON "historic_identity_link" ("row_number");
CREATE TABLE "comment" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "task_id" TEXT COLLATE "C",
  "user_id" TEXT COLLATE "C",
  "time" BIGINT,
  "message" TEXT COLLATE "C",
  "removal_time" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "comment_task_id_index" ON "comment" ("task_id") WHERE "task_id" IS NOT NULL;
CREATE INDEX "comment_process_instance_id_index" ON "comment" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "comment_root_id_index" ON "comment" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "comment_order_index" ON "comment" ("row_number");
CREATE TABLE "attachment" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "task_id" TEXT COLLATE "C",
  "name" TEXT COLLATE "C",
  "description" TEXT COLLATE "C",
  "type" TEXT COLLATE "C",
  "url" TEXT COLLATE "C",
  "time" BIGINT,
  "content" BYTEA,
  "removal_time" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "attachment_task_id_index" ON "attachment" ("task_id") WHERE "task_id" IS NOT NULL;
CREATE INDEX "attachment_process_instance_id_index" ON "attachment" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "attachment_root_id_index" ON "attachment" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "attachment_order_index" ON "attachment" ("row_number");
CREATE TABLE "user_operation" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "root_id" TEXT COLLATE "C",
  "operation_id" TEXT COLLATE "C",
  "deployment_id" TEXT COLLATE "C",
  "definition_id" TEXT COLLATE "C",
  "definition_key" TEXT COLLATE "C",
  "process_instance_id" TEXT COLLATE "C",
  "execution_id" TEXT COLLATE "C",
  "task_id" TEXT COLLATE "C",
  "job_id" TEXT COLLATE "C",
  "job_definition_id" TEXT COLLATE "C",
  "external_task_id" TEXT COLLATE "C",
  "user_id" TEXT COLLATE "C",
  "timestamp" BIGINT,
  "operation_type" TEXT COLLATE "C",
  "entity_type" TEXT COLLATE "C",
  "property" TEXT COLLATE "C",
  "original_value" TEXT COLLATE "C",
  "new_value" TEXT COLLATE "C",
  "category" TEXT COLLATE "C",
  "annotation" TEXT COLLATE "C",
  "tenant_id" TEXT COLLATE "C",
  "removal_time" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "user_operation_process_instance_id_index" ON "user_operation" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
CREATE INDEX "user_operation_root_id_index" ON "user_operation" ("root_id") WHERE "root_id" IS NOT NULL;
CREATE INDEX "user_operation_timestamp_index" ON "user_operation" ("timestamp");
CREATE INDEX "user_operation_order_index" ON "user_operation" ("row_number");
CREATE TABLE "decision_definition" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "key" TEXT COLLATE "C",
  "version" BIGINT,
  "name" TEXT COLLATE "C",
  "category" TEXT COLLATE "C",
  "deployment_id" TEXT COLLATE "C",
  "resource_name" TEXT COLLATE "C",
  "tenant_id" TEXT COLLATE "C",
  "requirements_id" TEXT COLLATE "C",
  "requirements_key" TEXT COLLATE "C",
  "history_time_to_live" BIGINT,
  "version_tag" TEXT COLLATE "C",
  "latest" BIGINT,
  "deployment_time" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "decision_definition_key_version_index" ON "decision_definition" ("key", "version") WHERE "key" IS NOT NULL;
CREATE INDEX "decision_definition_deployment_id_index" ON "decision_definition" ("deployment_id") WHERE "deployment_id" IS NOT NULL;
CREATE INDEX "decision_definition_order_index" ON "decision_definition" ("row_number");
CREATE TABLE "property" (
  "name" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "value" TEXT COLLATE "C",
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "property_order_index" ON "property" ("row_number");
