#include "bpmn/diff/diff.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bpmn/diff/content.hpp"

namespace baton::bpmn {

namespace {

constexpr const char* kAdded = "#2e7d32";
constexpr const char* kRemoved = "#c62828";
constexpr const char* kChanged = "#ef6c00";
constexpr const char* kMoved = "#5e6b7d";

std::vector<Element> compared_elements(const Model& model) {
  std::vector<Element> found;
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    const Element element = model.element(i);
    // Of several with one id, the first counts: references mean it.
    if (is_compared(element) && model.find(element.id()) == element) found.push_back(element);
  }
  return found;
}

ElementChange change_of(ChangeKind kind, Element element) {
  return {kind, std::string(element.id()), std::string(element.name()), std::string(element.attribute("name")), {}, false};
}

std::vector<ValueChange> changes_between(const std::map<std::string, std::string>& before, const std::map<std::string, std::string>& after) {
  std::vector<ValueChange> changes;
  for (const auto& [name, value] : before) {
    const auto found = after.find(name);
    if (found == after.end() || found->second != value) changes.push_back({name, value, found == after.end() ? "" : found->second});
  }
  for (const auto& [name, value] : after) {
    if (!before.count(name)) changes.push_back({name, "", value});
  }
  return changes;
}

bool can_hold_tokens(Tag tag) { return is_activity(tag) || is_event(tag) || is_gateway(tag); }

void add_effects(Element before, Element after, const ElementChange& change, std::vector<Effect>& effects) {
  const auto tell = [&](std::string message) { effects.push_back({change.id, std::move(message)}); };
  if (change.kind == ChangeKind::removed) {
    if (before.tag() == Tag::process) tell("the process is gone: its instances cannot be migrated");
    if (before.tag() == Tag::boundary_event) {
      tell("instances in its activity no longer wait for it");
    } else if (is_activity(before.tag()) || before.tag() == Tag::intermediate_catch_event || before.tag() == Tag::event_based_gateway) {
      tell("instances that wait here need a migration instruction to another activity");
    }
  }
  if (change.kind != ChangeKind::changed) return;
  if (before.name() != after.name() && can_hold_tokens(before.tag())) {
    tell(fmt::format("was a {}, is a {}: instances that wait here can be migrated only to an activity of the same kind", before.name(), after.name()));
  }
  for (const ValueChange& value : change.values) {
    if (value.name == "inside" && can_hold_tokens(before.tag())) tell("stands in another scope: instances that wait here need a migration instruction");
    if (value.name.find("timerEventDefinition") != std::string::npos) tell("timers that run keep their due date unless the migration updates them");
    if (value.name == "attachedToRef") tell("is attached to another activity");
  }
}

}  // namespace

std::string_view to_string(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added: return "added";
    case ChangeKind::removed: return "removed";
    case ChangeKind::changed: return "changed";
    case ChangeKind::moved: return "moved";
  }
  return "";
}

Difference difference(const Model& before, const Model& after) {
  Difference result;
  const auto add = [&](ElementChange change, Element old, Element now) {
    add_effects(old, now, change, result.effects);
    result.changes.push_back(std::move(change));
  };
  for (const Element& old : compared_elements(before)) {
    if (!is_compared(after.find(old.id()))) add(change_of(ChangeKind::removed, old), old, {});
  }
  for (const Element& now : compared_elements(after)) {
    const Element old = before.find(now.id());
    if (!is_compared(old)) {
      add(change_of(ChangeKind::added, now), {}, now);
      continue;
    }
    ElementChange change = change_of(ChangeKind::changed, now);
    change.values = changes_between(content_of(old), content_of(now));
    if (old.name() != now.name()) change.values.insert(change.values.begin(), {"type", std::string(old.name()), std::string(now.name())});
    change.is_moved = drawing_of(old) != drawing_of(now);
    if (change.values.empty()) change.kind = ChangeKind::moved;
    if (!change.values.empty() || change.is_moved) add(std::move(change), old, now);
  }
  std::stable_sort(result.changes.begin(), result.changes.end(), [](const ElementChange& a, const ElementChange& b) {
    const auto rank = [](ChangeKind kind) { return kind == ChangeKind::removed ? 0 : static_cast<int>(kind) + 1; };
    return rank(a.kind) < rank(b.kind);
  });
  return result;
}

namespace {

Overlays accents(const Difference& difference, ChangeKind own, const char* color) {
  Overlays overlays;
  for (const ElementChange& change : difference.changes) {
    if (change.kind == own) overlays[change.id].accent = color;
    if (change.kind == ChangeKind::changed) overlays[change.id].accent = kChanged;
    if (change.kind == ChangeKind::moved) overlays[change.id].accent = kMoved;
    if (const auto found = overlays.find(change.id); found != overlays.end()) found->second.note = to_string(change.kind);
  }
  return overlays;
}

}  // namespace

Overlays accents_before(const Difference& difference) { return accents(difference, ChangeKind::removed, kRemoved); }
Overlays accents_after(const Difference& difference) { return accents(difference, ChangeKind::added, kAdded); }

}  // namespace baton::bpmn
