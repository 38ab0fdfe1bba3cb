#include "conformance/random/generator.hpp"

#include <fmt/format.h>

#include "conformance/random/dice.hpp"

namespace baton::conformance {

namespace {

constexpr int kNoLoop = -1;

struct FlowNode {
  std::string id;
  bool is_target = true;      // may have further incoming flows
  bool is_source = true;      // may have further outgoing flows
  bool is_rest = false;       // a token rests here: flows back may lead here
  bool has_conditions = false;  // of its outgoing flows: an exclusive or inclusive gateway
  bool goes_on = true;        // the chain continues behind it
};

class Generator {
 public:
  Generator(std::uint64_t seed, const Shape& shape) : dice_(seed), shape_(shape) {}

  std::string model() {
    const std::string content = with_defaults(scope(0, Place{}));
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="random">
)" + roots_ + "<process id=\"p\" isExecutable=\"true\">\n" + content + "</process>\n</definitions>\n";
  }

 private:
  // What a scope is inside of: which far effects have a meaning there.
  struct Place {
    int depth = 0;
    std::vector<std::string> errors, escalations;  // caught somewhere around
  };

  using Maker = FlowNode (Generator::*)(const Place& place, std::string& xml);

  std::string id(const char* kind) { return fmt::format("{}{}", kind, ++count_); }

  // --- Flows ---

  std::string flow(const FlowNode& from, const std::string& to, bool is_default = false) {
    const std::string name = id("f");
    const std::string head = fmt::format("<sequenceFlow id=\"{}\" sourceRef=\"{}\" targetRef=\"{}\"", name, from.id, to);
    if (is_default) defaults_[from.id] = name;
    if (!from.has_conditions || is_default) return head + "/>\n";
    return head + fmt::format("><conditionExpression xsi:type=\"tFormalExpression\">${{v{} == {}}}</conditionExpression></sequenceFlow>\n",
                              dice_.below(kVariables), dice_.below(2));
  }

  // Flows across, ahead or back to where a token rests.
  std::string crossing_flows(const std::vector<FlowNode>& nodes) {
    std::string xml;
    const int most = static_cast<int>(nodes.size());
    for (int i = shape_.is_free ? dice_.below(3) : dice_.below(2 * most + 1); i > 0; --i) {
      const int from = dice_.below(static_cast<int>(nodes.size())), to = dice_.below(static_cast<int>(nodes.size()));
      const FlowNode &a = nodes[static_cast<std::size_t>(from)], &b = nodes[static_cast<std::size_t>(to)];
      if (!a.is_source || !b.is_target || a.id == b.id || (to <= from && !b.is_rest && !shape_.is_free)) continue;
      xml += flow(a, b.id);
    }
    return xml;
  }

  // --- Scopes ---

  std::string scope(int depth, Place place) {
    place.depth = depth;
    std::string xml;
    std::vector<FlowNode> nodes;
    FlowNode start{id("start"), false, false};
    xml += fmt::format("<startEvent id=\"{}\"/>\n", start.id);
    FlowNode last = start;
    for (int i = dice_.between(1, 6); i > 0 && count_ < shape_.most_nodes; --i) {
      std::string made;
      FlowNode next = node(place, made);
      xml += made + flow(last, entry_.empty() ? next.id : entry_, last.has_conditions);
      entry_.clear();
      nodes.push_back(next);
      last = next;
      if (!last.goes_on) break;
    }
    const bool is_gateway = last.id.rfind("gateway", 0) == 0;
    if (last.goes_on && (is_gateway || !dice_.one_in(4))) xml += last_end(last);
    if (!nodes.empty()) xml += crossing_flows(nodes);
    if (dice_.one_in(3) && count_ < shape_.most_nodes) xml += event_sub_process(place);
    return xml;
  }

  std::string last_end(const FlowNode& last) {
    const std::string end = id("end");
    return fmt::format("<endEvent id=\"{}\"/>\n", end) + flow(last, end, last.has_conditions);
  }

  std::string with_defaults(std::string xml) {
    for (const auto& [gateway, flow] : defaults_) {
      const std::string mark = "Gateway id=\"" + gateway + "\"";
      if (const std::size_t at = xml.find(mark); at != std::string::npos) {
        xml.insert(at + mark.size(), " default=\"" + flow + "\"");
      }
    }
    return xml;
  }

  FlowNode node(const Place& place, std::string& xml) {
    static const std::vector<Maker> makers{
        &Generator::user_task, &Generator::user_task,  &Generator::user_task,  &Generator::task,
        &Generator::exclusive, &Generator::parallel,   &Generator::parallel,   &Generator::parallel,
        &Generator::inclusive, &Generator::inclusive,  &Generator::inclusive,  &Generator::event_based, &Generator::catch_message, &Generator::sub_process,
        &Generator::sub_process, &Generator::link,      &Generator::far_effect, &Generator::catch_signal,
    };
    if (shape_.is_free && dice_.one_in(2)) return block(place, xml);
    return (this->*dice_.pick(makers))(place, xml);
  }

