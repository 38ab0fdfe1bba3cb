// A deployment with what it deployed, as JSON.
#pragma once

#include "api/http/message.hpp"

namespace baton::api {

Json deployed_dto(const DeploymentAnswer& answer, const Request& request);

}  // namespace baton::api
