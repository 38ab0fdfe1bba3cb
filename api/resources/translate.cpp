#include "api/resources/translate.hpp"

#include "api/http/errors.hpp"

namespace baton::api {

Translation as_is(const EngineError& error) {
  return {default_status(error.code()), std::string(exception_name(error.code())), {}};
}

bool is_bad_request(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_request:
    case ErrorCode::not_found:
    case ErrorCode::not_valid:
    case ErrorCode::not_allowed:
    case ErrorCode::suspended: return true;
    case ErrorCode::process_engine:
    case ErrorCode::null_value:
    case ErrorCode::already_claimed:
    case ErrorCode::correlation:
    case ErrorCode::parse:
    case ErrorCode::form_validation:
    case ErrorCode::script_evaluation:
    case ErrorCode::uncaught_escalation:
    case ErrorCode::store_unavailable: return false;
  }
  return false;
}

}  // namespace baton::api
