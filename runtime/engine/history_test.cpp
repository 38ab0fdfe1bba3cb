// Levels of history, retention, and what is counted.
#include <gtest/gtest.h>

#include "runtime/engine/engine.hpp"
#include "runtime/engine/figures.hpp"
#include "runtime/store/memory_store.hpp"
#include "runtime/store/query.hpp"

namespace baton {
namespace {

constexpr const char* kModel =
    R"(<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" )"
    R"(xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">)"
    R"(<bpmn:process id="p" isExecutable="true" camunda:historyTimeToLive="2"><bpmn:startEvent id="s"/><bpmn:userTask id="u"/>)"
    R"(<bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="u"/>)"
    R"(<bpmn:sequenceFlow id="f2" sourceRef="u" targetRef="e"/></bpmn:process></bpmn:definitions>)";
constexpr std::int64_t kDay = 24 * 3600 * 1000;

class HistoryTest : public ::testing::Test {
 protected:
  void begin(HistoryLevel level) {
    EngineOptions options;
    options.job_threads = 0;
    options.history = level;
    engine_ = std::make_unique<Engine>(store_, clock_, *ids_, options);
    DeploymentRequest request;
    request.files = {{"p.bpmn", kModel}};
    engine_->deploy(std::move(request));
  }
  std::string start() {
    StartRequest request;
    request.definition.key = "p";
    request.variables["x"] = TypedValue{};
    return engine_->start(std::move(request)).id;
  }
  void complete(const std::string& instance) {
    const auto tasks = store_.all<Task>({TableId::task, where::eq(col::task::process_instance_id, Cell{instance})});
    ASSERT_EQ(tasks.size(), 1u);
    engine_->complete_task({tasks[0].id, {}, false});
  }
  std::int64_t count(TableId table) { return store_.count({table}); }

  MemoryStore store_;
  ManualClock clock_{1'700'000'000'000};
  std::unique_ptr<IdSource> ids_ = system_ids();
  std::unique_ptr<Engine> engine_;
};

TEST_F(HistoryTest, LevelsKeepWhatCamundasKeep) {
  struct Expected {
    HistoryLevel level;
    bool instances, variables, details;
  };
  for (const Expected& expected : {Expected{HistoryLevel::none, false, false, false}, Expected{HistoryLevel::activity, true, false, false},
                                   Expected{HistoryLevel::audit, true, true, false}, Expected{HistoryLevel::full, true, true, true}}) {
    store_.commit([] {
      Batch all;
      for (int t = 0; t < static_cast<int>(TableId::count_); ++t) all.remove_where(static_cast<TableId>(t), nullptr);
      return all;
    }());
    begin(expected.level);
    complete(start());
    EXPECT_EQ(count(TableId::execution), 0);
    EXPECT_EQ(count(TableId::historic_process_instance) > 0, expected.instances);
    EXPECT_EQ(count(TableId::historic_activity) > 0, expected.instances);
    EXPECT_EQ(count(TableId::historic_variable) > 0, expected.variables);
    EXPECT_EQ(count(TableId::historic_detail) > 0, expected.details);
    EXPECT_EQ(engine_->figures().counted.work[Work::instances_completed], 1u);  // counted whatever is kept
  }
}

TEST_F(HistoryTest, ExpiredHistoryIsRemovedAndOtherStays) {
  begin(HistoryLevel::full);
  complete(start());
  const auto ended = store_.all<HistoricProcessInstance>({TableId::historic_process_instance});
  ASSERT_EQ(ended.size(), 1u);
  EXPECT_EQ(ended[0].removal_time, clock_.now() + 2 * kDay);
  const std::string running = start();
  clock_.advance(2 * kDay - 1);
  engine_->clean_history();
  engine_->run_due_jobs();
  EXPECT_EQ(count(TableId::historic_process_instance), 2);
  clock_.advance(1);
  engine_->clean_history();
  engine_->run_due_jobs();
  const auto left = store_.all<HistoricProcessInstance>({TableId::historic_process_instance});
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].id, running);
  EXPECT_EQ(store_.count({TableId::historic_activity, where::negate(where::eq(col::historic_activity::process_instance_id, Cell{running}))}), 0);
}

TEST_F(HistoryTest, MetersAreKeptAcrossRuns) {
  begin(HistoryLevel::full);
  complete(start());
  engine_->report_meters();
  engine_.reset();
  begin(HistoryLevel::full);
  complete(start());
  engine_->report_meters();
  engine_->report_meters();
  std::int64_t instances = 0;
  for (const auto& meter : store_.all<Meter>({TableId::meter, where::eq(col::meter::name, "root-process-instance-start")})) {
    instances += meter.value;
  }
  EXPECT_EQ(instances, 2);
}

}  // namespace
}  // namespace baton
