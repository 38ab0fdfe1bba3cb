// Rows come in the order of creation, table by table; then pointers are tied by id. Parents may be younger than
// their children (a path that was expanded later), so executions are tied in a second pass.
#include "runtime/state/instance_loader.hpp"

#include <algorithm>
#include <stdexcept>

#include "runtime/store/store.hpp"

namespace baton {

namespace {

class Loader {
 public:
  Loader(Store& store, Instance& instance, const DefinitionLookup& definition)
      : store_(store), instance_(instance), definition_(definition) {}

  bool load() {
    load_executions();
    if (instance_.executions.empty()) return false;
    tie_executions();
    load_records();
    load_variables();
    find_waiting();
    return true;
  }

 private:
  template <class Entity>
  std::vector<Entity> rows(int root_column, int sequence_column) {
    Query query{Entity::kTable, where::eq(root_column, instance_.root_id())};
    if (sequence_column >= 0) query.sort.push_back({sequence_column});
    return store_.all<Entity>(query);
  }

  void saw(std::int64_t sequence) { instance_.next_sequence = std::max(instance_.next_sequence, sequence + 1); }

  void load_executions() {
    for (Execution& row : rows<Execution>(col::execution::root_id, col::execution::sequence)) {
      saw(row.sequence);
      auto execution = std::make_unique<ExecutionState>();
      execution->definition = definition_(row.definition_id);
      if (!execution->definition) {
        throw std::runtime_error("execution " + row.id + " belongs to definition " + row.definition_id +
                                 ", which the store does not have");
      }
      execution->graph = execution->definition->graph.get();
      execution->node = execution->graph->find_node(row.activity_id);
      execution->scope_node =
          row.parent_id.empty() ? bpmn::kProcessNode : execution->graph->find_node(row.scope_activity_id);
      execution->is_stored = true;
      execution->row = std::move(row);
      order_.push_back(execution.get());
      instance_.executions.emplace(execution->row.id, std::move(execution));
    }
  }

  void tie_executions() {
    for (ExecutionState* execution : order_) {
      const Execution& row = execution->row;
      if (!row.parent_id.empty()) {
        execution->parent = instance_.find_execution(row.parent_id);
        if (execution->parent) execution->parent->children.push_back(execution);
      }
      if (!row.super_id.empty()) {
        execution->super = instance_.find_execution(row.super_id);
        if (execution->super) execution->super->called = execution;
      }
    }
  }

  // What is looked at whenever something moves.
  void find_waiting() {
    for (ExecutionState* execution : order_) {
      if (execution->row.is_active || execution->node == bpmn::kNoNode || execution->row.activity_instance_id.empty()) {
        continue;
      }
      const bpmn::NodeKind kind = execution->current_node().kind;
      if (kind == bpmn::NodeKind::inclusive_gateway || kind == bpmn::NodeKind::complex_gateway) {
        instance_.waiting_joins.insert(execution);
      }
    }
    for (auto& [id, subscription] : instance_.subscriptions) {
      if (subscription->execution) instance_.count(*subscription);
    }
  }

  template <class Entity>
  Record<Entity>& add(std::unordered_map<std::string, std::unique_ptr<Record<Entity>>>& map, Entity&& row) {
    auto record = std::make_unique<Record<Entity>>();
    record->row = std::move(row);
    record->is_stored = true;
    Record<Entity>& added = *record;
    map.emplace(added.row.id, std::move(record));
    return added;
  }

  template <class Entity>
  void load_of_executions(std::unordered_map<std::string, std::unique_ptr<Record<Entity>>>& map,
                          std::vector<Record<Entity>*> ExecutionState::*list, int root_column, int sequence_column) {
    for (Entity& row : rows<Entity>(root_column, sequence_column)) {
      if constexpr (requires { row.sequence; }) saw(row.sequence);
      Record<Entity>& record = add(map, std::move(row));
      record.execution = instance_.find_execution(record.row.execution_id);
      if (record.execution) (record.execution->*list).push_back(&record);
    }
  }

  void load_records() {
    load_of_executions<Task>(instance_.tasks, &ExecutionState::tasks, col::task::root_id, col::task::sequence);
    load_of_executions<ExternalTask>(instance_.external_tasks, &ExecutionState::external_tasks,
                                     col::external_task::root_id, col::external_task::sequence);
    load_of_executions<Job>(instance_.jobs, &ExecutionState::jobs, col::job::root_id, col::job::sequence);
    load_of_executions<EventSubscription>(instance_.subscriptions, &ExecutionState::subscriptions,
                                          col::event_subscription::root_id, col::event_subscription::sequence);
    load_of_executions<Incident>(instance_.incidents, &ExecutionState::incidents, col::incident::root_id,
                                 col::incident::timestamp);
    for (IdentityLink& row : rows<IdentityLink>(col::identity_link::root_id, -1)) {
      add(instance_.identity_links, std::move(row));
    }
  }

  void load_variables() {
    for (Variable& row : rows<Variable>(col::variable::root_id, col::variable::sequence)) {
      saw(row.sequence);
      ExecutionState* execution = instance_.find_execution(row.execution_id);
      if (!execution) continue;
      auto variable = std::make_unique<VariableState>();
      variable->id = std::move(row.id);
      variable->name = std::move(row.name);
      StoredValue stored;
      stored.type = static_cast<ValueType>(row.type);
      stored.number = row.number.value_or(0);
      stored.real = row.real;
      stored.text = std::move(row.text).value_or("");
      stored.text2 = std::move(row.text2);
      variable->value = from_stored(stored);
      variable->execution = execution;
      variable->task_id = row.task_id;
      variable->is_concurrent_local = row.is_concurrent_local;
      variable->sequence = row.sequence;
      variable->is_stored = true;
      auto& list = row.task_id.empty() ? execution->variables : instance_.task_variables[row.task_id];
      list.push_back(std::move(variable));
    }
  }

  Store& store_;
  Instance& instance_;
  const DefinitionLookup& definition_;
  std::vector<ExecutionState*> order_;
};

}  // namespace

std::unique_ptr<Instance> load_instance(Store& store, const std::string& root_id, const DefinitionLookup& definition,
                                        TimestampMs now) {
  auto instance = std::make_unique<Instance>(root_id);
  if (!Loader(store, *instance, definition).load()) return instance;
  // History has sequence numbers as well, which are not read here; numbers made of time are behind them all.
  instance->next_sequence = std::max(instance->next_sequence, now * 1000);
  return instance;
}

}  // namespace baton
