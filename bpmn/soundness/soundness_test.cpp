#include "bpmn/soundness/soundness.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "bpmn/bpmn.hpp"
#include "bpmn/model/model.hpp"

namespace baton::bpmn {

namespace {

// Each flow is named after its ends, "a_b".
std::string diagram(const std::string& nodes, const std::vector<std::pair<const char*, const char*>>& flows) {
  std::string xml =
      R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">)"
      R"(<error id="bad" errorCode="bad"/><escalation id="up" escalationCode="up"/><message id="m" name="m"/>)"
      "\n<process id=\"p\" isExecutable=\"true\">\n" +
      nodes;
  for (const auto& [from, to] : flows) {
    xml += fmt::format("<sequenceFlow id=\"{0}_{1}\" sourceRef=\"{0}\" targetRef=\"{1}\"/>\n", from, to);
  }
  return xml + "</process></definitions>";
}

std::vector<SoundnessFinding> findings_of(const std::string& xml, const SoundnessLimits& limits = {}) {
  const Loaded loaded = read(xml);
  return loaded.model ? soundness_findings(*loaded.model, limits) : std::vector<SoundnessFinding>{};
}

// "rule element", without the "soundness/".
std::vector<std::string> told(const std::string& xml) {
  std::vector<std::string> lines;
  for (const SoundnessFinding& one : findings_of(xml)) lines.push_back(one.finding.rule.substr(10) + " " + one.finding.element_id);
  return lines;
}

using Lines = std::vector<std::string>;

const std::string kEnds = "<startEvent id='s'/>\n<endEvent id='e'/>\n";

}  // namespace

TEST(Soundness, AnExclusiveSplitBeforeAParallelJoinIsADeadlockWithItsTrace) {
  const auto found = findings_of(diagram(kEnds + "<exclusiveGateway id='x'/><task id='a'/><task id='b'/>\n<parallelGateway id='j'/>\n",
                                         {{"s", "x"}, {"x", "a"}, {"x", "b"}, {"a", "j"}, {"b", "j"}, {"j", "e"}}));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].finding.rule, "soundness/deadlock");
  EXPECT_EQ(found[0].finding.element_id, "j");
  EXPECT_EQ(found[0].finding.line, 6);
  EXPECT_EQ(found[0].finding.severity, Severity::warning);
  Lines steps;
  for (const auto& step : found[0].trace.steps) steps.push_back(fmt::format("{} {}", step.element, fmt::join(step.flows, " ")));
  EXPECT_EQ(steps, (Lines{"s s_x", "x x_a", "a a_j"}));
  EXPECT_EQ(found[0].trace.tokens, Lines{"a_j"});
}

TEST(Soundness, AParallelSplitBeforeAnExclusiveMergeLetsTokensMeet) {
  const std::string xml = diagram(kEnds + "<parallelGateway id='x'/><task id='a'/><task id='b'/><exclusiveGateway id='m'/>",
                                  {{"s", "x"}, {"x", "a"}, {"x", "b"}, {"a", "m"}, {"b", "m"}, {"m", "e"}});
  EXPECT_EQ(told(xml), Lines{"lack-of-synchronization m"});
}

TEST(Soundness, WhatIsAllowedIsNotTold) {
  // Several ends, each with a token; a terminate; a well-structured loop.
  EXPECT_EQ(told(diagram(kEnds + "<parallelGateway id='x'/><task id='a'/><task id='b'/><endEvent id='e2'/>",
                         {{"s", "x"}, {"x", "a"}, {"x", "b"}, {"a", "e"}, {"b", "e2"}})),
            Lines{});
  EXPECT_EQ(told(diagram(kEnds + "<parallelGateway id='x'/><task id='a'/><task id='b'/><endEvent id='t'><terminateEventDefinition/></endEvent>",
                         {{"s", "x"}, {"x", "a"}, {"x", "b"}, {"a", "e"}, {"b", "t"}})),
            Lines{});
  EXPECT_EQ(told(diagram(kEnds + "<exclusiveGateway id='m'/><task id='a'/><exclusiveGateway id='x'/>",
                         {{"s", "m"}, {"m", "a"}, {"a", "x"}, {"x", "m"}, {"x", "e"}})),
            Lines{});
}

