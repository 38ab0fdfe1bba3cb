#include "runtime/engine/several_nodes.hpp"

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "runtime/engine/engine_impl.hpp"

namespace baton {

namespace {

constexpr int kAttempts = 60;
constexpr int kLongestWaitMs = 50;
// How long a job is left to the node whose commit made it due.
constexpr std::int64_t kJobHeldMs = 5'000;
// How old a message to another aggregate is before others than its sender's node deliver it.
constexpr std::int64_t kAbandonedMs = 3'000;
constexpr const char* kDefinitionChanges = "definitions";  // how many there were

}  // namespace

void Engine::Impl::wait_for_others(int attempt) {
  if (attempt >= kAttempts) {
    throw EngineError(ErrorCode::store_unavailable, "Other nodes change what this request concerns all the time");
  }
  if (attempt == 0) return;
  thread_local std::minstd_rand random{std::random_device{}()};
  const int longest = std::min(1 << std::min(attempt, 10), kLongestWaitMs);
  std::this_thread::sleep_for(std::chrono::milliseconds(random() % static_cast<unsigned>(longest + 1)));
}

bool Engine::Impl::has_version(const std::string& root_id, std::int64_t version) {
  try {
    return peers->version(root_id) == version;
  } catch (const StoreError& error) {
    throw EngineError(ErrorCode::store_unavailable, error.message);
  }
}

bool Engine::Impl::is_current(const Aggregates::Lock& lock) { return has_version(lock.root_id(), lock.version()); }

// Each commit raises the version, so rows read between two looks at the same version belong together.
void Engine::Impl::load_whole(Aggregates::Lock& lock, std::uint64_t epoch,
                              const std::function<std::unique_ptr<Instance>()>& rows) {
  for (std::int64_t before = peers->version(lock.root_id());;) {
    std::unique_ptr<Instance> instance;
    try {
      instance = rows();
    } catch (const std::runtime_error&) {  // rows that do not belong together, perhaps
      if (peers->version(lock.root_id()) == before) throw;
    }
    const std::int64_t after = peers->version(lock.root_id());
    if (instance && after == before) return lock.set(std::move(instance), epoch, before);
    before = after;
  }
}

// What a command says, also a refusal or that there is nothing to do, counts only if it rests on the present state.
bool Engine::Impl::run_beside_others(Aggregates::Lock& lock, const SessionOptions& session_options, const Work& work,
                                     Effects& effects) {
  const std::int64_t version = lock.version();
  try {
    run_locked(lock, session_options, work, effects);
    return true;
  } catch (const Overtaken& overtaken) {
    if (!overtaken.is_stale_aggregate()) throw;
  } catch (const EngineError& error) {
    if (error.code() == ErrorCode::store_unavailable || has_version(lock.root_id(), version)) throw;
  }
  lock.drop();
  return false;
}

void Engine::Impl::commit_session(Session& session, Aggregates::Lock& lock) {
  Batch batch = session.finish();
  if (!peers) return commit(std::move(batch), lock.root_id());
  if (batch.empty()) {
    if (is_current(lock)) return;
    throw Overtaken(overtaken(OvertakenError::What::aggregate, lock.root_id()));
  }
  // One that the store does not have yet, or not any more, is nobody else's: its id is new, and never comes again.
  if (lock.version() != Peers::kNoVersion) expect_version(batch, lock.root_id(), lock.version());
  commit(std::move(batch), lock.root_id());
  ++lock.version();
}

// The node that made it due runs it at once, because it has the aggregate at hand; the others leave it alone for a while.
void Engine::Impl::hold_new_jobs(Batch& batch) {
  if (jobs.is_full()) return;
  const TimestampMs now = clock.now();
  std::vector<std::string> due;
  for (const Change& change : batch.changes()) {
    if (change.table != TableId::job || change.kind != Change::Kind::upsert) continue;
    const Job job = Job::from_row(change.row);
    if (job.retries > 0 && !job.suspended && job.due.value_or(0) <= now && !job.root_id.empty()) due.push_back(job.id);
  }
  for (const std::string& id : due) {
    batch.patch(TableId::job, id, {{col::job::lock_expiration, Cell{now + kJobHeldMs}}});
  }
}

void Engine::Impl::change_definitions(const std::function<void(Batch&)>& make, const std::function<void()>& then) {
  until_not_overtaken([&] {
    const std::lock_guard one_at_a_time(deploying);
    Batch batch;
    if (peers) count_change(batch);
    make(batch);
    if (batch.changes().size() <= (peers ? 1 : 0)) return;
    commit(std::move(batch));
    then();
  });
  if (!peers) return;
  try {
    peers->definitions_changed();
  } catch (const StoreError& error) {  // they learn of it with their next beat
    log(fmt::format("other nodes were not told of a change of definitions: {}", error.message));
  }
}

// Read before anything that the change rests on.
void Engine::Impl::count_change(Batch& batch) {
  const auto present = store.get<Property>(kDefinitionChanges);
  Property next;
  next.name = kDefinitionChanges;
  next.value = std::to_string(present ? std::stoll(present->value) + 1 : 1);
  batch.update(next);
  if (present) {
    expect(batch, *present);
  } else {
    expect_none(batch, TableId::property, next.name);
  }
}

void Engine::Impl::listen_to_peers() {
  Peers::Listener listener;
  listener.definitions_changed = [this] { definitions.forget_all(); };
  listener.external_task = [this](const std::string& topic) {
    external_tasks.written_elsewhere(topic);
    external_tasks.run_wakes();
  };
  listener.tick = [this] {
    jobs.look_again();
    external_tasks.written_elsewhere();
    external_tasks.run_wakes();
    jobs.post([this] { deliver_stored(clock.now() - kAbandonedMs); });
  };
  peers->listen(std::move(listener));
}

}  // namespace baton
