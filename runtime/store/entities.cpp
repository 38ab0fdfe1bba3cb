#include "runtime/store/entities.hpp"

#include <cstring>

namespace baton {

namespace cell {

Cell put(const std::string& v) { return v.empty() ? Cell{} : Cell{v}; }
Cell put(const std::optional<std::string>& v) { return v ? Cell{*v} : Cell{}; }
Cell put(std::int64_t v) { return Cell{v}; }
Cell put(const std::optional<std::int64_t>& v) { return v ? Cell{*v} : Cell{}; }
Cell put(double v) { return Cell{v}; }
Cell put(bool v) { return Cell{static_cast<std::int64_t>(v)}; }

void get(const Cell& c, std::string& v) {
  if (const auto* s = std::get_if<std::string>(&c)) v = *s;
}
void get(const Cell& c, std::optional<std::string>& v) {
  if (const auto* s = std::get_if<std::string>(&c)) v = *s;
}
void get(const Cell& c, std::int64_t& v) {
  if (const auto* i = std::get_if<std::int64_t>(&c)) v = *i;
}
void get(const Cell& c, std::optional<std::int64_t>& v) {
  if (const auto* i = std::get_if<std::int64_t>(&c)) v = *i;
}
void get(const Cell& c, double& v) {
  if (const auto* d = std::get_if<double>(&c)) v = *d;
  if (const auto* i = std::get_if<std::int64_t>(&c)) v = static_cast<double>(*i);
}
void get(const Cell& c, bool& v) {
  if (const auto* i = std::get_if<std::int64_t>(&c)) v = *i != 0;
}

}  // namespace cell

int TableSpec::column(const char* column_name) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (std::strcmp(columns[i].name, column_name) == 0) return static_cast<int>(i);
  }
  return -1;
}

#define BATON_PUT(name, kind) row.push_back(cell::put(name));
#define BATON_GET(name, kind) cell::get(row[i++], entity.name);
#define BATON_ENTITY(Name, table, LIST)          \
  Row Name::to_row() const {                     \
    Row row;                                     \
    row.reserve(col::table::count_);             \
    LIST(BATON_PUT)                              \
    return row;                                  \
  }                                              \
  Name Name::from_row(const Row& row) {          \
    Name entity;                                 \
    std::size_t i = 0;                           \
    LIST(BATON_GET)                              \
    return entity;                               \
  }
BATON_ENTITIES(BATON_ENTITY)
#undef BATON_ENTITY

namespace {

struct Indexes {
  TableId id;
  bool is_aggregate;
  std::vector<const char*> columns;
};

// One line per table. Every documented query goes through one of these or the primary key. Histories are found by their
// process instance: an index by the root as well would cost each step of each instance once more.
const std::vector<Indexes>& index_table() {
  static const std::vector<Indexes> table = {
      {TableId::deployment, false, {"name", "time"}},
      {TableId::resource, false, {"deployment_id"}},
      {TableId::process_definition, false, {"key,version", "deployment_id"}},
      {TableId::decision_definition, false, {"key,version", "deployment_id"}},
      {TableId::job_definition, false, {"process_definition_id", "deployment_id"}},
      {TableId::execution, true, {"root_id", "process_instance_id", "definition_id", "definition_key", "super_id", "business_key"}},
      {TableId::variable, true, {"root_id", "scope_id", "process_instance_id", "name"}},
      {TableId::task, true, {"root_id", "process_instance_id", "assignee", "definition_key", "task_definition_key", "created"}},
      {TableId::identity_link, true, {"root_id", "task_id", "user_id", "group_id", "definition_id"}},
      {TableId::external_task, true, {"root_id", "topic,lock_expiration", "process_instance_id", "worker_id"}},
      {TableId::job, true, {"root_id", "!due", "process_instance_id", "definition_id", "job_definition_id"}},
      {TableId::event_subscription, true, {"root_id", "event_name,event_type", "process_instance_id", "definition_id"}},
      {TableId::incident, true, {"root_id", "process_instance_id", "cause_incident_id", "root_cause_incident_id", "definition_id"}},
      {TableId::outbox, false, {"root_id"}},
      {TableId::historic_process_instance, false, {"root_id", "definition_id", "definition_key,start_time", "super_id", "business_key", "end_time", "removal_time"}},
      {TableId::historic_activity, false, {"process_instance_id", "definition_id,activity_id"}},
      {TableId::historic_task, false, {"process_instance_id", "root_id", "definition_id", "assignee"}},
      {TableId::historic_variable, false, {"process_instance_id", "name"}},
      {TableId::historic_detail, false, {"process_instance_id", "variable_id"}},
      {TableId::historic_incident, false, {"process_instance_id", "definition_id", "root_cause_incident_id"}},
      {TableId::historic_job_log, false, {"job_id", "process_instance_id"}},
      {TableId::historic_external_task_log, false, {"external_task_id", "process_instance_id"}},
      {TableId::historic_identity_link, false, {"task_id", "definition_id", "process_instance_id"}},
      {TableId::comment, false, {"task_id", "process_instance_id"}},
      {TableId::attachment, false, {"task_id", "process_instance_id"}},
      {TableId::user_operation, false, {"process_instance_id", "timestamp"}},
      {TableId::property, false, {}},
      {TableId::meter, false, {"timestamp"}},
      {TableId::idempotent, false, {"created"}},
      {TableId::model_project, false, {"name"}},
      {TableId::model_file, false, {"project_id,path"}},
      {TableId::model_version, false, {"file_id,number", "digest"}},
      {TableId::model_content, false, {}},
      {TableId::model_words, false, {}},
      {TableId::model_deployment, false, {"file_id,version", "deployment_id"}},
  };
  return table;
}

std::vector<TableSpec> build_specs() {
  std::vector<TableSpec> specs(static_cast<std::size_t>(TableId::count_));
#define BATON_COLUMN(column_name, Kind) spec.columns.push_back({#column_name, cell::Kind::kind});
#define BATON_ENTITY(Name, table, LIST)                              \
  {                                                                  \
    TableSpec& spec = specs[static_cast<std::size_t>(TableId::table)]; \
    spec.id = TableId::table;                                        \
    spec.name = #table;                                              \
    LIST(BATON_COLUMN)                                               \
  }
  BATON_ENTITIES(BATON_ENTITY)
#undef BATON_ENTITY
#undef BATON_COLUMN
  for (const Indexes& line : index_table()) {
    TableSpec& spec = specs[static_cast<std::size_t>(line.id)];
    spec.indexes = line.columns;
    spec.is_aggregate = line.is_aggregate;
  }
  return specs;
}

}  // namespace

const TableSpec& table_spec(TableId id) {
  static const std::vector<TableSpec> specs = build_specs();
  return specs[static_cast<std::size_t>(id)];
}

}  // namespace baton