TEST(Soundness, ATokenLeftBehindAndTheEndThatIsReachedAllTheSame) {
  const std::string xml = diagram(
      kEnds + "<parallelGateway id='x'/><exclusiveGateway id='y'/><parallelGateway id='j'/><endEvent id='early'/>",
      {{"s", "x"}, {"x", "y"}, {"x", "j"}, {"y", "j"}, {"y", "early"}, {"j", "e"}});
  EXPECT_EQ(told(xml), (Lines{"deadlock j", "improper-termination early"}));
}

TEST(Soundness, AJoinWaitsForEverBesideALoopThatGoesOn) {
  const std::string xml = diagram(
      kEnds + "<parallelGateway id='x'/><exclusiveGateway id='y'/><task id='a'/><exclusiveGateway id='m'/><parallelGateway id='j'/>",
      {{"s", "x"}, {"x", "y"}, {"x", "j"}, {"y", "j"}, {"y", "m"}, {"m", "a"}, {"a", "m"}, {"j", "e"}});
  EXPECT_EQ(told(xml), Lines{"join-waits-forever j"});
}

TEST(Soundness, NoWayOutOfALoopUnlessSomethingInterrupts) {
  const std::string loop = "<startEvent id='is'/><task id='a'/><exclusiveGateway id='m'/>"
                           "<sequenceFlow id='f1' sourceRef='is' targetRef='m'/><sequenceFlow id='f2' sourceRef='m' targetRef='a'/>"
                           "<sequenceFlow id='f3' sourceRef='a' targetRef='m'/>";
  const std::string sub = "<subProcess id='sub'>" + loop + "</subProcess>";
  const auto found = told(diagram(kEnds + sub, {{"s", "sub"}, {"sub", "e"}}));
  EXPECT_EQ(found, (Lines{"dead-activity e", "livelock a"}));
  const std::string timer = "<boundaryEvent id='b' attachedToRef='sub'><timerEventDefinition><timeDuration>PT1H</timeDuration>"
                            "</timerEventDefinition></boundaryEvent>";
  EXPECT_EQ(told(diagram(kEnds + sub + timer, {{"s", "sub"}, {"b", "e"}})), Lines{});
}

TEST(Soundness, InclusiveJoinsWaitForWhoComes) {
  const char* conditional = "<sequenceFlow id='c1' sourceRef='x' targetRef='a'><conditionExpression>${p}</conditionExpression></sequenceFlow>"
                            "<sequenceFlow id='c2' sourceRef='x' targetRef='b'><conditionExpression>${q}</conditionExpression></sequenceFlow>";
  const auto with = [&](const char* join) {
    return diagram(kEnds + "<inclusiveGateway id='x'/><task id='a'/><task id='b'/>" + fmt::format("<{} id='j'/>", join) + conditional,
                   {{"s", "x"}, {"a", "j"}, {"b", "j"}, {"j", "e"}});
  };
  EXPECT_EQ(told(with("inclusiveGateway")), Lines{});
  EXPECT_EQ(told(with("parallelGateway")), Lines{"deadlock j"});
  EXPECT_EQ(told(with("exclusiveGateway")), Lines{"lack-of-synchronization j"});
}

// Two inclusive joins, each of which a token at the other one can still come to.
TEST(Soundness, InclusiveJoinsThatWaitForEachOther) {
  const std::string xml = diagram(
      kEnds + "<parallelGateway id='x'/><inclusiveGateway id='j'/><inclusiveGateway id='k'/><exclusiveGateway id='y'/><exclusiveGateway id='z'/>",
      {{"s", "x"}, {"x", "j"}, {"x", "k"}, {"j", "y"}, {"k", "z"}, {"y", "k"}, {"z", "j"}, {"y", "e"}, {"z", "e"}});
  const Lines found = told(xml);
  EXPECT_NE(std::find(found.begin(), found.end(), "deadlock j"), found.end());
  EXPECT_NE(std::find(found.begin(), found.end(), "deadlock k"), found.end());
}

TEST(Soundness, WhatASubProcessThrowsMattersAroundIt) {
  const std::string inner = "<subProcess id='sub'><startEvent id='is'/><endEvent id='ie'>{}</endEvent>"
                            "<sequenceFlow id='f' sourceRef='is' targetRef='ie'/></subProcess>"
                            "<boundaryEvent id='b' attachedToRef='sub'><errorEventDefinition errorRef='bad'/></boundaryEvent><endEvent id='e2'/>";
  const auto with = [&](const char* end) {
    return diagram(kEnds + fmt::format(fmt::runtime(inner), end), {{"s", "sub"}, {"sub", "e"}, {"b", "e2"}});
  };
  EXPECT_EQ(told(with("<errorEventDefinition errorRef='bad'/>")), Lines{"dead-activity e"});
  EXPECT_EQ(told(with("")), Lines{"dead-activity b"});
}

