// The bytes of a variable over HTTP: GET .../{id}/data of variables in the runtime and in history.
#pragma once

#include <string>

#include "api/http/message.hpp"
#include "expression/value.hpp"

namespace baton::api {

// A File with its media type and name, Bytes as octet-stream. Throws HttpError 400 for any other type:
// "Value of variable with id <id> is not a binary value."
Response binary_of_variable(const Value& value, const std::string& id);

}  // namespace baton::api
