#include "api/resources/job_retries.hpp"

#include <nlohmann/json.hpp>

#include "api/resources/body.hpp"

namespace baton::api {

JobRetries job_retries(const Request& request) {
  const Json body = request.json();
  const auto retries = body::number(body, "retries");
  if (!retries) throw HttpError{500, "NullPointerException", "'retries' must be a number, but is null"};
  return {*retries, body.contains("dueDate"), body::date(body, "dueDate")};
}

}  // namespace baton::api
