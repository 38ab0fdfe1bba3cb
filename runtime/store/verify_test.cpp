#include "runtime/store/verify.hpp"

#include <gtest/gtest.h>

#include <set>

#include "runtime/store/memory_store.hpp"

namespace baton {
namespace {

// A deployed definition with one running instance that waits at a task.
void fill(Store& store) {
  Deployment deployment;
  deployment.id = "d";
  ProcessDefinition definition;
  definition.id = "p", definition.deployment_id = "d";
  Execution instance;
  instance.id = instance.root_id = instance.process_instance_id = "i", instance.definition_id = "p";
  HistoricProcessInstance history;
  history.id = "i";
  Task task;
  task.id = "t", task.execution_id = "i";
  HistoricTask task_history;
  task_history.id = "t";
  Batch batch;
  batch.insert(deployment), batch.insert(definition), batch.insert(instance), batch.insert(history);
  batch.insert(task), batch.insert(task_history);
  store.commit(std::move(batch));
}

std::set<std::string> broken_after(const std::function<void(Batch&)>& damage) {
  MemoryStore store;
  fill(store);
  Batch batch;
  damage(batch);
  store.commit(std::move(batch));
  std::set<std::string> ids;
  for (const Violation& violation : verify(store)) ids.insert(violation.rule->id);
  return ids;
}

using Ids = std::set<std::string>;

TEST(Verify, SoundDatabaseBreaksNothing) {
  EXPECT_EQ(broken_after([](Batch&) {}), Ids{});
}

TEST(Verify, LostInstance) {
  EXPECT_EQ(broken_after([](Batch& batch) { batch.remove(TableId::execution, "i"); }), (Ids{"history-running", "task-execution"}));
}

TEST(Verify, InstanceThatEndedInHistoryOnly) {
  EXPECT_EQ(broken_after([](Batch& batch) {
              batch.patch(TableId::historic_process_instance, "i",
                          {{col::historic_process_instance::end_time, Cell{std::int64_t{1}}}});
            }),
            Ids{"history-finished"});
}

TEST(Verify, DefinitionWithoutDeployment) {
  EXPECT_EQ(broken_after([](Batch& batch) { batch.remove(TableId::deployment, "d"); }), Ids{"definition-deployment"});
}

TEST(Verify, TaskThatIsOpenAndFinished) {
  EXPECT_EQ(broken_after([](Batch& batch) {
              batch.patch(TableId::historic_task, "t", {{col::historic_task::end_time, Cell{std::int64_t{1}}}});
            }),
            Ids{"task-history"});
}

TEST(Verify, RulesHaveDifferentIds) {
  Ids ids;
  for (const VerifyRule& rule : verify_rules()) EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
}

}  // namespace
}  // namespace baton
