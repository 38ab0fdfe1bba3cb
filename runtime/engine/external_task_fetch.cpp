// fetchAndLock. The pool proposes tasks; those of all aggregates that are free right now are locked in one commit,
// so a fetch of many tasks waits for the disk once. An aggregate that is busy is tried with the next fetch, unless
// there is nothing else. Proposals that the aggregate does not confirm are dropped in silence.
#include <algorithm>

#include "runtime/engine/engine_impl.hpp"
#include "runtime/engine/variable_filter.hpp"

namespace baton {

namespace {

struct Candidate {
  ExternalTask task;
  const TopicRequest* topic;
};

bool contains(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool has_filter(const TopicRequest& topic) {
  return topic.business_key || !topic.definition_ids.empty() || !topic.definition_keys.empty() || topic.version_tag ||
         !topic.tenant_ids.empty() || topic.without_tenant || !topic.process_instance_ids.empty();
}

bool matches(const TopicRequest& topic, const ExternalTask& task) {
  return (!topic.business_key || task.business_key == topic.business_key) &&
         (topic.definition_ids.empty() || contains(topic.definition_ids, task.definition_id)) &&
         (topic.definition_keys.empty() || contains(topic.definition_keys, task.definition_key)) &&
         (!topic.version_tag || task.version_tag == topic.version_tag) &&
         (topic.tenant_ids.empty() || contains(topic.tenant_ids, task.tenant_id)) &&
         (!topic.without_tenant || task.tenant_id.empty()) &&
         (topic.process_instance_ids.empty() || contains(topic.process_instance_ids, task.process_instance_id));
}

bool may_be_locked(const ExternalTask& task, TimestampMs now) {
  return !task.suspended && (!task.retries || *task.retries > 0) && task.lock_expiration.value_or(0) <= now;
}

using Column = int;

Where in_list(Column column, const std::vector<std::string>& values) {
  return values.empty() ? nullptr : where::in(column, values);
}

// The same question for the store, where the pool cannot answer it.
Query store_query(const TopicRequest& topic, ExternalTaskPool::Order order, TimestampMs now, std::size_t limit) {
  namespace c = col::external_task;
  std::vector<Where> any_variable;
  for (const auto& [name, value] : topic.process_variables) {
    any_variable.push_back(where::exists(TableId::variable, col::variable::scope_id, c::process_instance_id,
                                         where_variable(name, value)));
  }
  Query query{TableId::external_task,
              where::all({where::eq(c::topic, Cell{topic.topic}), where::eq(c::suspended, false),
                          where::any({where::is_null(c::retries), where::compare(c::retries, Compare::gt, Cell{std::int64_t{0}})}),
                          where::any({where::is_null(c::lock_expiration), where::compare(c::lock_expiration, Compare::le, Cell{now})}),
                          any_variable.empty() ? nullptr : where::any(any_variable),
                          topic.business_key ? where::eq(c::business_key, Cell{*topic.business_key}) : nullptr,
                          in_list(c::definition_id, topic.definition_ids), in_list(c::definition_key, topic.definition_keys),
                          topic.version_tag ? where::eq(c::version_tag, Cell{*topic.version_tag}) : nullptr,
                          in_list(c::tenant_id, topic.tenant_ids),
                          topic.without_tenant ? where::is_null(c::tenant_id) : nullptr,
                          in_list(c::process_instance_id, topic.process_instance_ids)})};
  if (order == ExternalTaskPool::Order::priority) query.sort.push_back({c::priority, true});
  query.sort.push_back({c::created, order == ExternalTaskPool::Order::created_descending});
  query.limit = static_cast<std::int64_t>(limit);
  return query;
}

class Fetch {
 public:
  Fetch(Engine::Impl& engine, const FetchRequest& request)
      : engine_(engine), request_(request), maximum_(static_cast<std::size_t>(request.max_tasks)) {
    if (request.use_priority) {
      order_ = ExternalTaskPool::Order::priority;
    } else if (request.create_time_descending.value_or(false)) {
      order_ = ExternalTaskPool::Order::created_descending;
    }
  }

  std::vector<LockedTask> run() {
    // A second look when proposals turned out to be gone; the pool has learnt of it, so this ends.
    for (int look = 0; look < kLooks && locked_.size() < maximum_; ++look) {
      was_wrong_ = false;
      std::vector<Candidate> candidates = gather(maximum_ - locked_.size());
      if (candidates.empty()) break;
      try {
        lock_some(candidates, false);
        if (locked_.empty() && !was_wrong_) lock_some(candidates, true);
      } catch (const Overtaken&) {  // another node has locked some of them
        was_wrong_ = true;
      } catch (...) {
        settle(candidates);
        throw;
      }
      settle(candidates);
      if (!was_wrong_) break;
    }
    engine_.external_tasks.run_wakes();
    return std::move(locked_);
  }

 private:
  static constexpr int kLooks = 20;
  static constexpr std::size_t kSpare = 16;  // asked for beyond the maximum where others may hold some

  struct Held {
    Aggregates::Lock lock;
    std::unique_ptr<CommandEnvironment> environment;
    std::unique_ptr<Session> session;
  };

  std::vector<Candidate> gather(std::size_t wanted) {
    std::vector<Candidate> candidates;
    for (const TopicRequest& topic : request_.topics) {
      const std::size_t before = candidates.size();
      bool ask_store = !topic.process_variables.empty();
      if (!ask_store) {
        auto proposals = engine_.external_tasks.propose(
            topic.topic, wanted, order_, [&](const ExternalTask& task) { return matches(topic, task); });
        for (ExternalTask& task : proposals.tasks) candidates.push_back({std::move(task), &topic});
        ask_store = proposals.is_window && has_filter(topic) && candidates.size() - before < wanted;
      }
      if (ask_store) from_store(topic, wanted - (candidates.size() - before), candidates);
    }
    if (request_.topics.size() > 1) sort(candidates);
    if (candidates.size() > wanted) {
      settle({std::make_move_iterator(candidates.begin() + static_cast<std::ptrdiff_t>(wanted)),
              std::make_move_iterator(candidates.end())});
      candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(wanted), candidates.end());
    }
    return candidates;
  }

  void from_store(const TopicRequest& topic, std::size_t wanted, std::vector<Candidate>& candidates) {
    const Query query = store_query(topic, order_, engine_.clock.now(), wanted + kSpare);
    for (ExternalTask& task : engine_.store.all<ExternalTask>(query)) {
      if (wanted == 0) break;
      if (!engine_.external_tasks.claim(task)) continue;
      candidates.push_back({std::move(task), &topic});
      --wanted;
    }
  }

  void sort(std::vector<Candidate>& candidates) const {
    std::stable_sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
      if (request_.use_priority && a.task.priority != b.task.priority) return a.task.priority > b.task.priority;
      if (request_.create_time_descending.value_or(false)) return a.task.created > b.task.created;
      return a.task.created < b.task.created;
    });
  }

