#include <fmt/format.h>

#include <array>
#include <map>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

bool is_diagram(Element element) { return element.space() != Space::bpmn; }

void ids_are_unique(const Model& model, const Report& report) {
  for (const auto& [first, later] : model.duplicate_ids()) {
    if (is_diagram(first) || is_diagram(later)) continue;
    report(later, fmt::format("The id '{}' is used twice: by this {} and by a {} in line {}", later.id(), later.name(),
                              first.name(), first.line()));
  }
}

void ids_of_shapes_are_unique(const Model& model, const Report& report) {
  for (const auto& [first, later] : model.duplicate_ids()) {
    if (!is_diagram(first) && !is_diagram(later)) continue;
    report(later, fmt::format("The id '{}' is used twice: by this {} and by a {} in line {}", later.id(), later.name(),
                              first.name(), first.line()));
  }
}

void processes_have_ids(const Model& model, const Report& report) {
  for (const Element& process : model.all(Tag::process)) {
    if (is_blank(process.id())) report(process, "A process must have an id, which is its key");
  }
}

void referable_roots_have_ids(const Model& model, const Report& report) {
  for (const Tag tag : {Tag::signal, Tag::error, Tag::escalation}) {
    for (const Element& element : model.all(tag)) {
      if (element.id().empty()) report(element, fmt::format("{} must have an id", tag_name(tag)));
    }
  }
}

void signals_have_names(const Model& model, const Report& report) {
  for (const Element& signal : model.all(Tag::signal)) {
    if (!signal.has("name")) report(signal, fmt::format("signal with id '{}' has no name", signal.id()));
  }
}

void signal_names_are_unique(const Model& model, const Report& report) {
  std::map<std::string_view, Element> known;
  for (const Element& signal : model.all(Tag::signal)) {
    const auto name = signal.find_attribute("name");
    if (name && !known.emplace(*name, signal).second) report(signal, fmt::format("duplicate signal name '{}'", *name));
  }
}

// What stands beside processes runs nowhere: nobody would notice that it is missing.
void flow_elements_are_in_processes(const Model& model, const Report& report) {
  for (const Tag tag : {Tag::definitions, Tag::collaboration}) {
    for (const Element& element : model.all(tag)) {
      for (const Element& child : element.children()) {
        if (child.space() != Space::bpmn || !(is_flow_node(child.tag()) || child.tag() == Tag::sequence_flow)) continue;
        report(child, fmt::format("A {} must stand in a process, not in {}", child.name(), element.name()));
      }
    }
  }
}

constexpr std::array<ModelRule, 7> kRules = {{
    {"duplicate-id", Verdict::error, "Ids of BPMN elements are unique in their file.", ids_are_unique},
    {"duplicate-diagram-id", Verdict::warning, "Ids of shapes and edges are unique in their file.", ids_of_shapes_are_unique},
    {"process-id", Verdict::error, "A process has an id.", processes_have_ids},
    {"root-id", Verdict::error, "Signals, errors and escalations have ids.", referable_roots_have_ids},
    {"signal-name", Verdict::incomplete, "A signal has a name.", signals_have_names},
    {"flow-element-place", Verdict::error, "Flow elements stand in processes.", flow_elements_are_in_processes},
    {"duplicate-signal-name", Verdict::error, "No two signals have one name.", signal_names_are_unique},
}};

}  // namespace

ModelRules root_rules() { return kRules; }

}  // namespace baton::bpmn::executable
