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

const std::vector<SoundnessRule>& soundness_rules() {
  static const std::vector<SoundnessRule> kRules{
      {"soundness/dead-activity", Severity::warning, "Every flow node can be executed."},
      {"soundness/deadlock", Severity::warning, "No state is reached in which joins wait and nothing else can move."},
      {"soundness/improper-termination", Severity::warning, "No end is reached while a token waits at a join for ever."},
      {"soundness/join-waits-forever", Severity::warning, "What waits at a join can go on some day."},
      {"soundness/lack-of-synchronization", Severity::warning, "No second token comes to where one is."},
      {"soundness/livelock", Severity::warning, "From every state there is a way to an end."},
      {"soundness/unknown", Severity::info, "The token flow can be checked wholly."},
  };
  return kRules;
}

}  // namespace baton::bpmn
