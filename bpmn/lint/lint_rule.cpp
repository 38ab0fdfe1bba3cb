#include "bpmn/lint/lint_rule.hpp"

#include "bpmn/finding_at.hpp"

namespace baton::bpmn::lint {

void Look::report(Element element, Element place, std::string message) const {
  findings_.push_back(finding_at(place, std::string(rule_), severity_, std::move(message), element));
}

void Look::report_line(Element element, Element place, int line, std::string message) const {
  report(element, place, std::move(message));
  if (line < 2) return;
  findings_.back().line += line - 1;
  findings_.back().column = 1;
}

}  // namespace baton::bpmn::lint
