// A deployment is one commit: its row, its files, its definitions with their job definitions and starter links, and
// the events that its definitions start by, which the versions before lose.
#include <algorithm>
#include <map>
#include <set>

#include "expression/time.hpp"
#include "runtime/engine/deployment_files.hpp"
#include "runtime/engine/engine_impl.hpp"

namespace baton {

using bpmn::Node;
using bpmn::NodeKind;

namespace {

constexpr std::size_t kLongestId = 64;

std::string definition_id(const std::string& key, std::int64_t version, const std::string& uuid) {
  std::string id = fmt::format("{}:{}:{}", key, version, uuid);
  return id.size() > kLongestId ? uuid : id;
}

std::string timer_text(const bpmn::EventDefinition& event) {
  static constexpr const char* kNames[] = {"DATE", "DURATION", "CYCLE"};
  return fmt::format("{}: {}", kNames[static_cast<std::size_t>(event.timer_kind)], event.timer.source());
}

const char* timer_job_type(const bpmn::ProcessGraph& graph, const Node& node) {
  if (node.kind == NodeKind::boundary_event) return "timer-transition";
  if (node.kind == NodeKind::intermediate_catch_event) return "timer-intermediate-transition";
  if (node.kind != NodeKind::start_event) return nullptr;
  if (node.parent == bpmn::kProcessNode) return "timer-start-event";
  return graph.node(node.parent).kind == NodeKind::event_sub_process ? "timer-start-event-subprocess" : nullptr;
}

// The jobs that may come of a node: type and configuration.
std::vector<std::pair<std::string, std::string>> job_kinds(const bpmn::ProcessGraph& graph, const Node& node) {
  std::vector<std::pair<std::string, std::string>> kinds;
  if (node.async_before) kinds.emplace_back("async-continuation", "async-before");
  if (node.async_after) kinds.emplace_back("async-continuation", "async-after");
  for (const bpmn::EventDefinition& event : node.events) {
    if (event.kind != bpmn::EventKind::timer) continue;
    if (const char* type = timer_job_type(graph, node)) kinds.emplace_back(type, timer_text(event));
  }
  if (const auto* task = std::get_if<bpmn::UserTaskWork>(&node.work)) {
    for (const bpmn::Listener& listener : task->listeners) {
      if (listener.timeout) kinds.emplace_back("timer-task-listener", timer_text(*listener.timeout));
    }
  }
  return kinds;
}

bool has_start_form(const bpmn::ProcessGraph& graph) {
  const bpmn::NodeId start = graph.node(bpmn::kProcessNode).none_start;
  if (start == bpmn::kNoNode) return false;
  const bpmn::FormDefinition& form = graph.node(start).start_form;
  return !form.form_key.empty() || !form.form_ref.empty() || !form.fields.empty();
}

class Deployer {
 public:
  Deployer(Engine::Impl& engine, const DeploymentRequest& request, Batch& batch)
      : engine_(engine), request_(request), batch_(batch) {}

  // Into the batch; nothing when all is deployed already.
  void prepare(const std::vector<ParsedFile>& parsed) {
    choose_files();
    if (files_.empty()) {
      answer_ = existing();
      return;
    }
    write_deployment();
    for (const ParsedFile& file : parsed) {
      if (files_.contains(file.file)) write_definitions(file);
    }
    for (const auto& handle : handles_) write_starts(*handle);
  }

  void committed() {
    engine_.definitions.add({handles_.begin(), handles_.end()});
    engine_.look_at(timers_);
  }

  const DeploymentAnswer& answer() const { return answer_; }

 private:
  void choose_files() {
    std::vector<std::size_t> changed;
    if (request_.duplicate_filtering || request_.changed_only) {
      changed = changed_files(engine_.store, request_, existing_);
    }
    const bool only_changed = request_.changed_only || ((request_.duplicate_filtering) && changed.empty());
    for (std::size_t i = 0; i < request_.files.size(); ++i) {
      const bool is_changed = std::find(changed.begin(), changed.end(), i) != changed.end();
      if (!only_changed || is_changed) files_.insert(&request_.files[i]);
    }
  }

  DeploymentAnswer existing() {
    DeploymentAnswer answer;
    answer.is_new = false;
    if (auto row = engine_.store.get<Deployment>(existing_)) answer.deployment = std::move(*row);
    return answer;
  }

  void write_deployment() {
    Deployment& row = answer_.deployment;
    row.id = engine_.ids.next();
    row.name = request_.name;
    row.source = request_.source;
    row.time = engine_.clock.now();
    row.tenant_id = request_.tenant_id;
    batch_.insert(row);
    for (const DeploymentFile& file : request_.files) {
      if (!files_.contains(&file)) continue;
      Resource resource;
      resource.id = engine_.ids.next();
      resource.deployment_id = row.id;
      resource.name = file.name;
      resource.bytes = file.bytes;
      batch_.insert(resource);
    }
  }

