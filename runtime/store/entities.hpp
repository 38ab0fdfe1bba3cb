// Every stored thing, column by column: one X-macro list per table is the single place that names its
// columns. From it come a plain struct, a column enum, the conversion to and from a Row, and the TableSpec
// that a Store builds its schema from.
//
// Column kinds: Text (empty is SQL NULL), OptText (NULL and empty differ), Int, OptInt, Real, Bool, Blob.
// The first column is the primary key. Times are TimestampMs. Stored: columns are only ever appended, with
// a schema migration (persistence/migrations).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace baton {

using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;
using Row = std::vector<Cell>;

enum class CellKind : std::uint8_t { text, opt_text, integer, opt_integer, real, boolean, blob };

enum class TableId : std::uint8_t {
  deployment, resource, process_definition, job_definition,
  execution, variable, task, identity_link, external_task, job, event_subscription, incident, outbox,
  historic_process_instance, historic_activity, historic_task, historic_variable, historic_detail,
  historic_incident, historic_job_log, historic_external_task_log, historic_identity_link,
  comment, attachment, user_operation, decision_definition, property, meter, idempotent,
  model_project, model_file, model_version, model_content, model_words, model_deployment,
  count_
};

struct ColumnSpec {
  const char* name;
  CellKind kind;
};

struct TableSpec {
  TableId id;
  const char* name;
  std::vector<ColumnSpec> columns;
  // Comma-separated column lists, most selective use first. "root_id" is in every aggregate table. Rows whose first
  // column is NULL are not in the index, unless a "!" stands before it.
  std::vector<const char*> indexes;
  bool is_aggregate = false;  // rows belong to one root process instance and are loaded with it

  int column(const char* column_name) const;  // -1: none
};

const TableSpec& table_spec(TableId id);

// clang-format off
#define BATON_DEPLOYMENT(X) \
  X(id, Text) X(name, OptText) X(source, OptText) X(time, Int) X(tenant_id, Text)

#define BATON_RESOURCE(X) \
  X(id, Text) X(deployment_id, Text) X(name, Text) X(bytes, Blob)

#define BATON_PROCESS_DEFINITION(X) \
  X(id, Text) X(key, Text) X(version, Int) X(name, OptText) X(category, OptText) X(description, OptText) \
  X(deployment_id, Text) X(deployment_time, Int) X(resource_name, Text) X(diagram_resource, Text) \
  X(suspended, Bool) X(tenant_id, Text) X(version_tag, OptText) X(history_time_to_live, OptInt) \
  X(startable_in_tasklist, Bool) X(lenient, Bool) X(latest, Bool) X(has_start_form, Bool)

#define BATON_DECISION_DEFINITION(X) \
  X(id, Text) X(key, Text) X(version, Int) X(name, OptText) X(category, OptText) X(deployment_id, Text) \
  X(resource_name, Text) X(tenant_id, Text) X(requirements_id, Text) X(requirements_key, Text) \
  X(history_time_to_live, OptInt) X(version_tag, OptText) X(latest, Bool) X(deployment_time, Int)

#define BATON_JOB_DEFINITION(X) \
  X(id, Text) X(process_definition_id, Text) X(process_definition_key, Text) X(activity_id, Text) \
  X(job_type, Text) X(job_configuration, Text) X(priority, OptInt) X(suspended, Bool) X(tenant_id, Text) \
  X(deployment_id, Text)

// An execution as Camunda 7's clients see it: the process instance itself (id == process_instance_id), a
// concurrent path, or a scope.
#define BATON_EXECUTION(X) \
  X(id, Text) X(root_id, Text) X(process_instance_id, Text) X(parent_id, Text) X(super_id, Text) \
  X(definition_id, Text) X(definition_key, Text) X(business_key, OptText) X(activity_id, Text) \
  X(activity_instance_id, Text) X(is_active, Bool) X(is_concurrent, Bool) X(is_scope, Bool) \
  X(is_event_scope, Bool) X(suspended, Bool) X(tenant_id, Text) X(sequence, Int) X(state, Text) \
  X(arrived_flow, Text) X(started, Int) X(scope_activity_id, Text) X(scope_instance_id, Text) \
  X(case_instance_id, Text)

