// Incident as JSON (camunda7-rest A.9).
#pragma once

#include "expression/value.hpp"
#include "runtime/store/entities.hpp"

namespace baton::api {

Json incident_dto(const Incident& row);

}  // namespace baton::api
