// Conservative: silent where workers, people, messages or called processes may bring variables that the diagram does
// not name, but for names that are nearly one that is written.
#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

#include "bpmn/lint/insight/tables.hpp"
#include "bpmn/lint/insight/variables.hpp"

namespace baton::bpmn::lint {

namespace {

// One letter other, two swapped, or another case. Not one letter more: `reviewers` holds each `reviewer`.
bool is_nearly(std::string_view one, std::string_view other) {
  if (one.size() != other.size() || one.size() < 4) return false;
  const auto same_letter = [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); };
  if (std::equal(one.begin(), one.end(), other.begin(), same_letter)) return true;
  std::size_t at = 0;
  while (one[at] == other[at]) ++at;
  if (one.substr(at + 1) == other.substr(at + 1)) return true;
  return one[at] == other[at + 1] && one[at + 1] == other[at] && one.substr(at + 2) == other.substr(at + 2);
}

std::string nearest(const Variables& variables, std::string_view name) {
  for (const std::string& written : variables.written()) {
    if (is_nearly(written, name)) return written;
  }
  return "";
}

bool is_known_to_options(const Look& look, const std::string& name) {
  const auto known = look.options().find("known");
  return known != look.options().end() && known->is_array() && std::find(known->begin(), known->end(), Json(name)) != known->end();
}

void check(const Look& look) {
  const Variables variables(look.diagram());
  std::set<std::string> said;
  for (const Read& read : variables.reads()) {
    if (variables.is_written(read.name) || is_known_to_options(look, read.name)) continue;
    const std::string meant = nearest(variables, read.name);
    if ((variables.has_unknown_writers() && meant.empty()) || !said.insert(read.name).second) continue;
    look.report(read.where.owner, read.where.at,
                meant.empty() ? fmt::format("Nothing in this file writes the variable '{}', so it has to come with the start", read.name)
                              : fmt::format("Nothing in this file writes the variable '{}'; is '{}' meant?", read.name, meant));
  }
}

}  // namespace

const LintRule& unresolved_variable() {
  static constexpr LintRule kRule{"unresolved-variable", Family::insight, Severity::info,
                                  "Every variable that an expression reads is written somewhere.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