  void settle(const std::vector<Candidate>& candidates) {
    std::vector<std::string> ids;
    for (const Candidate& candidate : candidates) ids.push_back(candidate.task.id);
    engine_.external_tasks.settled(ids);
  }

  // `wait`: for the first candidate's aggregate, and for no other.
  void lock_some(const std::vector<Candidate>& candidates, bool wait) {
    std::vector<Held> held;
    std::unordered_map<std::string, std::size_t> by_root;
    std::vector<LockedTask> now_locked;
    try {
      for (const Candidate& candidate : candidates) {
        const std::string& root_id = candidate.task.root_id;
        auto found = by_root.find(root_id);
        if (found == by_root.end()) {
          if (!hold(root_id, wait && held.empty(), held)) continue;
          found = by_root.emplace(root_id, held.size() - 1).first;
        }
        lock_one(held[found->second], candidate, now_locked);
      }
      commit(held);
    } catch (...) {
      for (Held& one : held) {
        one.session.reset();
        one.lock.drop();
      }
      throw;
    }
    for (Held& one : held) {
      one.session.reset();
      if (one.lock.instance()->empty()) one.lock.drop();
    }
    std::move(now_locked.begin(), now_locked.end(), std::back_inserter(locked_));
  }

  bool hold(const std::string& root_id, bool wait, std::vector<Held>& held) {
    std::optional<Aggregates::Lock> lock =
        wait ? std::optional<Aggregates::Lock>(engine_.aggregates.lock(root_id)) : engine_.aggregates.try_lock(root_id);
    if (!lock) return false;
    engine_.ensure_loaded(*lock);
    auto environment = std::make_unique<CommandEnvironment>(engine_);
    auto session = std::make_unique<Session>(*lock->instance(), *environment);
    held.push_back({std::move(*lock), std::move(environment), std::move(session)});
    return true;
  }

