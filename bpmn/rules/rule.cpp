#include "bpmn/rules/rule.hpp"

#include "bpmn/finding_at.hpp"

namespace baton::bpmn {

namespace {

Severity severity_of(Verdict verdict, bool lenient) {
  switch (verdict) {
    case Verdict::info: return Severity::info;
    case Verdict::warning: return Severity::warning;
    case Verdict::incomplete: return lenient ? Severity::warning : Severity::error;
    case Verdict::error: break;
  }
  return Severity::error;
}

}  // namespace

void Report::operator()(Element at, std::string message) const {
  Finding finding = finding_at(at, std::string(rule_), severity_of(verdict_, lenient_), std::move(message), subject_);
  finding.only_lenient = verdict_ == Verdict::incomplete;
  findings_.push_back(std::move(finding));
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace baton::bpmn
