#include "api/modeler/revision.hpp"

#include <algorithm>
#include <charconv>

#include "modeler/names.hpp"

namespace baton::api {

namespace {

constexpr std::int64_t kNeverThere = -1;

// The tags of a list, with their quotes; weak ones keep their W/.
std::vector<std::string> tags(const std::string& header) {
  std::vector<std::string> found;
  std::string tag;
  bool is_quoted = false;
  for (const char c : header + ",") {
    if (c == '"') is_quoted = !is_quoted;
    if (c == ',' && !is_quoted) {
      if (!tag.empty()) found.push_back(tag);
      tag.clear();
    } else if (is_quoted || c != ' ') {
      tag += c;
    }
  }
  return found;
}

std::int64_t revision_of(const std::string& tag) {
  if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"') return kNeverThere;
  std::int64_t number = 0;
  const char* end = tag.data() + tag.size() - 1;
  const auto [stopped, error] = std::from_chars(tag.data() + 1, end, number);
  return error == std::errc() && stopped == end ? number : kNeverThere;
}

}  // namespace

std::string tag_of(std::int64_t revision) { return "\"" + std::to_string(revision) + "\""; }
std::string tag_of(const std::string& digest) { return "\"" + digest + "\""; }

bool has_tag(const Request& request, const std::string& tag) {
  const auto header = request.headers.find("if-none-match");
  if (header == request.headers.end()) return false;
  const std::vector<std::string> given = tags(header->second);
  return std::any_of(given.begin(), given.end(), [&](const std::string& one) { return one == "*" || one == tag || one == "W/" + tag; });
}

std::string author_of(const Request& request, const std::string& author) {
  const std::string name = request.caller.user_id.empty() ? author : request.caller.user_id;
  return name.empty() ? name : modeler::checked_name("author", name);
}

// Revisions only grow: of several the newest is the only one that may be present.
modeler::Seen seen_by(const Request& request, bool is_required, const std::string& author) {
  modeler::Seen seen{author_of(request, author.empty() ? request.param("author").value_or("") : author), std::nullopt};
  const auto header = request.headers.find("if-match");
  if (header == request.headers.end()) {
    if (!is_required) return seen;
    throw HttpError{428, "PreconditionRequiredException",
                    "If-Match with the ETag that was read is expected, so that nobody's change is lost; * overwrites whatever there is"};
  }
  const std::vector<std::string> given = tags(header->second);
  if (given.size() == 1 && given.front() == "*") return seen;
  seen.revision = kNeverThere;
  for (const std::string& tag : given) seen.revision = std::max(*seen.revision, revision_of(tag));
  return seen;
}

}  // namespace baton::api
