// In task lists and cockpits, people tell activities apart by their names.
#include <fmt/format.h>
#include <map>
#include <string>

#include "bpmn/lint/insight/tables.hpp"
#include "bpmn/rules/rule.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  look.each(is_container, [&](Element scope) {
    std::map<std::string, Element> named;
    for (const Element& child : scope.children()) {
      if (!is_activity(child.tag()) || is_blank(child.attribute("name"))) continue;
      const auto [known, is_new] = named.emplace(child.attribute("name"), child);
      if (!is_new) look.report(child, fmt::format("'{}' is the name of '{}' as well", known->first, known->second.id()));
    }
  });
}

}  // namespace

const LintRule& duplicate_name() {
  static constexpr LintRule kRule{"duplicate-name", Family::insight, Severity::info,
                                  "Activities of one scope have different names.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
