#include <fmt/format.h>

#include <array>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

// Where the end of a flow is, when it is not where it should be.
std::string place_of(const View& view, std::string_view reference) {
  const Element element = reference.empty() ? Element() : view.model().resolve(reference);
  if (!element) return "";
  return fmt::format(": it is a {} {}", element.name(),
                     is_flow_node(element.tag()) ? "of another scope" : "and no flow node");
}

void source_is_in_scope(const View& view, const View::Flow& flow, const Report& report) {
  if (flow.source != View::kNone) return;
  const std::string_view reference = flow.element.attribute("sourceRef");
  report(fmt::format("Invalid source '{}' of sequence flow '{}'{}", reference, flow.element.id(), place_of(view, reference)));
}

void target_is_in_scope(const View& view, const View::Flow& flow, const Report& report) {
  if (flow.target != View::kNone) return;
  const std::string_view reference = flow.element.attribute("targetRef");
  report(fmt::format("Invalid destination '{}' of sequence flow '{}'{}", reference, flow.element.id(),
                     place_of(view, reference)));
}

const View::Node* node_at(const View& view, std::uint32_t index) {
  return index == View::kNone ? nullptr : &view.node(index);
}

void event_sub_processes_have_no_flows(const View& view, const View::Flow& flow, const Report& report) {
  const View::Node* source = node_at(view, flow.source);
  const View::Node* target = node_at(view, flow.target);
  if (source && source->is_event_sub_process) report("Invalid outgoing sequence flow of event subprocess");
  if (target && target->is_event_sub_process) report("Invalid incoming sequence flow of event subprocess");
}

void handlers_have_no_flows(const View& view, const View::Flow& flow, const Report& report) {
  const View::Node* source = node_at(view, flow.source);
  const View::Node* target = node_at(view, flow.target);
  if (source && source->is_for_compensation) {
    report(fmt::format("Invalid outgoing sequence flow of compensation activity '{}'", source->id()));
  }
  if (target && target->is_for_compensation) {
    report(fmt::format("Invalid incoming sequence flow of compensation activity '{}'", target->id()));
  }
}

void conditions_are_formal(const View&, const View::Flow& flow, const Report& report) {
  const Element condition = flow.element.child(Tag::condition_expression);
  const std::string_view type = condition.find_attribute(Space::xsi, "type").value_or("");
  const std::string_view name = type.substr(type.find(':') == std::string_view::npos ? 0 : type.find(':') + 1);
  if (!name.empty() && name != "tFormalExpression") {
    report(condition, fmt::format("Invalid type '{}' of a condition, only tFormalExpression can be evaluated", type));
  }
}

void condition_languages_are_named(const View&, const View::Flow& flow, const Report& report) {
  const Element condition = flow.element.child(Tag::condition_expression);
  const auto language = condition.find_attribute("language");
  if (language && is_blank(*language)) report(condition, "Unable to process condition expression: script language is empty");
}

bool is_evaluated(std::string_view text) {
  return text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos;
}

void conditions_are_evaluated(const View&, const View::Flow& flow, const Report& report) {
  const Element condition = flow.element.child(Tag::condition_expression);
  if (!condition || condition.has("language") || is_evaluated(condition.text())) return;
  report(condition, fmt::format("The condition '{}' is a text and no truth value, so it fails when it is asked; an "
                                "expression is written ${{...}}", condition.trimmed_text()));
}

constexpr std::array<FlowRule, 7> kRules = {{
    {"flow-source", Verdict::error, "A sequence flow begins at a flow node of its scope.", source_is_in_scope},
    {"flow-target", Verdict::error, "A sequence flow ends at a flow node of its scope.", target_is_in_scope},
    {"event-sub-process-flow", Verdict::error, "No sequence flow begins or ends at an event sub-process.",
     event_sub_processes_have_no_flows},
    {"compensation-handler-flow", Verdict::error, "No sequence flow begins or ends at a compensation handler.",
     handlers_have_no_flows},
    {"condition-type", Verdict::incomplete, "A condition is a formal expression.", conditions_are_formal},
    {"condition-text", Verdict::warning, "A condition is an expression.", conditions_are_evaluated},
    {"condition-language", Verdict::error, "A script condition names its language.", condition_languages_are_named},
}};

}  // namespace

FlowRules flow_rules() { return kRules; }

}  // namespace baton::bpmn::executable