  void lock_one(Held& held, const Candidate& candidate, std::vector<LockedTask>& now_locked) {
    Session& session = *held.session;
    ExternalTaskRecord* task = session.instance().find_external_task(candidate.task.id);
    if (!task || !may_be_locked(task->row, session.now())) {
      if (engine_.peers && !engine_.is_current(held.lock)) {
        throw Overtaken(overtaken(OvertakenError::What::aggregate, held.lock.root_id()));
      }
      engine_.external_tasks.wrong(candidate.task.id);
      was_wrong_ = true;
      return;
    }
    task->row.worker_id = request_.worker_id;
    task->row.lock_expiration = session.now() + candidate.topic->lock_duration_ms;
    session.touch(*task);
    now_locked.push_back(describe(*task, *candidate.topic));
  }

  static LockedTask describe(const ExternalTaskRecord& task, const TopicRequest& topic) {
    LockedTask locked;
    locked.task = task.row;
    locked.deserialize_values = topic.deserialize_values;
    if (topic.include_extension_properties) {
      const bpmn::NodeId node = task.execution->graph->find_node(task.row.activity_id);
      if (node != bpmn::kNoNode) {
        for (const auto& [name, value] : task.execution->graph->node(node).properties) {
          locked.extension_properties[name] = value;
        }
      }
    }
    if (topic.variables && topic.variables->empty()) return locked;
    std::map<std::string, Value> values;
    if (topic.local_variables) {
      for (const auto& variable : task.execution->variables) values[variable->name] = variable->value;
    } else {
      values = visible_variables(*task.execution);
    }
    if (topic.variables) {
      for (const std::string& name : *topic.variables) {
        if (const auto found = values.find(name); found != values.end()) locked.variables.insert(*found);
      }
    } else {
      locked.variables = std::move(values);
    }
    return locked;
  }

  void commit(std::vector<Held>& held) {
    if (held.empty()) return;
    Batch all;
    for (Held& one : held) {
      Batch batch = one.session->finish();
      for (Change& change : batch.take()) all.add(std::move(change));
      if (engine_.peers && one.lock.version() != Peers::kNoVersion) expect_version(all, one.lock.root_id(), one.lock.version());
    }
    engine_.commit(std::move(all));
    for (Held& one : held) {
      one.session->committed();
      ++one.lock.version();
    }
  }

  Engine::Impl& engine_;
  const FetchRequest& request_;
  const std::size_t maximum_;
  ExternalTaskPool::Order order_ = ExternalTaskPool::Order::created;
  std::vector<LockedTask> locked_;
  bool was_wrong_ = false;
};

}  // namespace

std::vector<LockedTask> Engine::fetch_and_lock(const FetchRequest& request) {
  if (request.worker_id.empty()) refuse(ErrorCode::null_value, "workerId is null");
  if (request.max_tasks < 0) {
    refuse(ErrorCode::process_engine, "maxResults must be greater than or equal to zero, but is {}", request.max_tasks);
  }
  for (const TopicRequest& topic : request.topics) {
    if (topic.topic.empty()) refuse(ErrorCode::null_value, "topicName is null");
    if (topic.lock_duration_ms <= 0) {
      refuse(ErrorCode::process_engine, "lockTime must be greater than zero, but is {}", topic.lock_duration_ms);
    }
  }
  if (request.max_tasks == 0) return {};
  try {
    return Fetch(*impl_, request).run();
  } catch (const StoreError& error) {
    throw EngineError(ErrorCode::store_unavailable, error.message);
  }
}

std::shared_ptr<void> Engine::on_external_task(const std::vector<std::string>& topics, std::function<void()> wake) {
  return impl_->external_tasks.subscribe(topics, std::move(wake));
}

}  // namespace baton
