#include "bpmn/diff/report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "bpmn/layout/layout.hpp"
#include "bpmn/render/render.hpp"

namespace baton::bpmn {

namespace {

constexpr char sign_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added: return '+';
    case ChangeKind::removed: return '-';
    case ChangeKind::changed: return '~';
    case ChangeKind::moved: return '>';
  }
  return ' ';
}

// One line, not too long.
std::string shown(std::string value) {
  for (char& c : value) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  constexpr std::size_t kLongest = 160;
  if (value.size() > kLongest) value = value.substr(0, kLongest) + "...";
  return value.empty() ? "(nothing)" : "'" + value + "'";
}

}  // namespace

std::string to_text(const Difference& difference) {
  std::string text;
  for (const ElementChange& change : difference.changes) {
    text += fmt::format("{} {} {}{}{}\n", sign_of(change.kind), change.type, change.id, change.name.empty() ? "" : " " + shown(change.name),
                        change.kind == ChangeKind::moved ? " (layout only)" : "");
    for (const ValueChange& value : change.values) text += fmt::format("    {}: {} -> {}\n", value.name, shown(value.before), shown(value.after));
  }
  if (!difference.effects.empty()) text += "Running instances:\n";
  for (const Effect& effect : difference.effects) text += fmt::format("  {}: {}\n", effect.id, effect.message);
  return text;
}

Json to_json(const Difference& difference) {
  Json changes = Json::array(), effects = Json::array();
  for (const ElementChange& change : difference.changes) {
    Json values = Json::array();
    for (const ValueChange& value : change.values) values.push_back({{"name", value.name}, {"before", value.before}, {"after", value.after}});
    changes.push_back({{"kind", std::string(to_string(change.kind))}, {"id", change.id}, {"type", change.type}, {"name", change.name},
                       {"moved", change.is_moved}, {"values", values}});
  }
  for (const Effect& effect : difference.effects) effects.push_back({{"id", effect.id}, {"message", effect.message}});
  return {{"equal", difference.is_empty()}, {"changes", changes}, {"effects", effects}};
}

std::string to_svg(const Difference& difference, const Model& before, const Model& after) {
  // Labels say which is which; the accents of one version do not touch the other since each has its own scenes.
  return render_versions({{"before", laid_out_scenes(before), accents_before(difference)}, {"after", laid_out_scenes(after), accents_after(difference)}});
}

}  // namespace baton::bpmn
