// {retries, dueDate?} of jobs and job definitions.
#pragma once

#include "api/http/message.hpp"

namespace baton::api {

struct JobRetries {
  std::int64_t retries = 0;
  bool set_due = false;
  std::optional<TimestampMs> due;
};

// Throws HttpError; without retries the 500 that Camunda's clients know.
JobRetries job_retries(const Request& request);

}  // namespace baton::api
