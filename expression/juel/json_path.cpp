#include "expression/juel/json_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "expression/juel/coercion.hpp"
#include "expression/juel/fault.hpp"

namespace baton::juel {

namespace {

using Places = std::vector<Json::json_pointer>;

constexpr std::size_t kMaxVisited = 200'000;
constexpr int kMaxFilterDepth = 50;

class PathReader {
 public:
  PathReader(const Json& root, std::string_view path) : root_(root), path_(path), rest_(path) {}

  PathMatch read() {
    if (!accept("$")) malformed();
    PathMatch match = steps({Json::json_pointer()}, true);
    if (!rest_.empty()) malformed();
    return match;
  }

 private:
  [[noreturn]] void malformed() const {
    throw Fault{FaultKind::java,
                fmt::format("org.camunda.spin.json.SpinJsonPathException: SPIN/JACKSON-JSON-01014 Unable to "
                            "compile '{}'!",
                            path_)};
  }

  bool accept(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  void expect(std::string_view token) {
    if (!accept(token)) malformed();
  }

  void skip_blanks() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
  }

  void visit() {
    if (++visited_ > kMaxVisited) {
      throw Fault{FaultKind::evaluation, fmt::format("JsonPath '{}' visits too many places", path_)};
    }
  }

  // The steps after $ or @, up to what is none.
  PathMatch steps(Places places, bool length_allowed) {
    PathMatch match;
    match.places = std::move(places);
    for (;;) {
      if (accept("..")) {
        match.definite = false;
        descend(match);
      } else if (length_allowed && accept(".length()")) {
        match.computed = length_of(match);
        return match;
      } else if (accept(".*")) {
        match.definite = false;
        match.places = children(match.places);
      } else if (accept(".")) {
        match.places = members(match.places, word());
      } else if (accept("[")) {
        brackets(match);
      } else {
        return match;
      }
    }
  }