#define BATON_VARIABLE(X) \
  X(id, Text) X(root_id, Text) X(process_instance_id, Text) X(definition_id, Text) X(execution_id, Text) \
  X(task_id, Text) X(scope_id, Text) X(activity_instance_id, Text) X(name, Text) X(type, Int) X(number, OptInt) \
  X(real, Real) X(text, OptText) X(text2, Text) X(tenant_id, Text) X(sequence, Int) X(is_concurrent_local, Bool)

#define BATON_TASK(X) \
  X(id, Text) X(root_id, Text) X(process_instance_id, Text) X(execution_id, Text) X(definition_id, Text) \
  X(definition_key, Text) X(task_definition_key, Text) X(activity_instance_id, Text) X(name, OptText) \
  X(description, OptText) X(assignee, OptText) X(owner, OptText) X(priority, Int) X(created, Int) X(due, OptInt) \
  X(follow_up, OptInt) X(last_updated, OptInt) X(delegation_state, Text) X(parent_task_id, Text) \
  X(case_instance_id, Text) X(suspended, Bool) X(form_key, OptText) X(form_ref, OptText) \
  X(form_ref_binding, Text) X(form_ref_version, OptInt) X(tenant_id, Text) X(task_state, Text) X(sequence, Int)

#define BATON_IDENTITY_LINK(X) \
  X(id, Text) X(root_id, Text) X(task_id, Text) X(definition_id, Text) X(user_id, OptText) X(group_id, OptText) \
  X(type, OptText) X(tenant_id, Text)

#define BATON_EXTERNAL_TASK(X) \
  X(id, Text) X(root_id, Text) X(process_instance_id, Text) X(execution_id, Text) X(activity_id, Text) \
  X(activity_instance_id, Text) X(definition_id, Text) X(definition_key, Text) X(version_tag, OptText) X(topic, Text) \
  X(worker_id, OptText) X(lock_expiration, OptInt) X(retries, OptInt) X(error_message, OptText) \
  X(error_details, OptText) X(priority, Int) X(suspended, Bool) X(tenant_id, Text) X(business_key, OptText) \
  X(created, Int) X(sequence, Int)

#define BATON_JOB(X) \
  X(id, Text) X(root_id, Text) X(process_instance_id, Text) X(execution_id, Text) X(definition_id, Text) \
  X(definition_key, Text) X(deployment_id, Text) X(job_definition_id, Text) X(handler, Text) X(configuration, Text) \
  X(is_timer, Bool) X(activity_id, Text) X(failed_activity_id, Text) X(retries, Int) X(due, OptInt) \
  X(lock_expiration, OptInt) X(exception_message, OptText) X(exception_stack, OptText) X(suspended, Bool) \
  X(priority, Int) X(repeat, Text) X(repeats_left, Int) X(created, Int) X(tenant_id, Text) X(exclusive, Bool) \
  X(sequence, Int)

#define BATON_EVENT_SUBSCRIPTION(X) \
  X(id, Text) X(root_id, Text) X(event_type, Text) X(event_name, OptText) X(execution_id, Text) \
  X(process_instance_id, Text) X(activity_id, Text) X(definition_id, Text) X(configuration, Text) X(created, Int) \
  X(tenant_id, Text) X(sequence, Int)

#define BATON_INCIDENT(X) \
  X(id, Text) X(root_id, Text) X(type, Text) X(message, OptText) X(timestamp, Int) X(execution_id, Text) \
  X(process_instance_id, Text) X(activity_id, Text) X(failed_activity_id, Text) X(definition_id, Text) \
  X(definition_key, Text) X(cause_incident_id, Text) X(root_cause_incident_id, Text) X(configuration, OptText) \
  X(tenant_id, Text) X(job_definition_id, Text) X(history_configuration, Text) X(annotation, OptText)

// Commands to other aggregates, written in the commit that caused them, removed when delivered.
#define BATON_OUTBOX(X) \
  X(id, Text) X(root_id, Text) X(created, Int) X(kind, Text) X(payload, Text)

// removal_time: of the root alone; all that it called, and the rows of both, go with it.
#define BATON_HISTORIC_PROCESS_INSTANCE(X) \
  X(id, Text) X(root_id, Text) X(super_id, Text) X(definition_id, Text) X(definition_key, Text) \
  X(definition_name, OptText) X(definition_version, Int) X(business_key, OptText) X(start_time, Int) X(end_time, OptInt) \
  X(removal_time, OptInt) X(start_user_id, Text) X(start_activity_id, Text) X(end_activity_id, Text) \
  X(delete_reason, OptText) X(tenant_id, Text) X(state, Text) X(restarted_from, Text) X(case_instance_id, Text)

