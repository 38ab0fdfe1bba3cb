// VariableInstance as JSON (camunda7-rest A.9): the typed value and where it is.
#pragma once

#include "expression/value.hpp"
#include "runtime/store/entities.hpp"

namespace baton::api {

Json variable_instance_dto(const Variable& row, bool deserialize);

}  // namespace baton::api
