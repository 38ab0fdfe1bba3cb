#include "bpmn/soundness/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "bpmn/finding_at.hpp"
#include "bpmn/soundness/catchers.hpp"

namespace baton::bpmn::soundness {

namespace {

const char* rule_of(Fault fault) {
  switch (fault) {
    case Fault::deadlock: return "soundness/deadlock";
    case Fault::waits_for_ever: return "soundness/join-waits-forever";
    case Fault::second_token: return "soundness/lack-of-synchronization";
    case Fault::left_behind: return "soundness/improper-termination";
    case Fault::no_way_out: return "soundness/livelock";
  }
  return "";
}

class Teller {
 public:
  Teller(const ProcessGraph& graph, const ScopeSoundness& scope, const Model& model)
      : graph_(graph), scope_(scope), model_(model) {}

  std::vector<SoundnessFinding> run() {
    for (const Offence& offence : scope_.offences) tell(offence);
    tell_dead();
    if (!scope_.complete) {
      add("soundness/unknown", Severity::info, scope_.scope, fmt::format("Not all of it could be checked: {}", scope_.unknown));
    }
    return std::move(told_);
  }

 private:
  std::string id_of(NodeId node) const { return graph_.node(inner_of(graph_, node)).element_id; }

  // Of a flow that stands in the file; what links and diagrams without ids have is named by its end.
  std::string flow_id(FlowId id) const {
    const Flow& flow = graph_.flow(id);
    return flow.element_id.front() == '#' ? fmt::format("{} -> {}", id_of(flow.source), id_of(flow.target)) : flow.element_id;
  }

  std::string name_of(NodeId id) const {
    const Node& node = graph_.node(inner_of(graph_, id));
    return node.name.empty() ? fmt::format("'{}'", node.element_id) : fmt::format("'{}' ({})", node.element_id, one_line(node.name));
  }

  static std::string one_line(std::string text) {
    std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return text;
  }

  std::string place(PlaceId id) const {
    const Place& place = scope_.net.places[id];
    return place.flow != kNoFlow ? flow_id(place.flow) : id_of(place.node);
  }

  std::string places(const std::vector<PlaceId>& ids) const {
    std::vector<std::string> names;
    for (const PlaceId id : ids) names.push_back(place(id));
    return fmt::format("{}", fmt::join(names, ", "));
  }

  SoundnessFinding& add(const char* rule, Severity severity, NodeId node, std::string message) {
    const Element element = model_.find(id_of(node));
    SoundnessFinding made;
    if (element) {
      made.finding = finding_at(element, rule, severity, std::move(message));
    } else {
      made.finding.rule = rule;
      made.finding.severity = severity;
      made.finding.message = std::move(message);
      made.finding.line = graph_.node(node).line;
    }
    return told_.emplace_back(std::move(made));
  }

  std::string sentence(const Offence& offence) const {
    const std::string name = name_of(offence.node);
    switch (offence.fault) {
      case Fault::deadlock:
        return fmt::format("Deadlock: {} waits for a token on {}, and nothing else can move any more", name, places(offence.missing));
      case Fault::waits_for_ever:
        return fmt::format("{} waits for ever for a token on {}", name, places(offence.missing));
      case Fault::second_token:
        return fmt::format("A second token can come through {} to {} while the first is still there", name, place(offence.second));
      case Fault::left_behind:
        return fmt::format("The end {} can be reached while a token waits for ever at {}", name, name_of(offence.join));
      case Fault::no_way_out: return fmt::format("No way leads from {} to an end", name);
    }
    return "";
  }

  void tell(const Offence& offence) {
    SoundnessTrace trace = trace_of(offence);
    std::vector<std::string> steps;
    for (const SoundnessTrace::Step& step : trace.steps) {
      steps.push_back(step.flows.empty() ? step.element : fmt::format("{} ({})", step.element, fmt::join(step.flows, ", ")));
    }
    const std::string message = fmt::format("{}. How: {}; tokens then: {}", sentence(offence), fmt::join(steps, ", "),
                                            fmt::join(trace.tokens, ", "));
    SoundnessFinding& made = add(rule_of(offence.fault), Severity::warning, offence.node, message);
    for (const PlaceId id : offence.missing) made.finding.related_ids.push_back(place(id));
    if (offence.join != kNoNode) made.finding.related_ids.push_back(id_of(offence.join));
    for (const NodeId id : offence.passed) made.finding.related_ids.push_back(id_of(id));
    made.trace = std::move(trace);
  }