  std::string word() {
    std::size_t end = 0;
    while (end < rest_.size() && std::string_view(".[]()=!<>&| ,").find(rest_[end]) == std::string_view::npos)
      ++end;
    if (end == 0) malformed();
    std::string name(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return name;
  }

  std::string quoted() {
    const char quote = rest_.front();
    rest_.remove_prefix(1);
    std::string text;
    while (!rest_.empty() && rest_.front() != quote) {
      if (rest_.front() == '\\' && rest_.size() > 1) rest_.remove_prefix(1);
      text.push_back(rest_.front());
      rest_.remove_prefix(1);
    }
    expect(std::string_view(&quote, 1));
    return text;
  }

  bool at_quote() const { return rest_.starts_with('\'') || rest_.starts_with('"'); }
  bool at_number() const {
    return !rest_.empty() && (rest_.front() == '-' || (rest_.front() >= '0' && rest_.front() <= '9'));
  }

  std::int64_t number() {
    std::size_t end = rest_.starts_with('-') ? 1 : 0;
    while (end < rest_.size() && rest_[end] >= '0' && rest_[end] <= '9') ++end;
    std::int64_t value = 0;
    if (!parse_long(rest_.substr(0, end), value)) malformed();
    rest_.remove_prefix(end);
    return value;
  }

  // After [ : a step up to and with ].
  void brackets(PathMatch& match) {
    skip_blanks();
    if (accept("*")) {
      match.definite = false;
      match.places = children(match.places);
    } else if (accept("?(")) {
      match.definite = false;
      match.places = filtered(match.places);
      expect(")");
    } else if (at_quote()) {
      names(match);
    } else {
      indexes(match);
    }
    skip_blanks();
    expect("]");
  }

  void names(PathMatch& match) {
    Places found;
    const Places from = match.places;
    for (bool first = true;; first = false) {
      skip_blanks();
      if (!at_quote()) malformed();
      const Places more = members(from, quoted());
      found.insert(found.end(), more.begin(), more.end());
      if (!first) match.definite = false;
      skip_blanks();
      if (!accept(",")) break;
    }
    match.places = std::move(found);
  }

  void indexes(PathMatch& match) {
    if (!at_number() && !rest_.starts_with(':')) malformed();
    std::optional<std::int64_t> first;
    if (at_number()) first = number();
    if (accept(":")) {
      std::optional<std::int64_t> last;
      if (at_number()) last = number();
      match.definite = false;
      match.places = slice(match.places, first, last);
      return;
    }
    Places found = elements(match.places, *first);
    while (skip_blanks(), accept(",")) {
      skip_blanks();
      match.definite = false;
      const Places more = elements(match.places, number());
      found.insert(found.end(), more.begin(), more.end());
    }
    match.places = std::move(found);
  }

  const Json& at(const Json::json_pointer& place) const { return root_.at(place); }

  Places members(const Places& places, const std::string& name) {
    Places found;
    for (const auto& place : places) {
      visit();
      const Json& node = at(place);
      if (node.is_object() && node.contains(name)) found.push_back(place / name);
    }
    return found;
  }

  Places elements(const Places& places, std::int64_t index) {
    Places found;
    for (const auto& place : places) {
      visit();
      const Json& node = at(place);
      if (!node.is_array()) continue;
      const auto size = static_cast<std::int64_t>(node.size());
      const std::int64_t from_front = index < 0 ? size + index : index;
      if (from_front >= 0 && from_front < size) found.push_back(place / static_cast<std::size_t>(from_front));
    }
    return found;
  }

  Places slice(const Places& places, std::optional<std::int64_t> first, std::optional<std::int64_t> last) {
    Places found;
    for (const auto& place : places) {
      const Json& node = at(place);
      if (!node.is_array()) continue;
      const auto size = static_cast<std::int64_t>(node.size());
      const auto bound = [&](std::int64_t i) {
        return std::clamp<std::int64_t>(i < 0 ? size + i : i, 0, size);
      };
      for (std::int64_t i = bound(first.value_or(0)); i < bound(last.value_or(size)); ++i) {
        visit();
        found.push_back(place / static_cast<std::size_t>(i));
      }
    }
    return found;
  }

  Places children(const Places& places) {
    Places found;
    for (const auto& place : places) add_children(place, found);
    return found;
  }

  void add_children(const Json::json_pointer& place, Places& found) {
    const Json& node = at(place);
    if (node.is_object()) {
      for (const auto& [name, member] : node.items()) visit(), found.push_back(place / name);
    } else if (node.is_array()) {
      for (std::size_t i = 0; i < node.size(); ++i) visit(), found.push_back(place / i);
    }
  }

  // After "..": a name, * or a bracket that applies to every place below.
  void descend(PathMatch& match) {
    Places all = std::move(match.places);
    for (std::size_t i = 0; i < all.size(); ++i) {
      Places below;
      add_children(all[i], below);
      all.insert(all.end(), below.begin(), below.end());
    }
    match.places = std::move(all);
    if (accept("[")) {
      brackets(match);
    } else if (accept("*")) {
      match.places = children(match.places);
    } else {
      match.places = members(match.places, word());
    }
  }

  Json length_of(const PathMatch& match) const {
    if (!match.definite) return match.places.size();
    if (match.places.empty()) return nullptr;
    const Json& node = at(match.places.front());
    return node.is_array() || node.is_object() ? Json(node.size()) : Json(nullptr);
  }

  // --- filters -------------------------------------------------------------------------------------

  // The children of the places for which the filter holds. The filter's text is read once for each.
  Places filtered(const Places& places) {
    Places candidates;
    for (const auto& place : places) {
      const Json& node = at(place);
      if (node.is_object()) {
        candidates.push_back(place);
      } else {
        add_children(place, candidates);
      }
    }
    const std::string_view filter = rest_;
    skip_filter();
    const std::string_view after = rest_;
    Places found;
    for (const auto& candidate : candidates) {
      rest_ = filter;
      if (any_of_filter(candidate, 0)) found.push_back(candidate);
    }
    rest_ = after;
    return found;
  }

  void skip_filter() {
    int depth = 1;
    std::size_t i = 0;
    char quote = '\0';
    for (; i < rest_.size(); ++i) {
      const char c = rest_[i];
      if (quote != '\0') {
        if (c == '\\') ++i;
        if (c == quote) quote = '\0';
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(') {
        ++depth;
      } else if (c == ')' && --depth == 0) {
        break;
      }
    }
    if (i >= rest_.size()) malformed();
    rest_.remove_prefix(i);
  }

  bool any_of_filter(const Json::json_pointer& here, int depth) {
    bool truth = all_of_filter(here, depth);
    while (skip_blanks(), accept("||")) truth = all_of_filter(here, depth) || truth;
    return truth;
  }

  bool all_of_filter(const Json::json_pointer& here, int depth) {
    bool truth = one_of_filter(here, depth);
    while (skip_blanks(), accept("&&")) truth = one_of_filter(here, depth) && truth;
    return truth;
  }

  bool one_of_filter(const Json::json_pointer& here, int depth) {
    if (depth > kMaxFilterDepth) malformed();
    skip_blanks();
    if (accept("!")) return !one_of_filter(here, depth + 1);
    if (accept("(")) {
      const bool truth = any_of_filter(here, depth + 1);
      skip_blanks();
      expect(")");
      return truth;
    }
    const std::optional<Json> left = operand(here);
    skip_blanks();
    constexpr std::array<std::string_view, 6> kComparisons = {"==", "!=", "<=", ">=", "<", ">"};
    for (const std::string_view comparison : kComparisons) {
      if (!accept(comparison)) continue;
      skip_blanks();
      return holds(left, comparison, operand(here));
    }
    return left.has_value();
  }

  std::optional<Json> operand(const Json::json_pointer& here) {
    if (rest_.starts_with('@') || rest_.starts_with('$')) {
      const bool relative = rest_.front() == '@';
      rest_.remove_prefix(1);
      PathMatch match = steps({relative ? here : Json::json_pointer()}, true);
      if (match.computed) return match.computed;
      if (match.places.empty()) return std::nullopt;
      return at(match.places.front());
    }
    if (at_quote()) return Json(quoted());
    // A number, true, false or null.
    std::size_t end = 0;
    while (end < rest_.size() && std::string_view(" )=!<>&|").find(rest_[end]) == std::string_view::npos)
      ++end;
    Json literal = Json::parse(rest_.substr(0, end), nullptr, false);
    if (end == 0 || literal.is_discarded()) malformed();
    rest_.remove_prefix(end);
    return literal;
  }

  static bool holds(const std::optional<Json>& left, std::string_view comparison,
                    const std::optional<Json>& right) {
    if (!left || !right) return comparison == "!=" && left.has_value() != right.has_value();
    if (comparison == "==") return *left == *right;
    if (comparison == "!=") return *left != *right;
    const bool comparable =
        (left->is_number() && right->is_number()) || (left->is_string() && right->is_string());
    if (!comparable) return false;
    if (comparison == "<") return *left < *right;
    if (comparison == "<=") return *left <= *right;
    return comparison == ">" ? *left > *right : *left >= *right;
  }

  const Json& root_;
  std::string_view path_;
  std::string_view rest_;
  std::size_t visited_ = 0;
};

}  // namespace

PathMatch find_path(const Json& root, std::string_view path) { return PathReader(root, path).read(); }

}  // namespace baton::juel
