// Task as JSON (camunda7-rest A.5).
#pragma once

#include "expression/value.hpp"
#include "runtime/store/entities.hpp"

namespace baton::api {

Json task_dto(const Task& task);

}  // namespace baton::api