  void write_definitions(const ParsedFile& file) {
    for (const bpmn::Finding& warning : file.warnings) answer_.warnings.emplace_back(file.file->name, warning);
    for (const auto& graph : file.processes) {
      if (!keys_.insert(graph->process().id).second) {
        refuse(ErrorCode::process_engine,
               "The deployment contains definitions with the same key '{}' (id attribute), this is not allowed",
               graph->process().id);
      }
      auto handle = std::make_shared<DefinitionHandle>();
      handle->graph = graph;
      fill_row(handle->row, *graph, file.file->name);
      take_over(handle->row);
      batch_.insert(handle->row);
      write_job_definitions(*handle);
      write_starters(*handle);
      if (request_.activation_time) write_activation(handle->row);
      answer_.definitions.push_back(handle->row);
      handles_.push_back(std::move(handle));
    }
  }

  void fill_row(ProcessDefinition& row, const bpmn::ProcessGraph& graph, const std::string& file) {
    const bpmn::ProcessAttributes& process = graph.process();
    row.key = process.id;
    if (!process.name.empty()) row.name = process.name;
    row.category = process.target_namespace;
    if (!process.documentation.empty()) row.description = process.documentation;
    row.deployment_id = answer_.deployment.id;
    row.deployment_time = answer_.deployment.time;
    row.resource_name = file;
    row.diagram_resource = find_diagram(request_.files, file, process.id);
    row.suspended = request_.activation_time.has_value();
    row.tenant_id = request_.tenant_id;
    if (!process.version_tag.empty()) row.version_tag = process.version_tag;
    if (process.history_time_to_live_days) row.history_time_to_live = *process.history_time_to_live_days;
    row.startable_in_tasklist = process.startable_in_tasklist;
    row.lenient = request_.lenient;
    row.latest = true;
    row.has_start_form = has_start_form(graph);
  }

  // The version number, and the end of the version before as the newest.
  void take_over(ProcessDefinition& row) {
    Query query{TableId::process_definition,
                where::all({where::eq(col::process_definition::key, Cell{row.key}),
                            row.tenant_id.empty()
                                ? where::is_null(col::process_definition::tenant_id)
                                : where::eq(col::process_definition::tenant_id, Cell{row.tenant_id})})};
    query.sort.push_back({col::process_definition::version, true});
    query.limit = 1;
    const auto previous = engine_.store.all<ProcessDefinition>(query);
    row.version = previous.empty() ? 1 : previous.front().version + 1;
    row.id = definition_id(row.key, row.version, engine_.ids.next());
    if (previous.empty()) return;
    batch_.patch(TableId::process_definition, previous.front().id,
                 {{col::process_definition::latest, cell::put(false)}});
    engine_.unregister_starts(batch_, previous.front().id);
    replaced_.insert(previous.front().id);
  }

  void write_job_definitions(DefinitionHandle& handle) {
    for (bpmn::NodeId id = 0; id < handle.graph->node_count(); ++id) {
      const Node& node = handle.graph->node(id);
      for (const auto& [type, configuration] : job_kinds(*handle.graph, node)) {
        JobDefinition row;
        row.id = engine_.ids.next();
        row.process_definition_id = handle.row.id;
        row.process_definition_key = handle.row.key;
        row.activity_id = node.element_id;
        row.job_type = type;
        row.job_configuration = configuration;
        row.tenant_id = handle.row.tenant_id;
        row.deployment_id = handle.row.deployment_id;
        row.suspended = handle.row.suspended;
        handle.job_definitions[job_definition_key(node.element_id, type, configuration)] = row.id;
        handle.job_configurations[row.id] = configuration;
        if (row.suspended) handle.job_definition_suspended[row.id] = true;
        batch_.insert(row);
      }
    }
  }

  void write_starters(const DefinitionHandle& handle) {
    const bpmn::ProcessAttributes& process = handle.graph->process();
    auto add = [&](std::optional<std::string> user, std::optional<std::string> group) {
      IdentityLink link;
      link.id = engine_.ids.next();
      link.definition_id = handle.row.id;
      link.user_id = std::move(user);
      link.group_id = std::move(group);
      link.type = "candidate";
      link.tenant_id = handle.row.tenant_id;
      batch_.insert(link);
    };
    for (const std::string& user : process.candidate_starter_users) add(user, std::nullopt);
    for (const std::string& group : process.candidate_starter_groups) add(std::nullopt, group);
  }

