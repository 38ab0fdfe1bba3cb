// What went wrong, as Camunda says it over HTTP (camunda7-rest B.3, B.4).
#pragma once

#include <exception>

#include "api/http/message.hpp"

namespace baton::api {

// {"type","message","code"}; an empty type answers the message as plain text.
Response error_response(int status, const std::string& type, const std::string& message, int code = -1);

// Any exception that a handler let go. Unknown ones are 500 and logged.
Response response_of(std::exception_ptr exception);

// The status of an engine refusal where a resource does not say otherwise.
int default_status(ErrorCode code);

}  // namespace baton::api
