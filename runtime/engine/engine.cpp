#include "runtime/engine/engine.hpp"

#include "runtime/engine/engine_impl.hpp"

namespace baton {

Engine::Impl::Impl(Store& store_, Clock& clock_, IdSource& ids_, EngineOptions options_)
    : store(store_),
      peers(peers_of(store)),
      clock(clock_),
      ids(ids_),
      options(std::move(options_)),
      scripts(options.script_limits, options.script_executable),
      started(clock.now()),
      meters(store, clock, figures.work, peers ? ids.next() : ""),
      definitions(store),
      aggregates(options.cached_instances),
      external_tasks(store, clock),
      has_sub_tasks(peers || store.count({TableId::task, where::not_null(col::task::parent_task_id)}) > 0),
      jobs(store, clock, [this](const std::string& root_id, const std::string& job_id) {
        return run_job(root_id, job_id);
      }) {}

void Engine::Impl::log(std::string_view text) const {
  if (options.log) options.log(text);
}

Engine::Engine(Store& store, Clock& clock, IdSource& ids, EngineOptions options)
    : impl_(std::make_unique<Impl>(store, clock, ids, std::move(options))) {
  impl_->jobs.post([impl = impl_.get()] { impl->deliver_stored(impl->clock.now()); });
  impl_->jobs.start(impl_->options.job_threads);
  if (impl_->peers) impl_->listen_to_peers();
}

Engine::~Engine() {
  impl_->jobs.stop();
  impl_->external_tasks.stop();
  impl_->report_meters();
  if (impl_->peers) impl_->peers->ignore();
}

EngineFigures Engine::figures() const {
  return {impl_->figures, impl_->started, impl_->aggregates.size(), impl_->jobs.size(), impl_->redelivered.load()};
}

void Engine::report_meters() { impl_->meters.report(); }

Store& Engine::store() const { return impl_->store; }
TimestampMs Engine::now() const { return impl_->clock.now(); }
int Engine::run_due_jobs() { return impl_->jobs.run_all_due(); }

void Engine::clock_moved() {
  impl_->jobs.look_again();
  impl_->external_tasks.clock_moved();
}

}  // namespace baton
