#include "bpmn/lint/lint.hpp"

#include <fmt/format.h>

#include <optional>

#include "bpmn/findings_order.hpp"
#include "bpmn/lint/catalogue.hpp"

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

constexpr int kMaxRounds = 1000;

// The first finding that can be mended; what it says when it was.
std::optional<std::string> mend_one(std::string& bytes, const Loaded& loaded) {
  const Diagram diagram(*loaded.model);
  for (const Finding& finding : loaded.findings) {
    const CatalogueEntry* entry = find_rule(finding.rule);
    if (!entry || !entry->mend) continue;
    Editor editor(loaded.model);
    if (!entry->mend(diagram, loaded.model->find(finding.element_id), editor)) continue;
    std::string mended = editor.save();
    if (mended == bytes) continue;
    bytes = std::move(mended);
    return fmt::format("{} [{}]{}", finding.message, finding.rule, finding.element_id.empty() ? "" : " (" + finding.element_id + ")");
  }
  return std::nullopt;
}

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
  tidy(loaded.findings);
  return loaded;
}

Mended mend(std::string bytes, const Config& config, const LintOptions& options) {
  Mended mended{std::move(bytes), {}};
  for (int round = 0; round < kMaxRounds; ++round) {
    const Loaded loaded = check(mended.bytes, config, options);
    if (!loaded.is_bpmn) break;
    auto done = mend_one(mended.bytes, loaded);
    if (!done) break;
    mended.done.push_back(std::move(*done));
  }
  return mended;
}

}  // namespace baton::bpmn::lint
