#include "expression/script/evaluator.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "expression/script/messages.hpp"
#include "expression/script/world.hpp"

namespace baton::script {

Evaluator::Evaluator(const JscApi& api, std::int64_t memory_bytes)
    : api_(api), memory_bytes_(memory_bytes), group_(api.JSContextGroupCreate()),
      prelude_(World::prelude_text(api)) {}

Evaluator::~Evaluator() = default;

void Evaluator::prepare() {
  if (!world_) world_ = std::make_unique<World>(api_, group_, prelude_, memory_bytes_);
}

void Evaluator::warm_up() {
  prepare();
  world_->touch("new Date(2024, 0, 1).toLocaleString() + 'x'.localeCompare('y') + /é/iu.test('É') + (1.5).toLocaleString()");
  world_->touch("new Intl.DateTimeFormat('en-US', {timeZoneName: 'short'}).format(0) + 'é'.normalize('NFD') + 'ß'.toUpperCase()");
  // Starts the helper threads that compile hot code.
  world_->touch("(function () { for (var i = 0, s = 0; i < 20000; i++) s += i % 7; return s; })()");
  world_.reset();
  api_.JSGarbageCollect(nullptr);
  prepare();
}

std::string Evaluator::answer(std::string_view request) {
  // What is left of the world after the script is garbage; the next one is made by prepare().
  std::unique_ptr<World> world;
  try {
    prepare();
    world = std::move(world_);
    const auto kind = static_cast<RequestKind>(WireReader(request).u8());
    request.remove_prefix(1);
    switch (kind) {
      case RequestKind::evaluate: return world->run(request);
      case RequestKind::check: return world->check(WireReader(request).text());
    }
    return encode_error("Script process was asked for something it does not know");
  } catch (const std::bad_alloc&) {
    return encode_error(fmt::format("Script exceeded its memory limit of {} MB", memory_bytes_ >> 20));
  } catch (const std::exception& error) {
    return encode_error(fmt::format("Script process failed: {}", error.what()));
  }
}

}  // namespace baton::script
