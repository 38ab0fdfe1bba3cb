#include "conformance/subject/subject.hpp"

namespace baton::conformance {

namespace {

constexpr const char* kBoundary = "baton-conformance-7d1f0c5b9e";

std::string with_query(const std::string& path, const Parameters& query) {
  std::string target = path;
  char separator = '?';
  for (const auto& [name, value] : query) {
    target += separator + percent_encode(name) + "=" + percent_encode(value);
    separator = '&';
  }
  return target;
}

void add_part(std::string& body, const std::string& name, const std::string& content, bool is_file) {
  body += std::string("--") + kBoundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
  if (is_file) body += "; filename=\"" + name + "\"\r\nContent-Type: application/octet-stream";
  body += "\r\n\r\n" + content + "\r\n";
}

}  // namespace

Answer Subject::get(const std::string& path, const Parameters& query) {
  return send("GET", with_query(path, query), "", "");
}

Answer Subject::post(const std::string& path, const Tree& body) {
  return send("POST", path, "application/json", body.dump());
}

Answer Subject::remove(const std::string& path, const Parameters& query) {
  return send("DELETE", with_query(path, query), "", "");
}

Answer Subject::deploy(const std::string& name, const Files& files) {
  std::string body;
  add_part(body, "deployment-name", name, false);
  for (const auto& [file, bytes] : files) add_part(body, file, bytes, true);
  body += std::string("--") + kBoundary + "--\r\n";
  return send("POST", "/deployment/create", std::string("multipart/form-data; boundary=") + kBoundary, body);
}

std::string percent_encode(const std::string& text) {
  static const char* digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || c == '.' || c == '~';
    if (plain) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += digits[static_cast<unsigned char>(c) >> 4];
      encoded += digits[static_cast<unsigned char>(c) & 15];
    }
  }
  return encoded;
}

Tree as_variables(const Tree& values) {
  Tree variables = Tree::object();
  for (const auto& [name, value] : values.items()) variables[name] = {{"value", value}};
  return variables;
}

const Tree& member(const Tree& object, const std::string& name) {
  static const Tree nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

std::string text_of(const Tree& object, const std::string& name) {
  const Tree& found = member(object, name);
  return found.is_string() ? found.get<std::string>() : "";
}

}  // namespace baton::conformance
