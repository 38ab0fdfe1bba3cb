#include "runtime/engine/error.hpp"

namespace baton {

std::string_view exception_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::process_engine: return "ProcessEngineException";
    case ErrorCode::null_value: return "NullValueException";
    case ErrorCode::not_found: return "NotFoundException";
    case ErrorCode::bad_request: return "BadUserRequestException";
    case ErrorCode::not_valid: return "NotValidException";
    case ErrorCode::not_allowed: return "NotAllowedException";
    case ErrorCode::suspended: return "SuspendedEntityInteractionException";
    case ErrorCode::already_claimed: return "TaskAlreadyClaimedException";
    case ErrorCode::correlation: return "MismatchingMessageCorrelationException";
    case ErrorCode::parse: return "ParseException";
    case ErrorCode::form_validation: return "FormFieldValidatorException";
    case ErrorCode::script_evaluation: return "ScriptEvaluationException";
    case ErrorCode::uncaught_escalation: return "ProcessEngineException";
    case ErrorCode::store_unavailable: return "ProcessEngineException";
  }
  return "ProcessEngineException";
}

}  // namespace baton
