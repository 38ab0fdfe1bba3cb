#include "conformance/suites/own/scenario.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "bpmn/bpmn.hpp"
#include "conformance/runner.hpp"
#include "conformance/suites/built_in.hpp"
#include "conformance/suites/own/play.hpp"

namespace baton::conformance {

namespace {

const std::string kHead = "title: T\nclause: 13.4.2\nelements: a, b\n--- process\n<startEvent id=\"s\"/><userTask id=\"t\"/>\ns -> t\n";

SuiteResult run_one(const std::string& steps) {
  const Scenario scenario = parse_scenario(kHead + "--- steps\n" + steps);
  Case one;
  one.run = [scenario](Subject& subject) { return play(subject, "one", scenario); };
  return run_suite({"test", {one}}, {}, [](std::size_t, std::size_t, const Case&) {});
}

}  // namespace

TEST(Scenario, FlowsAreWrittenOut) {
  const std::string xml = with_sequence_flows("  a -> b -> c\n x -> y if ${n < 1}\n<text>p -> q</text>");
  EXPECT_NE(xml.find("<sequenceFlow id=\"a_b\" sourceRef=\"a\" targetRef=\"b\"/>"), std::string::npos);
  EXPECT_NE(xml.find("<sequenceFlow id=\"b_c\""), std::string::npos);
  EXPECT_NE(xml.find(">${n &lt; 1}</conditionExpression>"), std::string::npos);
  EXPECT_NE(xml.find("<text>p -> q</text>"), std::string::npos);
}

TEST(Scenario, StepsHaveWordsVariablesAndKeys) {
  const Scenario scenario = parse_scenario(kHead + "--- steps\n# nothing\nmessage paid sum=3 who=\"a b\" for id=[1, 2] fails\n");
  ASSERT_EQ(scenario.steps.size(), 1u);
  const Step& step = scenario.steps.front();
  EXPECT_EQ(step.words, std::vector<std::string>{"paid"});
  EXPECT_EQ(step.variables, Tree({{"sum", 3}, {"who", "a b"}}));
  EXPECT_EQ(step.keys, Tree({{"id", {1, 2}}}));
  EXPECT_TRUE(step.fails);
}

TEST(Scenario, NonsenseIsRefused) {
  EXPECT_THROW(parse_scenario("title: T\n--- steps\nstart\n"), std::runtime_error);
  EXPECT_THROW(parse_scenario("what: T\n"), std::runtime_error);
  EXPECT_THROW(parse_scenario(kHead), std::runtime_error);
}

// What holds passes, what does not hold fails: each kind of claim is able to.
TEST(Scenario, ClaimsCanFail) {
  EXPECT_TRUE(run_one("start n=1\nat t\nrunning\nvariables n=1\nabsent m\ncomplete t\nended\ntrail s t\norder s t\ntook s t\n"
                      "state COMPLETED\ninstances p 1\nincidents\n").all_passed());
  for (const char* wrong : {"at s", "ended", "variables n=2", "absent n", "state COMPLETED", "trail s t", "took t*2", "order t s",
                            "instances p 2", "incidents t", "complete x", "message m", "nonsense", "start fails"}) {
    EXPECT_FALSE(run_one(std::string("start n=1\n") + wrong + "\n").all_passed()) << wrong;
  }
}

TEST(Scenario, AllThatIsBuiltInIsUnderstood) {
  const auto files = built_in_scenarios();
  EXPECT_GT(files.size(), 100u);
  for (const auto& [path, text] : files) {
    const Scenario scenario = parse_scenario(text);
    EXPECT_FALSE(scenario.elements.empty()) << path;
    EXPECT_TRUE(bpmn::load(scenario.bpmn).is_bpmn) << path;
  }
}

}  // namespace baton::conformance
