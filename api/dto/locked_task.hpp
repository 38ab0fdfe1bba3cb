// A task handed to a worker as JSON (camunda7-rest A.6.1).
#pragma once

#include "expression/value.hpp"
#include "runtime/engine/engine.hpp"

namespace baton::api {

Json locked_task_dto(const LockedTask& locked);

}  // namespace baton::api
