// All rules there are, whoever checks them: one row each.
#pragma once

#include <string_view>
#include <vector>

#include "bpmn/lint/lint_rule.hpp"

namespace baton::bpmn::lint {

struct CatalogueEntry {
  std::string_view id;
  Family family;
  Severity severity;
  std::string_view summary;
  const LintRule* rule = nullptr;  // of those that lint itself checks
  Mend mend = nullptr;             // what --fix does
};

// By family, then by id.
const std::vector<CatalogueEntry>& catalogue();
const CatalogueEntry* find_rule(std::string_view id);  // null when there is none
std::string_view family_name(Family family);

}  // namespace baton::bpmn::lint
