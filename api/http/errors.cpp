#include "api/http/errors.hpp"

#include <Poco/Exception.h>
#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "expression/expression.hpp"
#include "expression/time.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

Response error_response(int status, const std::string& type, const std::string& message, int code) {
  if (type.empty()) return Response::text(message, "text/plain", status);
  Json body = Json::object();
  body["type"] = type;
  body["message"] = message;
  body["code"] = code < 0 ? Json(nullptr) : Json(code);
  return Response::json(body, status);
}

int default_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::not_found:
    case ErrorCode::bad_request:
    case ErrorCode::not_valid:
    case ErrorCode::not_allowed:
    case ErrorCode::suspended:
    case ErrorCode::correlation:
    case ErrorCode::parse:
    case ErrorCode::form_validation: return 400;
    case ErrorCode::process_engine:
    case ErrorCode::null_value:
    case ErrorCode::already_claimed:
    case ErrorCode::script_evaluation:
    case ErrorCode::uncaught_escalation: return 500;
    case ErrorCode::store_unavailable: return 503;
  }
  return 500;
}

namespace {

Json problem(const bpmn::Finding& finding) {
  std::vector<std::string> ids;
  if (!finding.element_id.empty()) ids.push_back(finding.element_id);
  ids.insert(ids.end(), finding.related_ids.begin(), finding.related_ids.end());
  Json entry = Json::object();
  entry["message"] = finding.message;
  entry["line"] = finding.line;
  entry["column"] = finding.column;
  entry["mainElementId"] = finding.element_id.empty() ? Json(nullptr) : Json(finding.element_id);
  entry["elementIds"] = ids;
  entry["\xd0\xb5lementIds"] = ids;  // Camunda's key begins with a Cyrillic letter; clients may know either
  entry["rule"] = finding.rule;
  return entry;
}

Response parse_error(const EngineError& error) {
  Json body = Json::object();
  body["type"] = "ParseException";
  body["message"] = error.message();
  body["code"] = 0;
  Json errors = Json::array(), warnings = Json::array();
  for (const bpmn::Finding& finding : error.findings()) {
    (finding.severity == bpmn::Severity::error ? errors : warnings).push_back(problem(finding));
  }
  body["details"] = {{error.resource(), {{"errors", errors}, {"warnings", warnings}}}};
  return Response::json(body, 400);
}

Response unavailable(const std::string& message) {
  Response response = error_response(503, "ProcessEngineException", message, 0);
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace

Response response_of(std::exception_ptr exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const HttpError& error) {
    return error_response(error.status, error.type, error.message, error.code);
  } catch (const EngineError& error) {
    if (error.code() == ErrorCode::parse) return parse_error(error);
    if (error.code() == ErrorCode::store_unavailable) return unavailable(error.message());
    return error_response(default_status(error.code()), std::string(exception_name(error.code())), error.message(), 0);
  } catch (const StoreError& error) {
    return unavailable(error.message);
  } catch (const EvaluationError& error) {
    return error_response(500, "ProcessEngineException", error.message, 0);
  } catch (const ValueError& error) {
    return error_response(400, "InvalidRequestException", error.message);
  } catch (const TimeError& error) {
    return error_response(400, "InvalidRequestException", error.message);
  } catch (const nlohmann::json::exception& error) {
    return error_response(400, "InvalidRequestException", std::string("Unexpected JSON: ") + error.what());
  } catch (const std::exception& error) {
    std::cerr << fmt::format("request failed: {}\n", error.what());
    return error_response(500, "ProcessEngineException", error.what(), 0);
  }
}

}  // namespace baton::api