  SoundnessTrace trace_of(const Offence& offence) const {
    SoundnessTrace trace;
    for (const Step& step : offence.trace) {
      SoundnessTrace::Step made{id_of(step.node), {}};
      for (const FlowId flow : step.flows) made.flows.push_back(flow_id(flow));
      trace.steps.push_back(std::move(made));
    }
    trace.tokens = tokens_after(offence);
    return trace;
  }

  // From the steps: a place of a net that was made smaller stands for several flows.
  std::vector<std::string> tokens_after(const Offence& offence) const {
    std::vector<FlowId> flows;
    for (const Step& step : offence.trace) {
      take(step, flows);
      flows.insert(flows.end(), step.flows.begin(), step.flows.end());
    }
    std::vector<std::string> tokens;
    for (const FlowId flow : flows) {
      const NodeId target = graph_.flow(flow).target;
      const bool is_inside = std::any_of(offence.marking.begin(), offence.marking.end(),
                                         [&](PlaceId id) { return scope_.net.places[id].node == target; });
      tokens.push_back(is_inside ? id_of(target) : flow_id(flow));
    }
    return tokens;
  }

  // The tokens with which `step` began: one, of a join one from each flow.
  void take(const Step& step, std::vector<FlowId>& flows) const {
    const Node& node = graph_.node(step.node);
    if (node.attached_to != kNoNode && !node.interrupting) return;
    const NodeId taker = node.attached_to != kNoNode ? node.attached_to : step.node;
    const auto [first, last] = graph_.outgoing(step.node);
    const bool stays = step.flows.empty() && first != last && is_flow_scope(graph_.node(inner_of(graph_, step.node)));
    if (stays) return;
    const bool joins = node.kind == NodeKind::parallel_gateway || node.kind == NodeKind::inclusive_gateway;
    const auto& incoming = graph_.incoming(taker);
    for (const FlowId flow : incoming) {
      const auto found = std::find(flows.begin(), flows.end(), flow);
      if (found == flows.end()) continue;
      flows.erase(found);
      if (!joins) return;
    }
  }

  // What only comes after something dead that was told is not told again.
  void tell_dead() {
    std::set<NodeId> quiet(scope_.dead.begin(), scope_.dead.end());
    const auto tell = [&](NodeId id) {
      if (!quiet.count(id)) return;
      add("soundness/dead-activity", Severity::warning, id, fmt::format("{} can never be executed", name_of(id)));
      silence(id, quiet);
    };
    const std::set<NodeId> all = quiet;
    for (const Offence& offence : scope_.offences) silence(offence.node, quiet);  // that has been told
    for (const NodeId id : all) {
      if (!comes_after(id, all)) tell(id);
    }
    for (const NodeId id : all) tell(id);  // dead circles
  }

  bool comes_after(NodeId id, const std::set<NodeId>& dead) const {
    const Node& node = graph_.node(id);
    if (node.attached_to != kNoNode) return dead.count(node.attached_to) > 0;
    const auto& incoming = graph_.incoming(id);
    return !incoming.empty() &&
           std::all_of(incoming.begin(), incoming.end(), [&](FlowId flow) { return dead.count(graph_.flow(flow).source) > 0; });
  }

  // Everything behind `id`.
  void silence(NodeId id, std::set<NodeId>& quiet) const {
    std::vector<NodeId> open{id};
    while (!open.empty()) {
      const NodeId at = open.back();
      open.pop_back();
      if (quiet.erase(at) == 0) continue;
      const auto [first, last] = graph_.outgoing(at);
      for (FlowId flow = first; flow < last; ++flow) open.push_back(graph_.flow(flow).target);
      const auto& boundaries = graph_.node(at).boundary_events;
      open.insert(open.end(), boundaries.begin(), boundaries.end());
    }
  }

  const ProcessGraph& graph_;
  const ScopeSoundness& scope_;
  const Model& model_;
  std::vector<SoundnessFinding> told_;
};

}  // namespace

std::vector<SoundnessFinding> told(const ProcessGraph& graph, const ScopeSoundness& scope, const Model& model) {
  return Teller(graph, scope, model).run();
}

}  // namespace baton::bpmn::soundness