#define BATON_HISTORIC_ACTIVITY(X) \
  X(id, Text) X(root_id, Text) X(parent_id, Text) X(process_instance_id, Text) X(execution_id, Text) \
  X(definition_id, Text) X(definition_key, Text) X(activity_id, Text) X(activity_name, OptText) X(activity_type, Text) \
  X(task_id, Text) X(assignee, OptText) X(called_instance_id, Text) X(start_time, Int) X(end_time, OptInt) \
  X(canceled, Bool) X(complete_scope, Bool) X(tenant_id, Text) X(sequence, Int)

#define BATON_HISTORIC_TASK(X) \
  X(id, Text) X(root_id, Text) X(process_instance_id, Text) X(execution_id, Text) X(definition_id, Text) \
  X(definition_key, Text) X(activity_instance_id, Text) X(task_definition_key, Text) X(name, OptText) \
  X(description, OptText) X(delete_reason, OptText) X(owner, OptText) X(assignee, OptText) X(start_time, Int) \
  X(end_time, OptInt) X(priority, Int) X(due, OptInt) X(follow_up, OptInt) X(parent_task_id, Text) X(tenant_id, Text) \
  X(task_state, Text) X(case_instance_id, Text)

#define BATON_HISTORIC_VARIABLE(X) \
  X(id, Text) X(root_id, Text) X(process_instance_id, Text) X(definition_id, Text) X(definition_key, Text) \
  X(execution_id, Text) X(activity_instance_id, Text) X(task_id, Text) X(name, Text) X(type, Int) X(number, OptInt) \
  X(real, Real) X(text, OptText) X(text2, Text) X(state, Text) X(create_time, Int) X(tenant_id, Text)

#define BATON_HISTORIC_DETAIL(X) \
  X(id, Text) X(root_id, Text) X(kind, Text) X(process_instance_id, Text) X(definition_id, Text) \
  X(definition_key, Text) X(execution_id, Text) X(activity_instance_id, Text) X(task_id, Text) X(time, Int) \
  X(variable_id, Text) X(name, Text) X(type, Int) X(number, OptInt) X(real, Real) X(text, OptText) X(text2, Text) \
  X(revision, Int) X(initial, Bool) X(user_operation_id, Text) X(tenant_id, Text) X(sequence, Int)

#define BATON_HISTORIC_INCIDENT(X) \
  X(id, Text) X(root_id, Text) X(definition_id, Text) X(definition_key, Text) X(process_instance_id, Text) \
  X(execution_id, Text) X(create_time, Int) X(end_time, OptInt) X(type, Text) X(activity_id, Text) \
  X(failed_activity_id, Text) X(cause_incident_id, Text) X(root_cause_incident_id, Text) X(configuration, OptText) \
  X(history_configuration, Text) X(message, OptText) X(tenant_id, Text) X(job_definition_id, Text) X(state, Text) \
  X(annotation, OptText)

#define BATON_HISTORIC_JOB_LOG(X) \
  X(id, Text) X(root_id, Text) X(timestamp, Int) X(job_id, Text) X(job_due, OptInt) X(job_retries, Int) \
  X(job_priority, Int) X(exception_message, OptText) X(exception_stack, OptText) X(failed_activity_id, Text) \
  X(job_definition_id, Text) X(job_type, Text) X(job_configuration, Text) X(activity_id, Text) X(execution_id, Text) \
  X(process_instance_id, Text) X(definition_id, Text) X(definition_key, Text) X(deployment_id, Text) X(tenant_id, Text) \
  X(hostname, Text) X(state, Text) X(sequence, Int)

#define BATON_HISTORIC_EXTERNAL_TASK_LOG(X) \
  X(id, Text) X(root_id, Text) X(external_task_id, Text) X(timestamp, Int) X(topic, Text) X(worker_id, OptText) \
  X(retries, OptInt) X(priority, Int) X(error_message, OptText) X(error_details, OptText) X(activity_id, Text) \
  X(activity_instance_id, Text) X(execution_id, Text) X(process_instance_id, Text) X(definition_id, Text) \
  X(definition_key, Text) X(tenant_id, Text) X(state, Text) X(sequence, Int)

