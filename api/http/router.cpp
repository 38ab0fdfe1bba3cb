#include "api/http/router.hpp"

#include <algorithm>

#include "api/http/errors.hpp"

namespace baton::api {

namespace {

struct Segment {
  std::string text;  // literal, or the placeholder's name
  bool is_value = false;
};

struct Route {
  std::string method, pattern;
  std::vector<Segment> segments;
  Handler handler;
};

std::vector<std::string> split(const std::string& path) {
  std::vector<std::string> segments;
  std::size_t begin = 0;
  while (begin < path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    if (end > begin) segments.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return segments;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode(const std::string& text) {
  if (text.find('%') == std::string::npos) return text;
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      decoded += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

bool matches(const Route& route, const std::vector<std::string>& segments) {
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (!route.segments[i].is_value && route.segments[i].text != segments[i]) return false;
  }
  return true;
}

}  // namespace

struct Router::Impl {
  // By number of segments; in each, routes with earlier literals come first.
  std::map<std::size_t, std::vector<Route>> routes;
};

Router::Router() : impl_(std::make_unique<Impl>()) {}
Router::~Router() = default;

void Router::add(const std::string& method, const std::string& pattern, Handler handler) {
  Route route{method, pattern, {}, std::move(handler)};
  for (const std::string& text : split(pattern)) {
    const bool is_value = text.front() == '{';
    route.segments.push_back({is_value ? text.substr(1, text.size() - 2) : text, is_value});
  }
  auto& same_length = impl_->routes[route.segments.size()];
  const auto before = [](const Route& a, const Route& b) {
    for (std::size_t i = 0; i < a.segments.size(); ++i) {
      if (a.segments[i].is_value != b.segments[i].is_value) return !a.segments[i].is_value;
    }
    return false;
  };
  same_length.insert(std::upper_bound(same_length.begin(), same_length.end(), route, before), std::move(route));
}

Response Router::handle(Request request, Context& context) const {
  std::vector<std::string> segments = split(request.path);
  if (segments.size() >= 2 && segments[0] == "engine") {
    if (segments[1] != "default") {
      return error_response(400, "InvalidRequestException", "No process engine available");
    }
    segments.erase(segments.begin(), segments.begin() + 2);
  }
  const auto same_length = impl_->routes.find(segments.size());
  bool path_known = false;
  if (same_length != impl_->routes.end()) {
    for (const Route& route : same_length->second) {
      if (!matches(route, segments)) continue;
      path_known = true;
      if (route.method != request.method) continue;
      for (std::size_t i = 0; i < segments.size(); ++i) {
        if (route.segments[i].is_value) request.path_values[route.segments[i].text] = decode(segments[i]);
      }
      try {
        return route.handler(request, context);
      } catch (...) {
        return response_of(std::current_exception());
      }
    }
  }
  if (path_known) return error_response(405, "NotAllowedException", "HTTP 405 Method Not Allowed");
  return error_response(404, "NotFoundException", "HTTP 404 Not Found");
}

std::vector<std::pair<std::string, std::string>> Router::routes() const {
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& [length, routes] : impl_->routes) {
    for (const Route& route : routes) all.emplace_back(route.method, route.pattern);
  }
  return all;
}

}  // namespace baton::api
