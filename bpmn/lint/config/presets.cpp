// The presets: which rules they turn on and how bad they make them.
#include <array>

#include "bpmn/lint/catalogue.hpp"
#include "bpmn/lint/config/config.hpp"

namespace baton::bpmn::lint {

namespace {

constexpr Severity kError = Severity::error, kWarning = Severity::warning;

struct Row {
  std::string_view rule;
  Severity severity;
};

// As bpmnlint 11 has them.
constexpr std::array kCorrectness = std::to_array<Row>({
    {"ad-hoc-sub-process", kError},
    {"conditional-event", kError},
    {"event-based-gateway", kError},
    {"event-sub-process-typed-start-event", kError},
    {"link-event", kError},
    {"no-duplicate-sequence-flows", kWarning},
    {"sub-process-blank-start-event", kError},
    {"single-blank-start-event", kError},
});

constexpr std::array<std::string_view, 2> kNotRecommended = {"conditional-event", "standard-size"};

void add_family(Config& config, Family family, std::optional<Severity> severity = {}) {
  for (const CatalogueEntry& entry : catalogue()) {
    if (entry.family == family) config.set(entry.id, {severity.value_or(entry.severity)});
  }
}

void add_bpmnlint_recommended(Config& config) {
  add_family(config, Family::style);
  for (const std::string_view rule : kNotRecommended) config.set(rule, {});
}

void add_bpmnlint_all(Config& config) { add_family(config, Family::style, kError); }

void add_bpmnlint_correctness(Config& config) {
  for (const Row& row : kCorrectness) config.set(row.rule, {row.severity});
}

// What is surely wrong; never worse than a warning where the engine has its own word on it.
void add_recommended(Config& config) {
  add_family(config, Family::insight);
  for (const Row& row : kCorrectness) config.set(row.rule, {kWarning});
}

void add_strict(Config& config) {
  add_recommended(config);
  add_family(config, Family::specification);
}

void add_soundness(Config& config) {
  add_recommended(config);
  add_family(config, Family::soundness);
}

void add_all(Config& config) {
  add_strict(config);
  add_family(config, Family::soundness);
  add_family(config, Family::style);
}

void add_deployment(Config&) {}

struct Preset {
  std::string_view name;
  void (*add)(Config& config);
};

constexpr std::array kPresets = std::to_array<Preset>({
    {"baton:deployment", add_deployment},  // nothing but what a deployment says
    {"baton:recommended", add_recommended},
    {"baton:strict", add_strict},
    {"baton:soundness", add_soundness},
    {"baton:all", add_all},
    {"bpmnlint:recommended", add_bpmnlint_recommended},
    {"bpmnlint:correctness", add_bpmnlint_correctness},
    {"bpmnlint:all", add_bpmnlint_all},
});

}  // namespace

bool Config::add_preset(std::string_view name) {
  for (const Preset& preset : kPresets) {
    if (preset.name != name) continue;
    preset.add(*this);
    return true;
  }
  return false;
}

std::vector<std::string> preset_names() {
  std::vector<std::string> names;
  for (const Preset& preset : kPresets) names.emplace_back(preset.name);
  return names;
}

Config default_config() {
  Config config;
  config.add_preset("baton:recommended");
  return config;
}

}  // namespace baton::bpmn::lint