  // --- Activities ---

  std::string loop(int cardinality) {
    if (cardinality < 0) return "";
    return fmt::format("<multiInstanceLoopCharacteristics isSequential=\"{}\"><loopCardinality xsi:type=\"tFormalExpression\">{}</loopCardinality></multiInstanceLoopCharacteristics>",
                       dice_.one_in(2), cardinality);
  }

  int cardinality() { return dice_.one_in(5) ? dice_.between(0, 3) : kNoLoop; }

  FlowNode user_task(const Place&, std::string& xml) {
    const std::string task = id("task");
    const int times = cardinality();
    xml += fmt::format("<userTask id=\"{}\">{}</userTask>\n", task, loop(times));
    if (dice_.one_in(3)) xml += boundary(task, dice_.one_in(2) ? message() : timer());
    return {task, true, true, times != 0};
  }

  FlowNode task(const Place&, std::string& xml) {
    const std::string task = id("auto");
    xml += fmt::format("<task id=\"{}\"/>\n", task);
    return {task};
  }

  FlowNode sub_process(const Place& place, std::string& xml) {
    if (place.depth >= shape_.most_depth || count_ > shape_.most_nodes / 2) return user_task(place, xml);
    const std::string sub = id("sub");
    Place inside = place;
    std::string boundaries;
    if (dice_.one_in(3)) boundaries += boundary(sub, dice_.one_in(2) ? message() : timer());
    if (dice_.one_in(2)) boundaries += boundary(sub, error(inside), true);
    if (dice_.one_in(2)) boundaries += boundary(sub, escalation(inside));
    const std::string repeated = loop(cardinality());
    // The paths behind its boundary events stand outside, after it.
    xml += fmt::format("<subProcess id=\"{}\">{}\n{}</subProcess>\n{}", sub, repeated, scope(place.depth + 1, inside), boundaries);
    return {sub};
  }

  std::string boundary(const std::string& host, const std::string& definition, bool must_interrupt = false) {
    const std::string event = id("boundary"), task = id("task");
    const bool interrupts = must_interrupt || dice_.one_in(2);
    return fmt::format("<boundaryEvent id=\"{}\" attachedToRef=\"{}\" cancelActivity=\"{}\">{}</boundaryEvent>\n", event, host,
                       interrupts, definition) +
           fmt::format("<userTask id=\"{}\"/>\n", task) + flow({event}, task);
  }

  std::string event_sub_process(const Place& place) {
    const std::string sub = id("handler"), start = id("trigger"), task = id("task");
    const bool interrupts = dice_.one_in(2);
    return fmt::format("<subProcess id=\"{}\" triggeredByEvent=\"true\">\n<startEvent id=\"{}\" isInterrupting=\"{}\">{}</startEvent>\n<userTask id=\"{}\"/>\n{}</subProcess>\n",
                       sub, start, interrupts, dice_.one_in(2) ? message() : timer(), task, flow({start}, task));
  }

  // --- Gateways ---

  FlowNode gateway(const char* tag, bool has_conditions, std::string& xml) {
    FlowNode made{id("gateway")};
    made.has_conditions = has_conditions;
    xml += fmt::format("<{} id=\"{}\"/>\n", tag, made.id);
    return made;
  }
  FlowNode exclusive(const Place&, std::string& xml) { return gateway("exclusiveGateway", true, xml); }
  FlowNode parallel(const Place&, std::string& xml) { return gateway("parallelGateway", false, xml); }
  FlowNode inclusive(const Place&, std::string& xml) { return gateway("inclusiveGateway", true, xml); }

  // A split, branches, and a join that fits it or does not; some branches end on their own.
  FlowNode block(const Place& place, std::string& xml) {
    static const std::vector<Maker> splits{&Generator::exclusive, &Generator::parallel, &Generator::inclusive};
    static const std::vector<Maker> steps{&Generator::user_task, &Generator::task, &Generator::catch_message,
                                          &Generator::sub_process};
    const int kind = dice_.below(3);
    const FlowNode split = (this->*splits[static_cast<std::size_t>(kind)])(place, xml);
    const FlowNode join = (this->*(dice_.one_in(3) ? dice_.pick(splits) : splits[static_cast<std::size_t>(kind)]))(place, xml);
    const int branches = dice_.between(2, 3);
    for (int i = 0; i < branches; ++i) {
      const FlowNode step = (this->*dice_.pick(steps))(place, xml);
      xml += flow(split, step.id, split.has_conditions && i == 0);
      xml += dice_.one_in(9) ? last_end(step) : flow(step, join.id);
    }
    entry_ = split.id;
    return join;
  }

