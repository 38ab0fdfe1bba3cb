#include "bpmn/findings_order.hpp"

#include <algorithm>
#include <tuple>

namespace baton::bpmn {

void tidy(Findings& findings) {
  const auto place = [](const Finding& f) { return std::tie(f.line, f.column); };
  std::stable_sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) { return place(a) < place(b); });
  const auto same = [](const Finding& a, const Finding& b) {
    return a.line == b.line && a.column == b.column && a.rule == b.rule && a.message == b.message &&
           a.element_id == b.element_id;
  };
  findings.erase(std::unique(findings.begin(), findings.end(), same), findings.end());
}

}  // namespace baton::bpmn
