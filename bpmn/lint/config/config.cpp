#include "bpmn/lint/config/config.hpp"

#include <nlohmann/json.hpp>

#include "bpmn/lint/catalogue.hpp"

namespace baton::bpmn::lint {

std::optional<Severity> Config::severity_of(std::string_view rule, Severity own) const {
  if (const auto found = settings_.find(rule); found != settings_.end()) return found->second.severity;
  const CatalogueEntry* entry = find_rule(rule);
  // What is not in the catalogue comes from elsewhere - another room's findings - and stands for itself.
  return !entry || entry->family == Family::deployment ? std::optional(own) : std::nullopt;
}

const Json& Config::options_of(std::string_view rule) const {
  static const Json kNone = Json::object();
  const auto found = settings_.find(rule);
  return found == settings_.end() || !found->second.options ? kNone : *found->second.options;
}

bool Config::has_specification_rules() const {
  for (const auto& [rule, setting] : settings_) {
    const CatalogueEntry* entry = find_rule(rule);
    if (setting.severity && entry && entry->family == Family::specification) return true;
  }
  return false;
}

Config Config::over(Config base) const {
  for (const auto& [rule, setting] : settings_) base.settings_[rule] = setting;
  base.file = file;
  base.problems = problems;
  return base;
}

}  // namespace baton::bpmn::lint
