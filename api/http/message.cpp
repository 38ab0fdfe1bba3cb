#include "api/http/message.hpp"

#include <Poco/MemoryStream.h>
#include <Poco/Net/MessageHeader.h>
#include <Poco/Net/MultipartReader.h>
#include <Poco/Net/NameValueCollection.h>
#include <Poco/StreamCopier.h>

#include <nlohmann/json.hpp>

namespace baton::api {

namespace {

// Without a type it may be what was meant.
void check_is_json(const std::map<std::string, std::string>& headers) {
  const auto header = headers.find("content-type");
  if (header == headers.end()) return;
  std::string kind = header->second.substr(0, header->second.find(';'));
  std::erase(kind, ' ');
  for (char& c : kind) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (kind.empty() || kind == "application/json" || kind == "*/*" || kind.ends_with("+json")) return;
  throw HttpError{415, "NotSupportedException", "HTTP 415 Unsupported Media Type"};
}

}  // namespace

Json Request::json() const {
  if (body.find_first_not_of(" \t\r\n") == std::string::npos) return Json::object();
  check_is_json(headers);
  Json parsed = Json::parse(body, nullptr, false);
  if (parsed.is_discarded()) throw HttpError{400, "", "The request body is not JSON"};
  if (parsed.is_null()) return Json::object();
  if (!parsed.is_object()) {
    throw HttpError{400, "InvalidRequestException", std::string("The request body must be a JSON object, but is ") +
                                                        parsed.type_name()};
  }
  return parsed;
}

namespace {

std::string boundary_of(const Request& request) {
  const auto header = request.headers.find("content-type");
  std::string kind;
  Poco::Net::NameValueCollection parameters;
  if (header != request.headers.end()) Poco::Net::MessageHeader::splitParameters(header->second, kind, parameters);
  for (char& c : kind) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (kind != "multipart/form-data") {
    throw HttpError{415, "NotSupportedException", "Content-Type multipart/form-data was expected, but got '" + kind + "'"};
  }
  if (!parameters.has("boundary")) throw HttpError{400, "InvalidRequestException", "multipart/form-data without a boundary"};
  return parameters.get("boundary");
}

}  // namespace

std::vector<Part> Request::parts() const {
  const std::string boundary = boundary_of(*this);
  std::vector<Part> found;
  try {
    Poco::MemoryInputStream stream(body.data(), static_cast<std::streamsize>(body.size()));
    Poco::Net::MultipartReader reader(stream, boundary);
    while (reader.hasNextPart()) {
      Poco::Net::MessageHeader header;
      reader.nextPart(header);
      Part part;
      std::string kind;
      Poco::Net::NameValueCollection parameters;
      Poco::Net::MessageHeader::splitParameters(header.get("Content-Disposition", ""), kind, parameters);
      part.name = parameters.get("name", "");
      if (parameters.has("filename")) part.filename = parameters.get("filename");
      part.content_type = header.get("Content-Type", "");
      Poco::StreamCopier::copyToString(reader.stream(), part.bytes);
      found.push_back(std::move(part));
    }
  } catch (const Poco::Exception& error) {
    throw HttpError{400, "InvalidRequestException", "The multipart body cannot be read: " + error.displayText()};
  }
  return found;
}

Response Response::json(const Json& body, int status) {
  Response response;
  response.status = status;
  response.content_type = "application/json";
  response.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
  return response;
}

Response Response::text(std::string body, std::string content_type, int status) {
  Response response;
  response.status = status;
  response.content_type = std::move(content_type);
  response.body = std::move(body);
  return response;
}

}  // namespace baton::api
