#include <algorithm>
#include <tuple>

#include "bpmn/graph/builder.hpp"
#include "bpmn/model/process_view.hpp"
#include "bpmn/soundness/soundness.hpp"
#include "bpmn/soundness/words.hpp"

namespace baton::bpmn {

namespace {

const auto place_of = [](const Finding& finding) { return std::tie(finding.line, finding.column); };

}  // namespace

std::vector<SoundnessFinding> soundness_findings(const Element& process, const SoundnessLimits& limits) {
  std::vector<SoundnessFinding> all;
  const ProcessView view(process);
  if (view.nodes().size() < 2) return all;  // a pool that shows nothing of its inside
  Findings said_elsewhere;
  Compiler compiler(said_elsewhere, false);
  const auto graph = build_graph(view, compiler);
  for (const ScopeSoundness& scope : check_soundness(*graph, limits).scopes) {
    for (SoundnessFinding& finding : soundness::told(*graph, scope, process.model())) all.push_back(std::move(finding));
  }
  std::stable_sort(all.begin(), all.end(), [](const SoundnessFinding& a, const SoundnessFinding& b) {
    return place_of(a.finding) < place_of(b.finding);
  });
  return all;
}

std::vector<SoundnessFinding> soundness_findings(const Model& model, const SoundnessLimits& limits) {
  std::vector<SoundnessFinding> all;
  for (const Element& process : model.all(Tag::process)) {
    for (SoundnessFinding& finding : soundness_findings(process, limits)) all.push_back(std::move(finding));
  }
  return all;
}

void add_soundness(const Model& model, Findings& findings, const SoundnessLimits& limits) {
  for (SoundnessFinding& one : soundness_findings(model, limits)) findings.push_back(std::move(one.finding));
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return place_of(a) < place_of(b); });
}

}  // namespace baton::bpmn