// The escalation comes always, and before the sub-process ends: a join of both ways is sound.
TEST(Soundness, AnEscalationThatAlwaysComesCanBeJoined) {
  const std::string xml = diagram(
      kEnds +
          "<subProcess id='sub'><startEvent id='is'/><intermediateThrowEvent id='t'><escalationEventDefinition escalationRef='up'/></intermediateThrowEvent>"
          "<endEvent id='ie'/><sequenceFlow id='f' sourceRef='is' targetRef='t'/><sequenceFlow id='g' sourceRef='t' targetRef='ie'/></subProcess>"
          "<boundaryEvent id='b' attachedToRef='sub' cancelActivity='false'><escalationEventDefinition escalationRef='up'/></boundaryEvent>"
          "<parallelGateway id='j'/>",
      {{"s", "sub"}, {"sub", "j"}, {"b", "j"}, {"j", "e"}});
  EXPECT_EQ(told(xml), Lines{});
}

TEST(Soundness, AStructuredDiagramHasHardlyAnyStates) {
  std::string nodes = kEnds + "<parallelGateway id='x'/><parallelGateway id='j'/>";
  std::vector<std::string> names;
  for (int i = 0; i < 30; ++i) names.push_back(fmt::format("t{}", i));
  std::vector<std::pair<const char*, const char*>> flows{{"s", "x"}, {"j", "e"}};
  for (const std::string& name : names) {
    nodes += fmt::format("<exclusiveGateway id='{0}'/><task id='{0}a'/><task id='{0}b'/><exclusiveGateway id='{0}m'/>", name);
    for (const char* branch : {"a", "b"}) {
      nodes += fmt::format("<sequenceFlow id='{0}{1}1' sourceRef='{0}' targetRef='{0}{1}'/><sequenceFlow id='{0}{1}2' sourceRef='{0}{1}' targetRef='{0}m'/>",
                           name, branch);
    }
    nodes += fmt::format("<sequenceFlow id='{0}j' sourceRef='{0}m' targetRef='j'/>", name);
    flows.emplace_back("x", name.c_str());
  }
  const std::string xml = diagram(nodes, flows);
  EXPECT_EQ(told(xml), Lines{});
}

TEST(Soundness, BeyondTheBoundItSaysSo) {
  std::string nodes = kEnds + "<parallelGateway id='x'/><parallelGateway id='j'/>";
  std::vector<std::string> names;
  std::vector<std::pair<const char*, const char*>> flows{{"s", "x"}, {"j", "e"}};
  for (int i = 0; i < 20; ++i) names.push_back(fmt::format("t{}", i));
  for (const std::string& name : names) {
    nodes += fmt::format("<userTask id='{0}'/><boundaryEvent id='{0}b' attachedToRef='{0}'><messageEventDefinition messageRef='m'/></boundaryEvent>"
                         "<endEvent id='{0}e'/><sequenceFlow id='{0}f' sourceRef='{0}b' targetRef='{0}e'/>", name);
    flows.emplace_back("x", name.c_str());
    flows.emplace_back(name.c_str(), "j");
  }
  SoundnessLimits limits;
  limits.states = 500;
  bool is_unknown = false;
  for (const SoundnessFinding& one : findings_of(diagram(nodes, flows), limits)) {
    is_unknown = is_unknown || (one.finding.rule == "soundness/unknown" && one.finding.severity == Severity::info);
  }
  EXPECT_TRUE(is_unknown);
}

// What comes out of chance files must not matter: nothing to begin with, loops of nothing, references to nowhere.
TEST(Soundness, OddDiagramsDoNoHarm) {
  EXPECT_EQ(told(diagram("", {})), Lines{});
  EXPECT_EQ(told(diagram("<task id='a'/>", {{"a", "a"}})), Lines{"unknown p"});
  EXPECT_EQ(told(diagram(kEnds + "<boundaryEvent id='b' attachedToRef='nobody'/><task id='a'/>", {{"s", "e"}, {"b", "a"}})),
            (Lines{"dead-activity a"}));
  EXPECT_EQ(told(diagram(kEnds + "<subProcess id='sub'/>", {{"s", "sub"}, {"sub", "e"}, {"sub", "nowhere"}})), Lines{});
}

}  // namespace baton::bpmn
