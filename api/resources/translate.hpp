// How a resource answers an engine refusal in its own words and status, where Camunda's does.
#pragma once

#include <string>
#include <utility>

#include "api/http/message.hpp"
#include "expression/expression.hpp"

namespace baton::api {

struct Translation {
  int status = 500;
  std::string type = "RestException";
  std::string prefix;  // before the engine's message
};

// Runs `work`; a refusal becomes HttpError as `choose` says. Refusals of the database pass through.
template <class Work, class Choose>
auto translated(Choose&& choose, Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const EngineError& error) {
    if (error.code() == ErrorCode::store_unavailable) throw;
    const Translation translation = choose(error);
    throw HttpError{translation.status, translation.type, translation.prefix + error.message(), 0};
  } catch (const EvaluationError& error) {
    const Translation translation = choose(EngineError(ErrorCode::process_engine, error.message));
    throw HttpError{translation.status, translation.type, translation.prefix + error.message, 0};
  }
}

// What the refusal is answered where no resource has its own words.
Translation as_is(const EngineError& error);

// A child of Camunda's BadUserRequestException.
bool is_bad_request(ErrorCode code);

// The same answer for every refusal.
inline auto always(int status, std::string type, std::string prefix = {}) {
  return [translation = Translation{status, std::move(type), std::move(prefix)}](const EngineError&) {
    return translation;
  };
}

}  // namespace baton::api