  void write_activation(const ProcessDefinition& row) {
    Job job;
    job.handler = "activate-processdefinition";
    SuspensionTarget target;
    target.definition_id = row.id;
    job.configuration = state_change_configuration(target, true);
    job.is_timer = true;
    job.retries = 3;
    job.due = *request_.activation_time;
    job.definition_id = row.id;
    job.definition_key = row.key;
    job.deployment_id = row.deployment_id;
    job.tenant_id = row.tenant_id;
    engine_.insert_job(batch_, job, nullptr);
    timers_.push_back(job);
  }

  void write_starts(const DefinitionHandle& handle) {
    check_messages(handle);
    const std::size_t before = timers_.size();
    try {
      engine_.register_starts(batch_, handle, timers_);
    } catch (const EvaluationError& error) {
      throw Refusal(ErrorCode::process_engine, error.message);
    } catch (const TimeError& error) {
      throw Refusal(ErrorCode::process_engine, error.message);
    }
    if (!handle.row.suspended) return;
    for (std::size_t i = before; i < timers_.size(); ++i) {
      batch_.patch(TableId::job, timers_[i].id, {{col::job::suspended, cell::put(true)}});
    }
  }

  // One message starts one definition only.
  void check_messages(const DefinitionHandle& handle) {
    for (bpmn::NodeId id : handle.graph->node(bpmn::kProcessNode).children) {
      const Node& node = handle.graph->node(id);
      if (node.kind != NodeKind::start_event) continue;
      for (const bpmn::EventDefinition& event : node.events) {
        if (event.kind == bpmn::EventKind::message) check_message(handle.row, event.name.source());
      }
    }
  }

  void check_message(const ProcessDefinition& row, const std::string& name) {
    Query query{TableId::event_subscription,
                where::all({where::eq(col::event_subscription::event_type, "message"),
                            where::eq(col::event_subscription::event_name, Cell{name}),
                            where::is_null(col::event_subscription::execution_id),
                            row.tenant_id.empty()
                                ? where::is_null(col::event_subscription::tenant_id)
                                : where::eq(col::event_subscription::tenant_id, Cell{row.tenant_id})})};
    for (const EventSubscription& other : engine_.store.all<EventSubscription>(query)) {
      if (!replaced_.contains(other.definition_id)) refuse_message(row.id, name);
    }
    if (!messages_.insert(name).second) refuse_message(row.id, name);
  }

  [[noreturn]] static void refuse_message(const std::string& id, const std::string& name) {
    refuse(ErrorCode::process_engine,
           "Cannot deploy process definition '{}': there already is a message event subscription for the message "
           "with name '{}'.",
           id, name);
  }

  Engine::Impl& engine_;
  const DeploymentRequest& request_;
  DeploymentAnswer answer_;
  Batch& batch_;
  std::set<const DeploymentFile*> files_;
  std::string existing_;
  std::set<std::string> keys_, replaced_, messages_;
  std::vector<std::shared_ptr<DefinitionHandle>> handles_;
  std::vector<Job> timers_;
};

}  // namespace

DeploymentAnswer Engine::deploy(DeploymentRequest request, const Caller&) {
  if (request.files.empty()) refuse(ErrorCode::not_valid, "No deployment resources contained to deploy.");
  const std::vector<ParsedFile> parsed = parse_files(request.files, request.lenient);
  DeploymentAnswer answer;
  std::optional<Deployer> deployer;
  impl_->change_definitions(
      [&](Batch& batch) {
        deployer.emplace(*impl_, request, batch);
        deployer->prepare(parsed);
        answer = deployer->answer();
      },
      [&] { deployer->committed(); });
  return answer;
}

void Engine::set_history_time_to_live(const std::string& definition_id, std::optional<std::int64_t> days) {
  if (days && *days < 0) refuse(ErrorCode::bad_request, "greater than or equal to zero expected, but {} found", *days);
  if (!impl_->store.get<ProcessDefinition>(definition_id)) {
    refuse(ErrorCode::not_found, "No process definition found with id '{}': processDefinition is null", definition_id);
  }
  impl_->change_definitions(
      [&](Batch& batch) {
        batch.patch(TableId::process_definition, definition_id,
                    {{col::process_definition::history_time_to_live, cell::put(days)}});
      },
      [&] { impl_->definitions.refresh(definition_id); });
}

std::shared_ptr<const bpmn::ProcessGraph> Engine::graph(const std::string& definition_id) {
  const DefinitionPtr handle = impl_->definitions.get(definition_id);
  return handle ? handle->graph : nullptr;
}

std::optional<ProcessDefinition> Engine::find_definition(const DefinitionSelector& selector) {
  const DefinitionPtr handle = impl_->definition(selector);
  if (!handle) return std::nullopt;
  return handle->row;
}

}  // namespace baton
