#include "bpmn/lint/lint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "bpmn/findings_order.hpp"
#include "bpmn/lint/catalogue.hpp"
#include "bpmn/lint/fix/mends.hpp"
#include "bpmn/soundness/soundness.hpp"

namespace baton::bpmn::lint {

namespace {

// The findings of loading, as bad as the configuration wants them.
void judge(Findings& findings, const Config& config) {
  Findings kept;
  for (Finding& finding : findings) {
    const auto severity = config.severity_of(finding.rule, finding.severity);
    if (!severity) continue;
    finding.severity = *severity;
    kept.push_back(std::move(finding));
  }
  findings = std::move(kept);
}

void look_at(const Model& model, const Config& config, const Environment& environment, Findings& findings) {
  const Diagram diagram(model);
  for (const CatalogueEntry& entry : catalogue()) {
    if (!entry.rule) continue;
    const auto severity = config.severity_of(entry.id, entry.severity);
    if (severity) entry.rule->check(Look(diagram, environment, config.options_of(entry.id), entry.id, *severity, findings));
  }
}

void look_at_flow(const Model& model, const Config& config, Findings& findings) {
  const auto& rules = soundness_rules();
  const auto level = [&](std::string_view rule, Severity own) { return config.severity_of(rule, own); };
  if (std::none_of(rules.begin(), rules.end(), [&](const SoundnessRule& rule) { return level(rule.id, rule.severity).has_value(); })) return;
  for (SoundnessFinding& one : soundness_findings(model)) {
    const auto severity = level(one.finding.rule, one.finding.severity);
    if (!severity) continue;
    one.finding.severity = *severity;
    findings.push_back(std::move(one.finding));
  }
}

constexpr int kMaxRounds = 100;

// Mends what is apart from each other at once; the rest waits for the next round, which sees the new file.
class Round {
 public:
  // `useless`: what was done before and changed nothing.
  Round(const Loaded& loaded, const std::set<Mend>& useless)
      : loaded_(loaded), useless_(useless), diagram_(*loaded.model), editor_(loaded.model) {}

  void run() {
    for (const Finding& finding : loaded_.findings) {
      const CatalogueEntry* entry = find_rule(finding.rule);
      if (entry && entry->mend && useless_.count(entry->mend) == 0) mend(finding, entry->mend);
      if (is_over_) return;
    }
  }

  std::string bytes() const { return editor_.save(); }
  const std::vector<std::string>& done() const { return done_; }
  const std::set<Mend>& used() const { return used_; }

 private:
  void mend(const Finding& finding, Mend mend) {
    const Element element = loaded_.model->find(finding.element_id);
    const bool needs_all = mends_whole_file(mend) || !(element && (is_node(element.tag()) || element.tag() == Tag::sequence_flow));
    const Elements around = needs_all ? Elements() : neighbourhood(element);
    const bool is_free = std::none_of(around.begin(), around.end(), [&](const Element& e) { return touched_.count(e.index()) > 0; });
    if (needs_all ? !touched_.empty() : !is_free) return;
    if (!mend(diagram_, element, editor_)) return;
    for (const Element& touched : around) touched_.insert(touched.index());
    is_over_ = needs_all;
    used_.insert(mend);
    const std::string at = finding.element_id.empty() ? "" : " (" + finding.element_id + ")";
    done_.push_back(fmt::format("{} [{}]{}", finding.message, finding.rule, at));
  }

  // Itself, its flows and their ends; for a flow its ends and theirs.
  Elements neighbourhood(Element element) const {
    Elements found{element};
    const auto add_flows = [&](Element node) {
      for (const Elements* flows : {&diagram_.incoming(node), &diagram_.outgoing(node)}) {
        for (const Element& flow : *flows) found.insert(found.end(), {flow, diagram_.source(flow), diagram_.target(flow)});
      }
    };
    if (element.tag() != Tag::sequence_flow) {
      add_flows(element);
    } else {
      for (const Element& end : {diagram_.source(element), diagram_.target(element)}) {
        if (!end) continue;
        found.push_back(end);
        add_flows(end);
      }
    }
    std::erase_if(found, [](const Element& e) { return !e; });
    return found;
  }

  const Loaded& loaded_;
  const std::set<Mend>& useless_;
  Diagram diagram_;
  Editor editor_;
  std::set<xml::ElementIndex> touched_;
  std::set<Mend> used_;
  std::vector<std::string> done_;
  bool is_over_ = false;
};

}  // namespace

Loaded check(std::string_view bytes, const Config& config, const LintOptions& options) {
  LoadOptions load_options;
  load_options.lenient = options.lenient;
  load_options.strict = config.has_specification_rules();
  load_options.read_import = options.read_import;
  Loaded loaded = load(bytes, load_options);
  if (!loaded.is_bpmn) return loaded;
  judge(loaded.findings, config);
  look_at(*loaded.model, config, options.environment, loaded.findings);
  look_at_flow(*loaded.model, config, loaded.findings);
  tidy(loaded.findings);
  return loaded;
}

Mended mend(std::string bytes, const Config& config, const LintOptions& options) {
  Mended mended{std::move(bytes), {}};
  std::set<Mend> useless;
  for (int i = 0; i < kMaxRounds; ++i) {
    const Loaded loaded = check(mended.bytes, config, options);
    if (!loaded.is_bpmn) break;
    Round round(loaded, useless);
    round.run();
    if (round.done().empty()) break;
    std::string next = round.bytes();
    if (next == mended.bytes) {
      useless.insert(round.used().begin(), round.used().end());
      continue;
    }
    mended.bytes = std::move(next);
    mended.done.insert(mended.done.end(), round.done().begin(), round.done().end());
  }
  return mended;
}

}  // namespace baton::bpmn::lint
