// ExternalTask as JSON (camunda7-rest A.6).
#pragma once

#include "expression/value.hpp"
#include "runtime/store/entities.hpp"

namespace baton::api {

Json external_task_row_dto(const ExternalTask& row);

}  // namespace baton::api
