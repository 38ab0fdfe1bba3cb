#include "app/local/waits.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "expression/time.hpp"
#include "runtime/store/query.hpp"
#include "runtime/store/store.hpp"

namespace baton::app {

namespace {

std::string whom(Store& store, const Task& task) {
  if (task.assignee) return ", assigned to " + *task.assignee;
  std::vector<std::string> names;
  for (const auto& link : store.all<IdentityLink>(
           Query{TableId::identity_link, where::eq(col::identity_link::task_id, task.id)})) {
    if (link.type != "candidate") continue;
    names.push_back(link.user_id ? "user " + *link.user_id : "group " + link.group_id.value_or(""));
  }
  return names.empty() ? "" : fmt::format(", for {}", fmt::join(names, ", "));
}

void user_tasks(Store& store, std::vector<Wait>& found) {
  for (const Task& task : store.all<Task>(Query{TableId::task})) {
    const std::string id = task.task_definition_key.empty() ? task.id : task.task_definition_key;
    found.push_back(
        {fmt::format("user task {}{}{}{}", id, task.name ? fmt::format(" \"{}\"", *task.name) : "",
                     whom(store, task), task.suspended ? " (suspended)" : ""),
         fmt::format("complete {} {{}}", id)});
  }
}

void external_tasks(Store& store, std::vector<Wait>& found) {
  for (const ExternalTask& task : store.all<ExternalTask>(Query{TableId::external_task})) {
    const bool failed = task.retries && *task.retries == 0;
    found.push_back(
        {fmt::format("external task {}, topic {}{}", task.activity_id, task.topic,
                     failed ? ", failed: " + task.error_message.value_or("") : ""),
         failed ? "retry " + task.activity_id : fmt::format("complete {} {{}}", task.activity_id)});
  }
}

void subscriptions(Store& store, std::vector<Wait>& found) {
  for (const auto& row : store.all<EventSubscription>(Query{TableId::event_subscription})) {
    if (row.event_type == "compensate") continue;  // not waited for: it is there if needed
    const std::string name = row.event_name.value_or("");
    const std::string place =
        row.execution_id.empty() ? "starts at " + row.activity_id : "at " + row.activity_id;
    if (row.event_type == "conditional") {
      found.push_back({fmt::format("condition {}", place), "set {\"name\": value}"});
    } else {
      found.push_back({fmt::format("{} {}, {}", row.event_type, name, place),
                       fmt::format("{} {} {{}}", row.event_type, name)});
    }
  }
}

void jobs(Store& store, std::int64_t now, std::vector<Wait>& found) {
  for (const Job& job : store.all<Job>(Query{TableId::job})) {
    if (job.retries == 0) {
      found.push_back(
          {fmt::format("failed job at {}: {}", job.activity_id, job.exception_message.value_or("")),
           fmt::format("retry {}", job.activity_id)});
    } else if (job.due && *job.due > now) {
      found.push_back({fmt::format("{} {}, due {} (in {} s)", job.is_timer ? "timer" : "retry of",
                                   job.activity_id, format_rest_date(*job.due), (*job.due - now) / 1000),
                       fmt::format("fire {}", job.activity_id)});
    } else {
      found.push_back({fmt::format("job {}{}", job.activity_id, job.suspended ? " (suspended)" : ""),
                       fmt::format("fire {}", job.activity_id)});
    }
  }
}

// Receive tasks and the like without a message: their execution rests on the activity and has nothing else.
void signallable(Store& store, std::vector<Wait>& found) {
  using namespace col;
  Query query{
      TableId::historic_activity,
      where::all({where::is_null(historic_activity::end_time),
                  where::eq(historic_activity::activity_type, "receiveTask"),
                  where::negate(where::exists(TableId::event_subscription, event_subscription::execution_id,
                                              historic_activity::execution_id))})};
  for (const auto& row : store.all<HistoricActivity>(query)) {
    found.push_back({fmt::format("receive task {} without a message", row.activity_id),
                     fmt::format("trigger {}", row.activity_id)});
  }
}

}  // namespace

std::vector<Wait> waits(Store& store, std::int64_t now) {
  std::vector<Wait> found;
  user_tasks(store, found);
  external_tasks(store, found);
  subscriptions(store, found);
  signallable(store, found);
  jobs(store, now, found);
  return found;
}

}  // namespace baton::app
