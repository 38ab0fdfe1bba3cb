#include <algorithm>
#include <tuple>

#include "bpmn/graph/builder.hpp"
#include "bpmn/model/process_view.hpp"
#include "bpmn/soundness/soundness.hpp"
#include "bpmn/soundness/words.hpp"

namespace baton::bpmn {

std::vector<SoundnessFinding> soundness_findings(const Model& model, const SoundnessLimits& limits) {
  std::vector<SoundnessFinding> all;
  Findings said_elsewhere;
  Compiler compiler(said_elsewhere, false);
  for (const Element& process : model.all(Tag::process)) {
    const ProcessView view(process);
    if (view.nodes().size() < 2) continue;  // a pool that shows nothing of its inside
    const auto graph = build_graph(view, compiler);
    for (const ScopeSoundness& scope : check_soundness(*graph, limits).scopes) {
      for (SoundnessFinding& finding : soundness::told(*graph, scope, model)) all.push_back(std::move(finding));
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const SoundnessFinding& a, const SoundnessFinding& b) {
    return std::tie(a.finding.line, a.finding.column) < std::tie(b.finding.line, b.finding.column);
  });
  return all;
}

void add_soundness(const Model& model, Findings& findings, const SoundnessLimits& limits) {
  for (SoundnessFinding& one : soundness_findings(model, limits)) findings.push_back(std::move(one.finding));
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
}

}  // namespace baton::bpmn
