// Rows of the execution table as JSON: ProcessInstance and Execution (camunda7-rest A.3, A.4).
#pragma once

#include "expression/value.hpp"
#include "runtime/store/entities.hpp"

namespace baton::api {

Json process_instance_row_dto(const Execution& row);
Json execution_row_dto(const Execution& row);
Json event_subscription_dto(const EventSubscription& row);

}  // namespace baton::api
