// The OpenAPI 3.0 description of the modeler's resources, made from their table.
#pragma once

#include "api/http/message.hpp"

namespace baton::api {

Json modeler_description(const Request& request);

// components.schemas: schemas.cpp.
Json modeler_schemas();

}  // namespace baton::api