  FlowNode event_based(const Place&, std::string& xml) {
    const std::string which = id("gateway"), merge = id("gateway");
    xml += fmt::format("<eventBasedGateway id=\"{}\"/>\n<exclusiveGateway id=\"{}\"/>\n", which, merge);
    for (int i = dice_.between(2, 3); i > 0; --i) {
      const std::string event = id("catch");
      xml += fmt::format("<intermediateCatchEvent id=\"{}\">{}</intermediateCatchEvent>\n", event, dice_.one_in(3) ? timer() : message());
      xml += flow({which}, event) + flow({event}, merge);
    }
    entry_ = which;
    return {merge, false, false};
  }

  // --- Events ---

  FlowNode catch_message(const Place&, std::string& xml) {
    const std::string event = id("catch");
    xml += fmt::format("<intermediateCatchEvent id=\"{}\">{}</intermediateCatchEvent>\n", event, message());
    return {event, true, true, true};
  }

  FlowNode catch_signal(const Place&, std::string& xml) {
    const std::string event = id("catch"), name = id("signal");
    roots_ += fmt::format("<signal id=\"{}\" name=\"{}\"/>\n", name, name);
    xml += fmt::format("<intermediateCatchEvent id=\"{}\"><signalEventDefinition signalRef=\"{}\"/></intermediateCatchEvent>\n", event, name);
    return {event, true, true, true};
  }

  FlowNode link(const Place&, std::string& xml) {
    const std::string out = id("out"), in = id("in");
    xml += fmt::format("<intermediateThrowEvent id=\"{0}\"><linkEventDefinition name=\"{0}\"/></intermediateThrowEvent>\n"
                       "<intermediateCatchEvent id=\"{1}\"><linkEventDefinition name=\"{0}\"/></intermediateCatchEvent>\n", out, in);
    entry_ = out;
    return {in, false, true};
  }

  // A user task, and right behind it what reaches far.
  FlowNode far_effect(const Place& place, std::string& xml) {
    const bool is_alone = shape_.is_free && dice_.one_in(2);
    const std::string task = id("task");
    if (!is_alone) xml += fmt::format("<userTask id=\"{}\"/>\n", task);
    FlowNode effect{id("far"), false, false};
    entry_ = is_alone ? effect.id : task;
    effect.goes_on = false;
    const int kind = dice_.below(4);
    if (kind == 0 && !place.errors.empty()) {
      xml += end(effect.id, fmt::format("<errorEventDefinition errorRef=\"{}\"/>", dice_.pick(place.errors)));
    } else if (kind == 1 && !place.escalations.empty()) {
      xml += end(effect.id, fmt::format("<escalationEventDefinition escalationRef=\"{}\"/>", dice_.pick(place.escalations)));
    } else if (kind == 2 && !place.escalations.empty()) {
      xml += fmt::format("<intermediateThrowEvent id=\"{}\"><escalationEventDefinition escalationRef=\"{}\"/></intermediateThrowEvent>\n",
                         effect.id, dice_.pick(place.escalations));
      effect.goes_on = true;
    } else {
      xml += end(effect.id, "<terminateEventDefinition/>");
    }
    if (!is_alone) xml += flow({task}, effect.id);
    return effect;
  }

  static std::string end(const std::string& id, const std::string& definition) {
    return fmt::format("<endEvent id=\"{}\">{}</endEvent>\n", id, definition);
  }

  std::string message() {
    const std::string name = id("message");
    roots_ += fmt::format("<message id=\"{}\" name=\"{}\"/>\n", name, name);
    return fmt::format("<messageEventDefinition messageRef=\"{}\"/>", name);
  }
  std::string timer() { return "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"; }

  // Makes one that the place knows from now on, and the definition that catches it.
  std::string error(Place& place) {
    const std::string name = id("error");
    roots_ += fmt::format("<error id=\"{}\" errorCode=\"{}\"/>\n", name, name);
    place.errors.push_back(name);
    return fmt::format("<errorEventDefinition errorRef=\"{}\"/>", name);
  }
  std::string escalation(Place& place) {
    const std::string name = id("escalation");
    roots_ += fmt::format("<escalation id=\"{}\" escalationCode=\"{}\"/>\n", name, name);
    place.escalations.push_back(name);
    return fmt::format("<escalationEventDefinition escalationRef=\"{}\"/>", name);
  }

  Dice dice_;
  const Shape shape_;
  int count_ = 0;
  std::string roots_;
  std::string entry_;  // where the flow to the node just made leads, when that is not the node itself
  std::map<std::string, std::string> defaults_;
};

}  // namespace

std::string random_model(std::uint64_t seed, const Shape& shape) { return Generator(seed, shape).model(); }

}  // namespace baton::conformance
