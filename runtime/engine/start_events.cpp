// What a definition waits for before any instance of it runs: message, signal and conditional start events are
// rows in event_subscription without an execution, timer start events are jobs without an aggregate.
#include "expression/time.hpp"
#include "runtime/engine/definition_scope.hpp"
#include "runtime/engine/engine_impl.hpp"

namespace baton {

using bpmn::EventDefinition;
using bpmn::EventKind;
using bpmn::Node;
using bpmn::NodeKind;

namespace {

const char* subscription_type(EventKind kind) {
  switch (kind) {
    case EventKind::message: return "message";
    case EventKind::signal: return "signal";
    case EventKind::conditional: return "conditional";
    default: return nullptr;
  }
}

// Start events, and what instantiates in their place.
std::vector<const Node*> starts(const bpmn::ProcessGraph& graph) {
  std::vector<const Node*> found;
  for (bpmn::NodeId id : graph.node(bpmn::kProcessNode).children) {
    const Node& node = graph.node(id);
    if (node.kind == NodeKind::start_event || (node.kind == NodeKind::receive_task && node.instantiate)) {
      found.push_back(&node);
    } else if (node.kind == NodeKind::event_based_gateway && node.instantiate) {
      const auto [first, last] = graph.outgoing(id);
      for (bpmn::FlowId flow = first; flow < last; ++flow) found.push_back(&graph.node(graph.flow(flow).target));
    }
  }
  return found;
}

}  // namespace

void Engine::Impl::register_starts(Batch& batch, const DefinitionHandle& definition, std::vector<Job>& timers) {
  DefinitionScope scope(scripts, clock.now());
  for (const Node* node : starts(*definition.graph)) {
    for (const EventDefinition& event : node->events) {
      if (const char* type = subscription_type(event.kind)) {
        EventSubscription subscription;
        subscription.id = ids.next();
        subscription.event_type = type;
        if (!event.name.empty()) subscription.event_name = to_text(event.name.evaluate(scope));
        subscription.activity_id = node->element_id;
        subscription.definition_id = definition.row.id;
        subscription.configuration = definition.row.id;
        subscription.created = clock.now();
        subscription.tenant_id = definition.row.tenant_id;
        batch.insert(subscription);
      } else if (event.kind == EventKind::timer) {
        timers.push_back(start_timer(definition, *node, event, scope));
        insert_job(batch, timers.back(), &definition);
      }
    }
  }
}

Job Engine::Impl::start_timer(const DefinitionHandle& definition, const Node& node, const EventDefinition& event,
                              Scope& scope) {
  Job job;
  job.handler = "timer-start-event";
  job.configuration = node.element_id;
  job.activity_id = node.element_id;
  job.is_timer = true;
  job.retries = node.retry_cycle.empty() ? 3 : retries_of_cycle(to_text(node.retry_cycle.evaluate(scope)));
  job.definition_id = definition.row.id;
  job.definition_key = definition.row.key;
  job.deployment_id = definition.row.deployment_id;
  job.tenant_id = definition.row.tenant_id;
  job.exclusive = node.exclusive;
  const auto found = definition.job_definitions.find(job_definition_key(node.element_id, job.handler, ""));
  if (found != definition.job_definitions.end()) job.job_definition_id = found->second;
  const Expression& priority =
      node.job_priority.empty() ? definition.graph->node(bpmn::kProcessNode).job_priority : node.job_priority;
  if (!priority.empty()) {
    const Value value = priority.evaluate(scope);
    job.priority = value.is_number() ? static_cast<std::int64_t>(value.as_double()) : std::stoll(to_text(value));
  }
  const Value value = event.timer.evaluate(scope);
  if (value.type() == ValueType::date) {
    job.due = value.as_date();
    return job;
  }
  const std::string text = to_text(value);
  const TimerSchedule schedule = first_due(event.timer_kind, text, clock.now());
  job.due = schedule.due;
  if (event.timer_kind == TimerKind::cycle) {
    job.repeat = text;
    job.repeats_left = schedule.repeats_left;
  }
  return job;
}

// A newer version takes over: this one does not start by events any more.
void Engine::Impl::unregister_starts(Batch& batch, const std::string& definition_id) {
  batch.remove_where(TableId::event_subscription,
                     where::all({where::eq(col::event_subscription::definition_id, Cell{definition_id}),
                                 where::is_null(col::event_subscription::execution_id)}));
  Query query{TableId::job, where::all({where::eq(col::job::definition_id, Cell{definition_id}),
                                        where::eq(col::job::handler, "timer-start-event")})};
  for (const Job& job : store.all<Job>(query)) {
    batch.remove(TableId::job, job.id);
    log_job(batch, job, "deleted");
  }
}

void Engine::Impl::look_at(const std::vector<Job>& timers) {
  for (const Job& job : timers) {
    if (job.due) jobs.due_at(*job.due);
  }
}

}  // namespace baton
