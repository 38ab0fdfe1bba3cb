// Any server that speaks the Camunda 7 REST API.
#pragma once

#include <memory>

#include "conformance/subject/subject.hpp"

namespace baton::conformance {

// `url` is the REST root, http://HOST:PORT/engine-rest. Throws std::invalid_argument when it is not a URL.
std::unique_ptr<Subject> url_subject(const std::string& url);

}  // namespace baton::conformance
