// Deployments, definitions and what a start answers, as JSON (camunda7-rest A.1, A.2, A.3).
#pragma once

#include "api/http/message.hpp"
#include "expression/value.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/store/entities.hpp"

namespace baton::api {

Json deployment_dto(const Deployment& row, const Request& request);
Json process_definition_dto(const ProcessDefinition& row);
Json instance_dto(const InstanceAnswer& answer, const Request& request);
Json activity_instance_dto(const ActivityInstanceNode& node);

}  // namespace baton::api
