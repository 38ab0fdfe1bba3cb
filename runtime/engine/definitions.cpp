#include "runtime/engine/definitions.hpp"

#include "bpmn/bpmn.hpp"
#include "runtime/store/peers.hpp"
#include "runtime/store/store.hpp"

namespace baton {

namespace {

// Graphs that no instance uses are let go when there are more than this.
constexpr std::size_t kKeptHandles = 2'000;

Where of_tenant(int column, const std::string& tenant_id) {
  return tenant_id.empty() ? where::is_null(column) : where::eq(column, Cell{tenant_id});
}

}  // namespace

std::string job_definition_key(const std::string& activity_id, const std::string& job_type,
                               const std::string& configuration) {
  if (job_type != "async-continuation") return activity_id + "|" + job_type;
  return activity_id + "|" + job_type + "|" + configuration;
}

void Definitions::read_job_definitions(DefinitionHandle& handle) {
  Query query{TableId::job_definition, where::eq(col::job_definition::process_definition_id, Cell{handle.row.id})};
  for (const JobDefinition& row : store_.all<JobDefinition>(query)) {
    handle.job_definitions[job_definition_key(row.activity_id, row.job_type, row.job_configuration)] = row.id;
    handle.job_configurations[row.id] = row.job_configuration;
    if (row.priority) handle.job_priorities[row.id] = *row.priority;
    if (row.suspended) handle.job_definition_suspended[row.id] = true;
  }
}

std::shared_ptr<const bpmn::ProcessGraph> Definitions::load_graph(const ProcessDefinition& row) {
  {
    std::lock_guard lock(mutex_);
    if (const auto found = forgotten_.find(row.id); found != forgotten_.end()) return found->second->graph;
  }
  Query query{TableId::resource,
              where::all({where::eq(col::resource::deployment_id, Cell{row.deployment_id}),
                          where::eq(col::resource::name, Cell{row.resource_name})})};
  query.limit = 1;
  const auto resources = store_.all<Resource>(query);
  if (resources.empty()) return nullptr;
  const bpmn::Loaded loaded = bpmn::load(resources.front().bytes, {row.lenient, false});
  for (const auto& graph : loaded.processes) {
    if (graph->process().id == row.key) return graph;
  }
  return nullptr;
}

DefinitionPtr Definitions::load(const std::string& id) {
  auto row = store_.get<ProcessDefinition>(id);
  if (!row) return nullptr;
  auto handle = std::make_shared<DefinitionHandle>();
  handle->graph = load_graph(*row);
  handle->row = std::move(*row);
  if (!handle->graph) return nullptr;
  read_job_definitions(*handle);
  return handle;
}

// A node that has not been heard of by others may have missed what they changed.
void Definitions::forget_when_unsure() {
  Peers* peers = peers_of(store_);
  if (peers && !peers->knows_definitions()) forget_all();
}

void Definitions::forget_all() {
  std::lock_guard lock(mutex_);
  for (auto& [id, handle] : handles_) forgotten_[id] = std::move(handle);
  if (forgotten_.size() > kKeptHandles) forgotten_.clear();
  handles_.clear();
  latest_.clear();
  ++generation_;
  epoch_.fetch_add(1, std::memory_order_release);
}

DefinitionPtr Definitions::get(const std::string& id) {
  forget_when_unsure();
  std::uint64_t generation = 0;
  {
    std::lock_guard lock(mutex_);
    if (const auto found = handles_.find(id); found != handles_.end()) return found->second;
    generation = generation_;
  }
  DefinitionPtr loaded = load(id);
  if (!loaded) return nullptr;
  std::lock_guard lock(mutex_);
  if (generation != generation_) return loaded;  // perhaps old already: good for this use, not to be kept
  if (handles_.size() >= kKeptHandles) {
    std::erase_if(handles_, [](const auto& entry) { return entry.second.use_count() == 1; });
  }
  return handles_.emplace(id, std::move(loaded)).first->second;
}

DefinitionPtr Definitions::latest(const std::string& key, const std::string& tenant_id) {
  forget_when_unsure();
  const std::string name = tenant_id + "\n" + key;
  std::uint64_t generation = 0;
  std::string id;
  {
    std::lock_guard lock(mutex_);
    generation = generation_;
    if (const auto found = latest_.find(name); found != latest_.end()) {
      id = found->second;
      if (const auto handle = handles_.find(id); handle != handles_.end()) return handle->second;
    }
  }
  if (!id.empty()) return get(id);
  Query query{TableId::process_definition,
              where::all({where::eq(col::process_definition::key, Cell{key}),
                          of_tenant(col::process_definition::tenant_id, tenant_id),
                          where::eq(col::process_definition::latest, true)})};
  query.sort.push_back({col::process_definition::version, true});
  query.limit = 1;
  const auto found = store_.all<ProcessDefinition>(query);
  if (found.empty()) return nullptr;
  {
    std::lock_guard lock(mutex_);
    if (generation == generation_) latest_[name] = found.front().id;
  }
  return get(found.front().id);
}

std::optional<std::string> Definitions::select_id(std::vector<Cell> key_and_tenant, int column, Cell value) {
  const std::string* tenant = std::get_if<std::string>(&key_and_tenant[1]);
  Query query{TableId::process_definition,
              where::all({where::eq(col::process_definition::key, key_and_tenant[0]),
                          of_tenant(col::process_definition::tenant_id, tenant ? *tenant : std::string()),
                          where::eq(column, std::move(value))})};
  query.sort.push_back({col::process_definition::version, true});
  query.limit = 1;
  const auto found = store_.all<ProcessDefinition>(query);
  if (found.empty()) return std::nullopt;
  return found.front().id;
}

DefinitionPtr Definitions::version(const std::string& key, std::int64_t version, const std::string& tenant_id) {
  const auto id = select_id({Cell{key}, cell::put(tenant_id)}, col::process_definition::version, Cell{version});
  return id ? get(*id) : nullptr;
}

DefinitionPtr Definitions::by_tag(const std::string& key, const std::string& tag, const std::string& tenant_id) {
  const auto id = select_id({Cell{key}, cell::put(tenant_id)}, col::process_definition::version_tag, Cell{tag});
  return id ? get(*id) : nullptr;
}

DefinitionPtr Definitions::in_deployment(const std::string& key, const std::string& deployment_id) {
  Query query{TableId::process_definition,
              where::all({where::eq(col::process_definition::deployment_id, Cell{deployment_id}),
                          where::eq(col::process_definition::key, Cell{key})})};
  query.limit = 1;
  const auto found = store_.all<ProcessDefinition>(query);
  return found.empty() ? nullptr : get(found.front().id);
}

void Definitions::add(const std::vector<DefinitionPtr>& deployed) {
  std::lock_guard lock(mutex_);
  for (const DefinitionPtr& handle : deployed) handles_[handle->row.id] = handle;
  latest_.clear();
  ++generation_;
}

void Definitions::forget(const std::vector<std::string>& ids) {
  std::lock_guard lock(mutex_);
  for (const std::string& id : ids) handles_.erase(id);
  latest_.clear();
  ++generation_;
}

void Definitions::refresh(const std::string& id) {
  std::lock_guard one_at_a_time(refreshing_);
  DefinitionPtr old;
  {
    std::lock_guard lock(mutex_);
    ++generation_;
    const auto found = handles_.find(id);
    if (found == handles_.end()) return;
    old = found->second;
  }
  auto row = store_.get<ProcessDefinition>(id);
  if (!row) return forget({id});
  auto fresh = std::make_shared<DefinitionHandle>();
  fresh->row = std::move(*row);
  fresh->graph = old->graph;
  read_job_definitions(*fresh);
  std::lock_guard lock(mutex_);
  handles_[id] = std::move(fresh);
  epoch_.fetch_add(1, std::memory_order_release);
}

}  // namespace baton
