#include <fmt/format.h>

#include <array>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

void imports_are_found(const Facts& facts, const Report& report) {
  for (const Import& import : facts.imports()) {
    if (!import.is_found) report(import.element, fmt::format("The import '{}' could not be resolved", import.path));
  }
}

void imports_are_xml(const Facts& facts, const Report& report) {
  for (const Import& import : facts.imports()) {
    if (import.is_found && !import.is_well_formed) report(import.element, fmt::format("The imported '{}' is no well-formed XML", import.path));
  }
}

// Reports the ids of one model that another of the same namespace has as well; at the import when the first is imported.
void compare(const Model& model, const Model& other, Element import, std::string_view path, const Report& report) {
  if (model.root().attribute("targetNamespace") != other.root().attribute("targetNamespace")) return;
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    const Element element = model.element(i);
    if (element.space() != Space::bpmn || model.is_extension(i) || element.id().empty()) continue;
    if (other.find(element.id()).space() != Space::bpmn) continue;
    report(import ? import : element, fmt::format("The id '{}' is used in '{}' as well", element.id(), path));
  }
}

void ids_are_unique(const Facts& facts, const Report& report) {
  for (const auto& [first, later] : facts.model().duplicate_ids()) {
    if (first.space() == Space::bpmn && later.space() == Space::bpmn) report(later, fmt::format("The id '{}' is used twice", later.id()));
  }
  const Imports& imports = facts.imports();
  for (std::size_t i = 0; i < imports.size(); ++i) {
    if (!imports[i].model) continue;
    compare(facts.model(), *imports[i].model, {}, imports[i].path, report);
    for (std::size_t j = i + 1; j < imports.size(); ++j) {
      if (imports[j].model) compare(*imports[i].model, *imports[j].model, imports[i].element, imports[j].path, report);
    }
  }
}

void flow_elements_have_ids(const Facts& facts, const Report& report) {
  const auto wanted = [](Tag tag) { return is_flow_node(tag) || tag == Tag::sequence_flow; };
  facts.each_of(wanted, [&](Element element) {
    if (element.id().empty()) report(element, fmt::format("A {} has no id", element.name()));
  });
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.001", kError, "Imported files are found.", imports_are_found},
    {"EXT.002", kError, "Ids are unique, across imported files as well.", ids_are_unique},
    {"EXT.003", kError, "Flow elements have ids.", flow_elements_have_ids},
    {"XML", kError, "Imported files are well-formed.", imports_are_xml},
});

}  // namespace

StrictRules identity_rules() { return kRules; }

}  // namespace baton::bpmn::strict
