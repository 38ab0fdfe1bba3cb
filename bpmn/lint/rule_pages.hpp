// The pages of docs/rules, as they are in the repository.
#pragma once

#include <map>
#include <string_view>

namespace baton::bpmn::lint {

// Rule id -> Markdown.
const std::map<std::string_view, std::string_view>& rule_pages();

}  // namespace baton::bpmn::lint