#define BATON_HISTORIC_IDENTITY_LINK(X) \
  X(id, Text) X(root_id, Text) X(time, Int) X(type, OptText) X(user_id, OptText) X(group_id, OptText) X(task_id, Text) \
  X(process_instance_id, Text) X(definition_id, Text) X(definition_key, Text) X(operation_type, Text) \
  X(assigner_id, OptText) X(tenant_id, Text)

#define BATON_COMMENT(X) \
  X(id, Text) X(root_id, Text) X(process_instance_id, Text) X(task_id, Text) X(user_id, Text) X(time, Int) X(message, Text)

#define BATON_ATTACHMENT(X) \
  X(id, Text) X(root_id, Text) X(process_instance_id, Text) X(task_id, Text) X(name, OptText) X(description, OptText) \
  X(type, OptText) X(url, OptText) X(time, Int) X(content, Blob)

#define BATON_USER_OPERATION(X) \
  X(id, Text) X(root_id, Text) X(operation_id, Text) X(deployment_id, Text) X(definition_id, Text) X(definition_key, Text) \
  X(process_instance_id, Text) X(execution_id, Text) X(task_id, Text) X(job_id, Text) X(job_definition_id, Text) \
  X(external_task_id, Text) X(user_id, Text) X(timestamp, Int) X(operation_type, Text) X(entity_type, Text) \
  X(property, Text) X(original_value, OptText) X(new_value, OptText) X(category, Text) X(annotation, OptText) \
  X(tenant_id, Text)

// Small facts of the database itself: "schema-version", ...
#define BATON_PROPERTY(X) X(name, Text) X(value, Text)

// How often something has happened in a quarter of an hour (runtime/engine/meters.hpp).
#define BATON_METER(X) X(id, Text) X(name, Text) X(timestamp, Int) X(value, Int)

// A request with an Idempotency-Key: stored with what it did, its answer (status, ...) after it.
#define BATON_IDEMPOTENT(X) \
  X(id, Text) X(digest, Text) X(created, Int) X(instance_id, Text) X(status, OptInt) X(content_type, OptText) \
  X(body, OptText)

// Diagrams before deployment (modeler/workspace.hpp). A file's row says its newest version; bytes are kept once,
// under their digest. `revision` counts every change of a row, `deleted` is when.
#define BATON_MODEL_PROJECT(X) \
  X(id, Text) X(name, Text) X(description, OptText) X(created, Int) X(created_by, Text) X(updated, Int) \
  X(updated_by, Text) X(revision, Int) X(deleted, OptInt)

#define BATON_MODEL_FILE(X) \
  X(id, Text) X(project_id, Text) X(path, Text) X(kind, Text) X(created, Int) X(created_by, Text) X(updated, Int) \
  X(updated_by, Text) X(revision, Int) X(deleted, OptInt) X(version, Int) X(size, Int) X(digest, Text) \
  X(errors, Int) X(warnings, Int)

#define BATON_MODEL_VERSION(X) \
  X(id, Text) X(file_id, Text) X(number, Int) X(path, Text) X(author, Text) X(comment, OptText) X(time, Int) \
  X(size, Int) X(digest, Text) X(errors, Int) X(warnings, Int) X(restored_from, OptInt)

#define BATON_MODEL_CONTENT(X) X(id, Text) X(bytes, Blob)

// What a file is found by: a line for each element of its newest version. The id is the file's.
#define BATON_MODEL_WORDS(X) X(id, Text) X(words, Text)

#define BATON_MODEL_DEPLOYMENT(X) \
  X(id, Text) X(file_id, Text) X(version, Int) X(deployment_id, Text) X(time, Int) X(author, Text)
// clang-format on

