// Deleting what runs, what ran, and what was deployed.
#include <algorithm>

#include "runtime/engine/engine_impl.hpp"

namespace baton {

namespace {

constexpr const char* kExternally = "EXTERNALLY_TERMINATED";
constexpr std::int64_t kCleanedAtOnce = 50;  // expired instances of one commit, so that nobody waits for it
constexpr std::size_t kSlice = 500;  // instances whose history is swept by one commit

struct HistoryTable {
  TableId table;
  int process_instance_column;
};

// Everything that belongs to a process instance after its end.
constexpr HistoryTable kHistory[] = {
    {TableId::historic_process_instance, col::historic_process_instance::id},
    {TableId::historic_activity, col::historic_activity::process_instance_id},
    {TableId::historic_task, col::historic_task::process_instance_id},
    {TableId::historic_variable, col::historic_variable::process_instance_id},
    {TableId::historic_detail, col::historic_detail::process_instance_id},
    {TableId::historic_incident, col::historic_incident::process_instance_id},
    {TableId::historic_job_log, col::historic_job_log::process_instance_id},
    {TableId::historic_external_task_log, col::historic_external_task_log::process_instance_id},
    {TableId::historic_identity_link, col::historic_identity_link::process_instance_id},
    {TableId::comment, col::comment::process_instance_id},
    {TableId::attachment, col::attachment::process_instance_id},
    {TableId::user_operation, col::user_operation::process_instance_id},
};

void remove_history(Batch& batch, const std::vector<std::string>& process_instance_ids) {
  if (process_instance_ids.empty()) return;
  for (const HistoryTable& line : kHistory) {
    batch.remove_where(line.table, where::in(line.process_instance_column, process_instance_ids));
  }
}

std::vector<std::string> ids_of(Store& store, const Query& instances) {
  std::vector<std::string> ids;
  for (const auto& instance : store.all<HistoricProcessInstance>(instances)) ids.push_back(instance.id);
  return ids;
}

}  // namespace

// --- Instances ----------------------------------------------------------------------------------

bool Engine::Impl::delete_instance(const std::string& id, const DeleteOptions& delete_options, const Caller& caller) {
  const auto root_id = root_of_execution(id);
  if (!root_id) return false;
  bool is_there = false;
  const SessionOptions session_options{caller, delete_options.skip_custom_listeners, delete_options.skip_io_mappings};
  command(*root_id, session_options, [&](Session& session) {
    ExecutionState* process = session.instance().find_execution(id);
    is_there = process && process->is_process_instance();
    if (!is_there) return;
    session.delete_instance(*process, delete_options, kExternally);
  });
  return is_there;
}

void Engine::delete_instance(const std::string& id, const DeleteOptions& options, const Caller& caller) {
  if (impl_->delete_instance(id, options, caller)) return;
  refuse(ErrorCode::not_found, "No process instance found for id '{}': processInstance is null", id);
}

void Engine::delete_historic_instance(const std::string& id) {
  const auto instance = impl_->store.get<HistoricProcessInstance>(id);
  if (!instance) {
    refuse(ErrorCode::not_found, "No historic process instance found with id: {}: instance is null", id);
  }
  if (!instance->end_time) {
    refuse(ErrorCode::bad_request, "Process instance is still running, cannot delete historic process instance: {}", id);
  }
  Batch batch;
  remove_history(batch, {id});
  impl_->commit(std::move(batch));
}

void Engine::Impl::clean_history() {
  namespace c = col::historic_process_instance;
  Query expired{TableId::historic_process_instance,
                where::all({where::compare(c::removal_time, Compare::le, Cell{clock.now()}), where::not_null(c::end_time)})};
  expired.sort.push_back({c::removal_time});
  expired.limit = kCleanedAtOnce;
  try {
    const std::vector<std::string> roots = ids_of(store, expired);
    if (roots.empty()) return;
    Batch batch;
    remove_history(batch, ids_of(store, {TableId::historic_process_instance, where::in(c::root_id, roots)}));
    commit(std::move(batch));
    jobs.post([this] { clean_history(); });
  } catch (const StoreError&) {  // the next round tries again
  } catch (const EngineError&) {
  }
}

void Engine::clean_history() {
  impl_->jobs.post([impl = impl_.get()] { impl->clean_history(); });
}

void Engine::modify(const std::string& id, std::vector<Instruction> instructions, const DeleteOptions& options) {
  const auto missing = [&]() {
    refuse(ErrorCode::process_engine, "Process instance '{}' cannot be modified. The process instance does not exist", id);
  };
  const auto root_id = impl_->root_of_execution(id);
  if (!root_id) missing();
  impl_->command(*root_id, {{}, options.skip_custom_listeners, options.skip_io_mappings}, [&](Session& session) {
    ExecutionState* process = session.instance().find_execution(id);
    if (!process || !process->is_process_instance()) missing();
    session.modify(*process, instructions);
  });
}

// --- Definitions and deployments ----------------------------------------------------------------

void Engine::Impl::delete_instances_of(const std::string& definition_id, const DeleteOptions& delete_options) {
  namespace c = col::execution;
  const Query running{TableId::execution, where::all({where::is_null(c::parent_id),
                                                      where::eq(c::definition_id, Cell{definition_id})})};
  DeleteOptions how = delete_options;
  if (!how.reason) how.reason = "deleted process definition";
  for (const Execution& instance : store.all<Execution>(running)) delete_instance(instance.id, how, {});

  Query ended{TableId::historic_process_instance,
              where::eq(col::historic_process_instance::definition_id, Cell{definition_id})};
  ended.limit = static_cast<std::int64_t>(kSlice);
  for (;;) {
    const std::vector<std::string> ids_of_slice = ids_of(store, ended);
    if (ids_of_slice.empty()) return;
    Batch batch;
    remove_history(batch, ids_of_slice);
    commit(std::move(batch));
  }
}

void Engine::Impl::check_no_instances(const std::string& definition_id) {
  namespace c = col::execution;
  const std::int64_t count = store.count({TableId::execution, where::all({where::is_null(c::parent_id),
                                                                          where::eq(c::definition_id, Cell{definition_id})})});
  if (count == 0) return;
  refuse(ErrorCode::process_engine,
         "Deletion of process definition without cascading failed. Process definition with id: {} can't be deleted, "
         "because there are {} dependent process instances.",
         definition_id, count);
}

// The rows of a definition; when it was the newest, the version before starts by events again. With the lock of
// deployments held.
void Engine::Impl::remove_definition(Batch& batch, const ProcessDefinition& definition,
                                     const std::vector<std::string>& going, std::vector<Job>& timers) {
  batch.remove(TableId::process_definition, definition.id);
  batch.remove_where(TableId::job_definition, where::eq(col::job_definition::process_definition_id, Cell{definition.id}));
  batch.remove_where(TableId::identity_link, where::eq(col::identity_link::definition_id, Cell{definition.id}));
  unregister_starts(batch, definition.id);
  batch.remove_where(TableId::job, where::all({where::eq(col::job::definition_id, Cell{definition.id}),
                                               where::is_null(col::job::root_id)}));
  batch.remove_where(TableId::incident, where::all({where::eq(col::incident::definition_id, Cell{definition.id}),
                                                    where::is_null(col::incident::root_id)}));
  if (!definition.latest) return;
  namespace c = col::process_definition;
  Query before{TableId::process_definition,
               where::all({where::eq(c::key, Cell{definition.key}),
                           definition.tenant_id.empty() ? where::is_null(c::tenant_id)
                                                        : where::eq(c::tenant_id, Cell{definition.tenant_id}),
                           where::compare(c::version, Compare::lt, Cell{definition.version})})};
  before.sort.push_back({c::version, true});
  for (const ProcessDefinition& previous : store.all<ProcessDefinition>(before)) {
    if (std::find(going.begin(), going.end(), previous.id) != going.end()) continue;
    batch.patch(TableId::process_definition, previous.id, {{c::latest, cell::put(true)}});
    if (const DefinitionPtr handle = definitions.get(previous.id)) register_starts(batch, *handle, timers);
    return;
  }
}

void Engine::Impl::delete_definitions(const std::vector<ProcessDefinition>& going, bool cascade,
                                      const DeleteOptions& delete_options, const std::string& deployment_id) {
  std::vector<std::string> going_ids;
  for (const ProcessDefinition& definition : going) going_ids.push_back(definition.id);
  for (const ProcessDefinition& definition : going) {
    if (cascade) {
      delete_instances_of(definition.id, delete_options);
    } else {
      check_no_instances(definition.id);
    }
  }
  std::vector<Job> timers;
  const auto change = [&](Batch& batch) {
    timers.clear();
    remove_definitions(batch, going, going_ids, cascade, deployment_id, timers);
  };
  change_definitions(change, [&] {
    definitions.forget(going_ids);
    look_at(timers);
  });
}

void Engine::Impl::remove_definitions(Batch& batch, const std::vector<ProcessDefinition>& going,
                                      const std::vector<std::string>& going_ids, bool cascade,
                                      const std::string& deployment_id, std::vector<Job>& timers) {
  for (const ProcessDefinition& definition : going) {
    remove_definition(batch, definition, going_ids, timers);
    if (!cascade) continue;
    batch.remove_where(TableId::historic_job_log, where::eq(col::historic_job_log::definition_id, Cell{definition.id}));
    batch.remove_where(TableId::historic_incident, where::eq(col::historic_incident::definition_id, Cell{definition.id}));
    batch.remove_where(TableId::historic_identity_link,
                       where::eq(col::historic_identity_link::definition_id, Cell{definition.id}));
    batch.remove_where(TableId::user_operation, where::eq(col::user_operation::definition_id, Cell{definition.id}));
  }
  if (!deployment_id.empty()) {
    batch.remove(TableId::deployment, deployment_id);
    batch.remove_where(TableId::job, where::all({where::eq(col::job::deployment_id, Cell{deployment_id}),
                                                 where::is_null(col::job::root_id)}));  // changes of state to come
    batch.remove_where(TableId::resource, where::eq(col::resource::deployment_id, Cell{deployment_id}));
    batch.remove_where(TableId::decision_definition,
                       where::eq(col::decision_definition::deployment_id, Cell{deployment_id}));
  }
}

void Engine::delete_deployment(const std::string& id, bool cascade, const DeleteOptions& options) {
  if (!impl_->store.get<Deployment>(id)) refuse(ErrorCode::not_found, "Deployment with id '{}' do not exist", id);
  const Query query{TableId::process_definition, where::eq(col::process_definition::deployment_id, Cell{id})};
  impl_->delete_definitions(impl_->store.all<ProcessDefinition>(query), cascade, options, id);
}

void Engine::delete_definition(const std::string& id, bool cascade, const DeleteOptions& options) {
  const auto definition = impl_->store.get<ProcessDefinition>(id);
  if (!definition) {
    refuse(ErrorCode::not_found, "No process definition found with id '{}': processDefinition is null", id);
  }
  impl_->delete_definitions({*definition}, cascade, options, {});
}

}  // namespace baton
