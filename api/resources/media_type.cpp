#include "api/resources/media_type.hpp"

#include <fmt/format.h>

#include <cctype>
#include <map>

namespace baton::api {

std::string media_type(const std::string& file_name) {
  static const std::map<std::string, std::string> table = {
      {"png", "image/png"},           {"jpg", "image/jpeg"},          {"jpeg", "image/jpeg"},
      {"jpe", "image/jpeg"},          {"gif", "image/gif"},           {"svg", "image/svg+xml"},
      {"tif", "image/tiff"},          {"tiff", "image/tiff"},         {"xml", "application/xml"},
      {"bpmn", "application/xml"},    {"dmn", "application/xml"},     {"cmmn", "application/xml"},
      {"txt", "text/plain"},          {"groovy", "text/plain"},       {"java", "text/plain"},
      {"js", "text/plain"},           {"php", "text/plain"},          {"py", "text/plain"},
      {"rb", "text/plain"},           {"html", "text/html"},          {"json", "application/json"},
      {"form", "application/json"}};
  const auto dot = file_name.rfind('.');
  const auto found = dot == std::string::npos ? table.end() : table.find(file_name.substr(dot + 1));
  return found == table.end() ? "application/octet-stream" : found->second;
}

std::string content_disposition(const std::string& path) {
  static const char* digits = "0123456789ABCDEF";
  std::string plain, encoded;
  for (const char c : path.substr(path.find_last_of('/') + 1)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\';
    plain += is_plain ? c : '_';
    const bool is_unreserved = std::isalnum(byte) || c == '-' || c == '.' || c == '_' || c == '~';
    if (is_unreserved) {
      encoded += c;
    } else {
      encoded += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, encoded);
}

Response file_response(std::string bytes, const std::string& path) {
  Response response = Response::text(std::move(bytes), media_type(path));
  response.headers.emplace_back("Content-Disposition", content_disposition(path));
  return response;
}

}  // namespace baton::api
