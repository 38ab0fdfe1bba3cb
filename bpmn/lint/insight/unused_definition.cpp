// Left over by a change, mostly. Unlike `global` this knows every way to refer to them: operations, correlations,
// boundary events that name them, and what other engines write into extensions.
#include <fmt/format.h>
#include <set>

#include "bpmn/edit/references.hpp"
#include "bpmn/lint/insight/tables.hpp"

namespace baton::bpmn::lint {

namespace {

bool is_definition(Tag tag) {
  return tag == Tag::message || tag == Tag::signal || tag == Tag::error || tag == Tag::escalation;
}

std::set<xml::ElementIndex> referred_to(const Model& model) {
  std::set<xml::ElementIndex> found;
  const xml::Document& document = model.document();
  const auto add = [&](std::string_view reference) {
    if (const Element element = model.resolve(reference)) found.insert(element.index());
  };
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    if (is_reference_element(model.element(i))) add(model.element(i).trimmed_text());
    for (auto* attribute = document.attributes_begin(i); attribute != document.attributes_end(i); ++attribute) {
      if (is_reference_attribute(attribute->name)) add(attribute->value);
    }
  }
  return found;
}

void check(const Look& look) {
  const std::set<xml::ElementIndex> used = referred_to(look.diagram().model());
  look.each(is_definition, [&](Element definition) {
    if (used.count(definition.index()) == 0) look.report(definition, fmt::format("Nothing refers to the {}", definition.name()));
  });
}

}  // namespace

const LintRule& unused_definition() {
  static constexpr LintRule kRule{"unused-definition", Family::insight, Severity::info,
                                  "Messages, signals, errors and escalations are referred to.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
