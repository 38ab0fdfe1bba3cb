// Entities removed during a session: kept until its end, since queued operations and the batch name them.
#pragma once

#include <memory>
#include <vector>

#include "runtime/interpreter/session.hpp"

namespace baton {

struct Session::Graveyard {
  std::vector<std::unique_ptr<ExecutionState>> executions;
  std::vector<std::unique_ptr<TaskRecord>> tasks;
  std::vector<std::unique_ptr<ExternalTaskRecord>> external_tasks;
  std::vector<std::unique_ptr<JobRecord>> jobs;
  std::vector<std::unique_ptr<SubscriptionRecord>> subscriptions;
  std::vector<std::unique_ptr<IncidentRecord>> incidents;
  std::vector<std::unique_ptr<IdentityLinkRecord>> links;
  std::vector<std::unique_ptr<VariableState>> variables;
};

}  // namespace baton
