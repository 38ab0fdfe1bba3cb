// Why a command was refused. Nothing of a refused command happened.
//
// The codes are Camunda's exception classes as its clients know them; api/ maps them to HTTP with one
// exhaustive switch. Thrown by the engine's commands; never leaves api/ unmapped.
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include "bpmn/findings.hpp"

namespace baton {

enum class ErrorCode : std::uint8_t {
  process_engine,         // ProcessEngineException: anything that failed while running
  null_value,             // NullValueException: a required id is missing or names nothing
  not_found,              // NotFoundException
  bad_request,            // BadUserRequestException
  not_valid,              // NotValidException
  not_allowed,            // NotAllowedException
  suspended,              // SuspendedEntityInteractionException
  already_claimed,        // TaskAlreadyClaimedException
  correlation,            // MismatchingMessageCorrelationException
  parse,                  // ParseException, with findings
  form_validation,        // FormFieldValidatorException and kin
  script_evaluation,      // ScriptEvaluationException
  uncaught_escalation,    // ProcessEngineException of a task's escalation that nobody catches
  store_unavailable,      // the database cannot be written now; nothing was kept, try again
};

class EngineError : public std::exception {
 public:
  EngineError(ErrorCode code, std::string message) : code_(code), message_(std::move(message)) {}
  EngineError(ErrorCode code, std::string message, std::string resource, bpmn::Findings findings)
      : code_(code), message_(std::move(message)), resource_(std::move(resource)), findings_(std::move(findings)) {}

  ErrorCode code() const { return code_; }
  const char* what() const noexcept override { return message_.c_str(); }
  const std::string& message() const { return message_; }
  // ParseException: the file and what is wrong with it.
  const std::string& resource() const { return resource_; }
  const bpmn::Findings& findings() const { return findings_; }

 private:
  ErrorCode code_;
  std::string message_;
  std::string resource_;
  bpmn::Findings findings_;
};

// The simple Java class name, e.g. "NullValueException".
std::string_view exception_name(ErrorCode code);

}  // namespace baton
