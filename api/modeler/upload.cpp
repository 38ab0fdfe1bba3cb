#include "api/modeler/upload.hpp"

#include <Poco/Base64Decoder.h>
#include <Poco/Exception.h>
#include <Poco/MemoryStream.h>
#include <Poco/StreamCopier.h>

#include "api/resources/body.hpp"

namespace baton::api {

namespace {

[[noreturn]] void refuse(std::string message) { throw HttpError{400, "InvalidRequestException", std::move(message)}; }

bool is_true(const std::string& text) { return text == "true"; }

using Setter = void (*)(Upload&, const std::string&);
struct Field {
  const char* name;
  Setter set;
  bool is_flag;
};
constexpr Field kFields[] = {
    {"path", [](Upload& upload, const std::string& text) { upload.path = text; }, false},
    {"author", [](Upload& upload, const std::string& text) { upload.author = text; }, false},
    {"comment", [](Upload& upload, const std::string& text) { upload.content.comment = text; }, false},
    {"strict", [](Upload& upload, const std::string& text) { upload.content.strict = is_true(text); }, true},
    {"lenient", [](Upload& upload, const std::string& text) { upload.content.lenient = is_true(text); }, true},
    {"fmt", [](Upload& upload, const std::string& text) { upload.content.canonical = is_true(text); }, true},
};

std::string from_base64(const std::string& text) {
  try {
    Poco::MemoryInputStream encoded(text.data(), static_cast<std::streamsize>(text.size()));
    Poco::Base64Decoder decoder(encoded);
    decoder.exceptions(std::ios::badbit);
    std::string bytes;
    Poco::StreamCopier::copyToString(decoder, bytes);
    return bytes;
  } catch (const Poco::Exception&) {
    refuse("The content is not base64");
  }
}

void read_json(const Request& request, Upload& upload) {
  const Json json = request.json();
  for (const Field& field : kFields) {
    if (!body::member(json, field.name)) continue;
    field.set(upload, field.is_flag ? (body::flag(json, field.name) ? "true" : "false") : body::text_or_empty(json, field.name));
  }
  const auto content = body::text(json, "content");
  if (!content) {
    refuse("A body of the type application/json wraps the file: {\"content\": \"...\"}. To send a file that is JSON itself as it is, "
           "use application/octet-stream");
  }
  const std::string encoding = body::text(json, "encoding").value_or("utf-8");
  if (encoding != "utf-8" && encoding != "base64") refuse("encoding is 'utf-8' or 'base64', not '" + encoding + "'");
  upload.content.bytes = encoding == "base64" ? from_base64(*content) : *content;
}

void read_form(const Request& request, Upload& upload) {
  bool has_content = false;
  std::string file_name;
  for (Part& part : request.parts()) {
    const auto* field = std::find_if(std::begin(kFields), std::end(kFields), [&](const Field& one) { return part.name == one.name; });
    if (field != std::end(kFields) && !part.filename) {
      field->set(upload, part.bytes);
    } else if (part.filename || part.name == "content") {
      if (has_content) refuse("One file was expected, but the form has more");
      has_content = true;
      file_name = part.filename.value_or("");
      upload.content.bytes = std::move(part.bytes);
    }
  }
  if (!has_content) refuse("The form has no file");
  if (upload.path.empty()) upload.path = file_name;
}

}  // namespace

Upload read_upload(const Request& request) {
  Upload upload;
  for (const Field& field : kFields) {
    if (const auto text = request.param(field.name)) field.set(upload, *text);
  }
  const auto header = request.headers.find("content-type");
  const std::string type = header == request.headers.end() ? "" : header->second;
  if (type.rfind("multipart/form-data", 0) == 0) {
    read_form(request, upload);
  } else if (type.rfind("application/json", 0) == 0) {
    read_json(request, upload);
  } else {
    upload.content.bytes = request.body;
  }
  return upload;
}

}  // namespace baton::api
