#include <fmt/format.h>

#include <array>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

Element end_of(const Facts& facts, Element flow, std::string_view end) { return facts.resolve(flow.attribute(end)); }

void each_end(const Facts& facts, Tag kind, std::string_view end, const auto& visit) {
  for (const Element& flow : facts.all(kind)) {
    if (const Element node = end_of(facts, flow, end)) visit(flow, node);
  }
}

void artifacts_are_no_ends(const Facts& facts, Tag kind, std::string_view end, const Report& report) {
  each_end(facts, kind, end, [&](Element flow, Element node) {
    if (is_artifact(node.tag())) report(flow, fmt::format("The {} '{}' is an artifact, a {}", end, node.id(), node.name()));
  });
}

// Flow nodes but event sub-processes.
void check_end(const Facts& facts, std::string_view end, const Report& report) {
  each_end(facts, Tag::sequence_flow, end, [&](Element flow, Element node) {
    if (is_event_sub_process(node)) {
      report(flow, fmt::format("The {} '{}' is an event sub-process", end, node.id()));
    } else if (!is_flow_node(node.tag()) && !is_choreography_activity(node.tag())) {
      report(flow, fmt::format("The {} '{}' is a {}, no activity, gateway or event", end, node.id(), node.name()));
    }
  });
}

bool mentions(const Facts& facts, Element node, Tag list, Element flow) {
  for (const Element& reference : node.children(list)) {
    if (facts.resolve(reference.trimmed_text()) == flow) return true;
  }
  return false;
}

void ends_know_flows(const Facts& facts, const Report& report) {
  const auto check = [&](std::string_view end, Tag list) {
    each_end(facts, Tag::sequence_flow, end, [&](Element flow, Element node) {
      if (node.model().root() != flow.model().root() || mentions(facts, node, list, flow)) return;
      report(flow, fmt::format("The {} '{}' does not name the flow '{}' as {}", end, node.id(), flow.id(), tag_name(list)));
    });
  };
  check("sourceRef", Tag::outgoing);
  check("targetRef", Tag::incoming);
}

void default_flows_leave(const Facts& facts, const Report& report) {
  facts.each_of(is_flow_node, [&](Element node) {
    if (!node.has("default")) return;
    const Element flow = facts.referenced(node, "default");
    if (flow && facts.resolve(flow.attribute("sourceRef")) == node) return;
    report(node, fmt::format("The default flow '{}' of '{}' does not begin there", node.attribute("default"), node.id()));
  });
}

void only_flows_have_no_condition(const Facts& facts, const Report& report) {
  facts.each_of(is_activity, [&](Element activity) {
    const Elements& flows = facts.outgoing(activity);
    if (flows.size() == 1 && flows.front().child(Tag::condition_expression)) {
      report(activity, fmt::format("The only flow out of '{}' has a condition", activity.id()));
    }
  });
}

void flows_stay(const Facts& facts, bool in_pool, const Report& report) {
  for (const Element& flow : facts.all(Tag::sequence_flow)) {
    const Element source = end_of(facts, flow, "sourceRef"), target = end_of(facts, flow, "targetRef");
    if (!source || !target) continue;
    const bool leaves_pool = around(source, Tag::process) != around(target, Tag::process);
    const bool leaves_scope = !leaves_pool && scope_of(source) != scope_of(target);
    if (in_pool && leaves_pool) report(flow, fmt::format("The flow from '{}' to '{}' leaves its pool", source.id(), target.id()));
    if (!in_pool && leaves_scope) {
      report(flow, fmt::format("The flow from '{}' to '{}' leaves its process or sub-process", source.id(), target.id()));
    }
  }
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.006", kError, "No sequence flow ends at an artifact.",
     [](const Facts& f, const Report& r) { artifacts_are_no_ends(f, Tag::sequence_flow, "targetRef", r); }},
    {"EXT.007", kError, "No sequence flow begins at an artifact.",
     [](const Facts& f, const Report& r) { artifacts_are_no_ends(f, Tag::sequence_flow, "sourceRef", r); }},
    {"EXT.008", kError, "No message flow ends at an artifact.",
     [](const Facts& f, const Report& r) { artifacts_are_no_ends(f, Tag::message_flow, "targetRef", r); }},
    {"EXT.009", kError, "No message flow begins at an artifact.",
     [](const Facts& f, const Report& r) { artifacts_are_no_ends(f, Tag::message_flow, "sourceRef", r); }},
    {"EXT.021", kError, "A sequence flow begins at an activity, gateway or event, not at an event sub-process.",
     [](const Facts& f, const Report& r) { check_end(f, "sourceRef", r); }},
    {"EXT.022", kError, "A sequence flow ends at an activity, gateway or event, not at an event sub-process.",
     [](const Facts& f, const Report& r) { check_end(f, "targetRef", r); }},
    {"EXT.023", kError, "The ends of a sequence flow name it as outgoing and incoming.", ends_know_flows},
    {"EXT.024", kError, "Flows of executable processes are immediate.",
     [](const Facts& f, const Report& r) {
       for (const Element& flow : f.all(Tag::sequence_flow)) {
         if (is_executable(flow) && !flow.flag("isImmediate", true)) r(flow, "isImmediate is false in an executable process");
       }
     }},
    {"EXT.025", kError, "The only flow out of an activity has no condition.", only_flows_have_no_condition},
    {"EXT.026", kError, "A default flow begins at the node whose default it is.", default_flows_leave},
    {"EXT.028", kError, "Sequence flows stay in their pool.", [](const Facts& f, const Report& r) { flows_stay(f, true, r); }},
    {"EXT.152", kError, "Sequence flows stay in their process or sub-process.",
     [](const Facts& f, const Report& r) { flows_stay(f, false, r); }},
});

}  // namespace

StrictRules flow_rules() { return kRules; }

}  // namespace baton::bpmn::strict
