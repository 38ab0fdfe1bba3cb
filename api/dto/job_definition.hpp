// JobDefinition as JSON (camunda7-rest A.8).
#pragma once

#include "expression/value.hpp"
#include "runtime/store/entities.hpp"

namespace baton::api {

Json job_definition_dto(const JobDefinition& row);

}  // namespace baton::api
