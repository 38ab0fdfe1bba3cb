#include "runtime/engine/history.hpp"

#include <utility>

#include "runtime/store/store.hpp"

namespace baton {

namespace {

struct HistoryTable {
  TableId table;
  HistoryLevel least;  // the level that keeps it
};

constexpr HistoryTable kTables[] = {
    {TableId::historic_process_instance, HistoryLevel::activity},
    {TableId::historic_activity, HistoryLevel::activity},
    {TableId::historic_task, HistoryLevel::activity},
    {TableId::historic_variable, HistoryLevel::audit},
    {TableId::historic_detail, HistoryLevel::full},
    {TableId::historic_incident, HistoryLevel::full},
    {TableId::historic_job_log, HistoryLevel::full},
    {TableId::historic_external_task_log, HistoryLevel::full},
    {TableId::historic_identity_link, HistoryLevel::full},
    {TableId::user_operation, HistoryLevel::full},
};

constexpr std::pair<const char*, HistoryLevel> kLevels[] = {
    {"none", HistoryLevel::none}, {"activity", HistoryLevel::activity}, {"audit", HistoryLevel::audit}, {"full", HistoryLevel::full}};

const HistoryTable* history_table(TableId table) {
  for (const HistoryTable& line : kTables) {
    if (line.table == table) return &line;
  }
  return nullptr;
}

}  // namespace

std::optional<HistoryLevel> history_level(std::string_view name) {
  for (const auto& [known, level] : kLevels) {
    if (name == known) return level;
  }
  return std::nullopt;
}

void keep_history(Batch& batch, HistoryLevel level) {
  if (level == HistoryLevel::full) return;
  batch.leave_out([&](const Change& change) {
    const HistoryTable* line = history_table(change.table);
    return line && line->least > level;
  });
}

}  // namespace baton
