#include "api/query/binary.hpp"

namespace baton::api {

namespace {

std::string media_type(const FileData& file) {
  std::string type = file.mime_type.empty() ? "application/octet-stream" : file.mime_type;
  if (!file.encoding.empty()) type += "; charset=" + file.encoding;
  return type;
}

// The name in quotes for old clients and percent-encoded for names beyond ASCII (RFC 6266).
std::string disposition(const std::string& filename) {
  static const char* digits = "0123456789ABCDEF";
  std::string plain, encoded;
  for (const unsigned char c : filename) {
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                            c == '-' || c == '.' || c == '_' || c == '~';
    plain += c < 0x20 || c == '"' || c == '\\' || c > 0x7e ? '_' : static_cast<char>(c);
    if (unreserved)
      encoded += static_cast<char>(c);
    else
      encoded += {'%', digits[c >> 4], digits[c & 15]};
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

}  // namespace

Response binary_of_variable(const Value& value, const std::string& id) {
  if (value.type() == ValueType::bytes) return Response::text(value.as_bytes(), "application/octet-stream");
  if (value.type() != ValueType::file) {
    throw HttpError{400, "InvalidRequestException",
                    "Value of variable with id " + id + " is not a binary value."};
  }
  const FileData& file = value.as_file();
  Response response = Response::text(file.bytes, media_type(file));
  response.headers.emplace_back("Content-Disposition", disposition(file.filename));
  return response;
}

}  // namespace baton::api