// X(struct name, TableId, list)
#define BATON_ENTITIES(X)                                                   \
  X(Deployment, deployment, BATON_DEPLOYMENT)                               \
  X(Resource, resource, BATON_RESOURCE)                                     \
  X(ProcessDefinition, process_definition, BATON_PROCESS_DEFINITION)        \
  X(DecisionDefinition, decision_definition, BATON_DECISION_DEFINITION)     \
  X(JobDefinition, job_definition, BATON_JOB_DEFINITION)                    \
  X(Execution, execution, BATON_EXECUTION)                                  \
  X(Variable, variable, BATON_VARIABLE)                                     \
  X(Task, task, BATON_TASK)                                                 \
  X(IdentityLink, identity_link, BATON_IDENTITY_LINK)                       \
  X(ExternalTask, external_task, BATON_EXTERNAL_TASK)                       \
  X(Job, job, BATON_JOB)                                                    \
  X(EventSubscription, event_subscription, BATON_EVENT_SUBSCRIPTION)        \
  X(Incident, incident, BATON_INCIDENT)                                     \
  X(OutboxEntry, outbox, BATON_OUTBOX)                                      \
  X(HistoricProcessInstance, historic_process_instance, BATON_HISTORIC_PROCESS_INSTANCE)       \
  X(HistoricActivity, historic_activity, BATON_HISTORIC_ACTIVITY)           \
  X(HistoricTask, historic_task, BATON_HISTORIC_TASK)                       \
  X(HistoricVariable, historic_variable, BATON_HISTORIC_VARIABLE)           \
  X(HistoricDetail, historic_detail, BATON_HISTORIC_DETAIL)                 \
  X(HistoricIncident, historic_incident, BATON_HISTORIC_INCIDENT)           \
  X(HistoricJobLog, historic_job_log, BATON_HISTORIC_JOB_LOG)               \
  X(HistoricExternalTaskLog, historic_external_task_log, BATON_HISTORIC_EXTERNAL_TASK_LOG)     \
  X(HistoricIdentityLink, historic_identity_link, BATON_HISTORIC_IDENTITY_LINK)                \
  X(Comment, comment, BATON_COMMENT)                                        \
  X(Attachment, attachment, BATON_ATTACHMENT)                               \
  X(UserOperation, user_operation, BATON_USER_OPERATION)                    \
  X(Property, property, BATON_PROPERTY)                                     \
  X(Meter, meter, BATON_METER)                                              \
  X(Idempotent, idempotent, BATON_IDEMPOTENT)                               \
  X(ModelProject, model_project, BATON_MODEL_PROJECT)                       \
  X(ModelFile, model_file, BATON_MODEL_FILE)                                \
  X(ModelVersion, model_version, BATON_MODEL_VERSION)                       \
  X(ModelContent, model_content, BATON_MODEL_CONTENT)                       \
  X(ModelWords, model_words, BATON_MODEL_WORDS)                             \
  X(ModelDeployment, model_deployment, BATON_MODEL_DEPLOYMENT)

namespace cell {
// The C++ type of a column kind, and its way to and from a Cell.
struct Text { using type = std::string; static constexpr CellKind kind = CellKind::text; };
struct OptText { using type = std::optional<std::string>; static constexpr CellKind kind = CellKind::opt_text; };
struct Int { using type = std::int64_t; static constexpr CellKind kind = CellKind::integer; };
struct OptInt { using type = std::optional<std::int64_t>; static constexpr CellKind kind = CellKind::opt_integer; };
struct Real { using type = double; static constexpr CellKind kind = CellKind::real; };
struct Bool { using type = bool; static constexpr CellKind kind = CellKind::boolean; };
struct Blob { using type = std::string; static constexpr CellKind kind = CellKind::blob; };

Cell put(const std::string& v);                 // empty -> NULL
Cell put(const std::optional<std::string>& v);
Cell put(std::int64_t v);
Cell put(const std::optional<std::int64_t>& v);
Cell put(double v);
Cell put(bool v);
void get(const Cell& c, std::string& v);
void get(const Cell& c, std::optional<std::string>& v);
void get(const Cell& c, std::int64_t& v);
void get(const Cell& c, std::optional<std::int64_t>& v);
void get(const Cell& c, double& v);
void get(const Cell& c, bool& v);
}  // namespace cell

#define BATON_FIELD(name, kind) cell::kind::type name{};
#define BATON_COLUMN(name, kind) name,
// Columns are in a namespace of their own, col::task::assignee; fields are members, Task::assignee.
#define BATON_ENTITY(Name, table, LIST)                        \
  namespace col::table { enum : int { LIST(BATON_COLUMN) count_ }; } \
  struct Name {                                                \
    static constexpr TableId kTable = TableId::table;          \
    LIST(BATON_FIELD)                                          \
    Row to_row() const;                                        \
    static Name from_row(const Row& row);                      \
    bool operator==(const Name&) const = default;              \
  };
BATON_ENTITIES(BATON_ENTITY)
#undef BATON_ENTITY
#undef BATON_FIELD
#undef BATON_COLUMN

}  // namespace baton
