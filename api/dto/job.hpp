// Job as JSON (camunda7-rest A.8).
#pragma once

#include "expression/value.hpp"
#include "runtime/store/entities.hpp"

namespace baton::api {

Json job_dto(const Job& row);

}  // namespace baton::api
