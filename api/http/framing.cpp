#include "api/http/framing.hpp"

#include <Poco/MemoryStream.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/NetException.h>

#include <algorithm>
#include <charconv>

namespace baton::api {

namespace {

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode_query(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      decoded += ' ';
    } else if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      decoded += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

void read_query(std::string_view text, std::map<std::string, std::string>& query) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (!pair.empty()) {
      query.emplace(decode_query(pair.substr(0, equals)),
                    equals < pair.size() ? decode_query(pair.substr(equals + 1)) : std::string());
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// The body of a chunked request; nothing when it is not complete. `used` counts its bytes.
std::optional<std::string> read_chunks(std::string_view bytes, std::size_t limit, std::size_t& used) {
  std::string body;
  std::size_t at = 0;
  for (;;) {
    const std::size_t end = bytes.find("\r\n", at);
    if (end == std::string_view::npos) return std::nullopt;
    std::size_t size = 0;
    const auto [stop, error] = std::from_chars(bytes.data() + at, bytes.data() + end, size, 16);
    if (error != std::errc() || stop == bytes.data() + at) throw FramingError{400, "A chunk of the body has no size"};
    if (size > limit || body.size() + size > limit) throw FramingError{413, "The request body is too large"};
    at = end + 2;
    if (bytes.size() < at + size + 2) return std::nullopt;
    if (size == 0) {
      const std::size_t trailer = bytes.find("\r\n", at);
      if (trailer == at) {
        used = at + 2;
        return body;
      }
      const std::size_t trailers = bytes.find("\r\n\r\n", at);
      if (trailers == std::string_view::npos) return std::nullopt;
      used = trailers + 4;
      return body;
    }
    body.append(bytes.substr(at, size));
    at += size + 2;
  }
}

}  // namespace

std::optional<FramedRequest> take_request(std::string& buffer, const FramingLimits& limits, bool& wants_continue) {
  wants_continue = false;
  std::size_t skip = 0;
  while (skip < buffer.size() && (buffer[skip] == '\r' || buffer[skip] == '\n')) ++skip;
  if (skip > 0) buffer.erase(0, skip);
  const std::size_t end = buffer.find("\r\n\r\n");
  if (end == std::string::npos) {
    if (buffer.size() > limits.header_bytes) throw FramingError{431, "The request header is too large"};
    return std::nullopt;
  }
  const std::size_t header_size = end + 4;
  if (header_size > limits.header_bytes) throw FramingError{431, "The request header is too large"};

  Poco::Net::HTTPRequest parsed;
  try {
    Poco::MemoryInputStream stream(buffer.data(), static_cast<std::streamsize>(header_size));
    parsed.read(stream);
  } catch (const Poco::Exception& error) {
    throw FramingError{400, "The request cannot be read: " + error.displayText()};
  }
  const std::string& target = parsed.getURI();
  if (target.empty() || (target[0] != '/' && target.rfind("http", 0) != 0 && target != "*")) {
    throw FramingError{400, "The request target must be a path"};
  }

  FramedRequest framed;
  framed.keep_alive = parsed.getKeepAlive();
  Request& request = framed.request;
  std::size_t used = header_size;
  const bool chunked = lower(parsed.get("Transfer-Encoding", "")).find("chunked") != std::string::npos;
  if (chunked) {
    std::size_t body_used = 0;
    auto body = read_chunks(std::string_view(buffer).substr(header_size), limits.body_bytes, body_used);
    if (!body) {
      wants_continue = lower(parsed.get("Expect", "")) == "100-continue";
      return std::nullopt;
    }
    request.body = std::move(*body);
    used += body_used;
  } else if (parsed.has("Content-Length")) {
    std::size_t length = 0;
    const std::string text = parsed.get("Content-Length");
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (error != std::errc() || stop != text.data() + text.size()) {
      throw FramingError{400, "Content-Length must be a number, but is '" + text + "'"};
    }
    if (length > limits.body_bytes) {
      throw FramingError{413, "The request body is larger than " + std::to_string(limits.body_bytes) + " bytes"};
    }
    if (buffer.size() < header_size + length) {
      wants_continue = lower(parsed.get("Expect", "")) == "100-continue";
      return std::nullopt;
    }
    request.body = buffer.substr(header_size, length);
    used += length;
  }
  request.method = parsed.getMethod();
  const std::size_t question = std::min(target.find('?'), target.size());
  request.path = target.substr(0, question);
  if (request.path.rfind("http", 0) == 0) {
    const std::size_t host = request.path.find("://");
    const std::size_t path = host == std::string::npos ? 0 : request.path.find('/', host + 3);
    request.path = path == std::string::npos ? "/" : request.path.substr(path);
  }
  if (question < target.size()) read_query(std::string_view(target).substr(question + 1), request.query);
  for (const auto& [name, value] : parsed) request.headers.emplace(lower(name), value);
  buffer.erase(0, used);
  return framed;
}

}  // namespace baton::api
