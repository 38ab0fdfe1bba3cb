#include "app/local/trace.hpp"

#include <fmt/core.h>

#include "app/local/values.hpp"
#include "runtime/store/query.hpp"
#include "runtime/store/store.hpp"

namespace baton::app {

namespace {

std::string named(const std::string& id, const std::optional<std::string>& name) {
  return name && !name->empty() && *name != id ? fmt::format("{} \"{}\"", id, *name) : id;
}

std::string line(const char* verb, const std::string& what) { return fmt::format("  {:<9} {}", verb, what); }

Value stored_value(const HistoricVariable& row) {
  return from_stored(
      {static_cast<ValueType>(row.type), row.number.value_or(0), row.real, row.text.value_or(""), row.text2});
}

}  // namespace

std::vector<std::string> Trace::news() {
  std::vector<std::string> lines;
  instances(lines);
  activities(lines);
  variables(lines);
  incidents(lines);
  ends(lines);
  return lines;
}

void Trace::instances(std::vector<std::string>& lines) {
  for (const auto& row : store_.all<HistoricProcessInstance>(Query{TableId::historic_process_instance})) {
    if (!started_.insert(row.id).second) continue;
    lines.push_back(
        line(row.super_id.empty() ? "start" : "call",
             fmt::format("process {}{}", named(row.definition_key, row.definition_name),
                         row.business_key ? fmt::format(", business key {}", *row.business_key) : "")));
  }
}

void Trace::activities(std::vector<std::string>& lines) {
  for (const auto& row : store_.all<HistoricActivity>(Query{TableId::historic_activity})) {
    const bool left = row.end_time.has_value();
    const auto known = activities_.find(row.id);
    if (known != activities_.end() && known->second == left) continue;
    const std::string what = named(row.activity_id, row.activity_name);
    if (known == activities_.end() && left && !row.canceled) {
      lines.push_back(line("pass", fmt::format("{} ({})", what, row.activity_type)));
    } else if (!left) {
      lines.push_back(line("enter", fmt::format("{} ({})", what, row.activity_type)));
    } else {
      lines.push_back(line(row.canceled ? "cancel" : "leave", what));
    }
    activities_[row.id] = left;
  }
}

void Trace::variables(std::vector<std::string>& lines) {
  for (const auto& row : store_.all<HistoricVariable>(Query{TableId::historic_variable})) {
    const std::string shown = show_value(stored_value(row));
    const auto known = variables_.find(row.id);
    if (known != variables_.end() && known->second == shown) continue;
    variables_[row.id] = shown;
    lines.push_back(line(
        "set", fmt::format("{} = {} ({})", row.name, shown, type_name(static_cast<ValueType>(row.type)))));
  }
}

void Trace::incidents(std::vector<std::string>& lines) {
  for (const auto& row : store_.all<HistoricIncident>(Query{TableId::historic_incident})) {
    const auto known = incidents_.find(row.id);
    if (known != incidents_.end() && known->second == row.state) continue;
    const char* verb = known == incidents_.end() ? "incident" : row.state.c_str();
    incidents_[row.id] = row.state;
    if (!row.cause_incident_id.empty() && row.cause_incident_id != row.id)
      continue;  // a caller's mirror of it
    lines.push_back(line(
        verb, fmt::format("{} at {}{}", row.type, row.activity_id, row.message ? ": " + *row.message : "")));
  }
}

void Trace::ends(std::vector<std::string>& lines) {
  for (const auto& row : store_.all<HistoricProcessInstance>(Query{TableId::historic_process_instance})) {
    if (!row.end_time || !ended_.insert(row.id).second) continue;
    lines.push_back(line("end", fmt::format("process {}: {}{}", row.definition_key, row.state,
                                            row.delete_reason ? ", " + *row.delete_reason : "")));
  }
}

}  // namespace baton::app
