#include "bpmn/finding_at.hpp"

namespace baton::bpmn {

Element owner_of(Element element) {
  while (element && (element.id().empty() || element.model().is_extension(element.index()))) {
    element = element.parent();
  }
  return element;
}

Finding finding_at(Element at, std::string rule, Severity severity, std::string message, Element main) {
  Finding finding;
  finding.rule = std::move(rule);
  finding.severity = severity;
  finding.message = std::move(message);
  finding.element_id = main ? main.id() : owner_of(at).id();
  if (!at.id().empty() && at.id() != finding.element_id) finding.related_ids.emplace_back(at.id());
  const xml::Place place = at.place();
  finding.line = place.line;
  finding.column = place.column;
  return finding;
}

}  // namespace baton::bpmn
