#include "bpmn/lint/lint.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "bpmn/lint/catalogue.hpp"
#include "bpmn/lint/rule_pages.hpp"

namespace baton::bpmn::lint {
namespace {

std::string file(std::string_view body, std::string_view start = "<startEvent id='s'/>") {
  return fmt::format(
      "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:c='http://camunda.org/schema/1.0/bpmn' "
      "targetNamespace='t'><process id='p' isExecutable='true'>{}{}</process></definitions>",
      start, body);
}

Findings findings(std::string_view text, std::string_view rule, const LintOptions& options = {}) {
  Config config;
  config.add_preset("baton:all");
  Findings found = check(text, config, options).findings;
  std::erase_if(found, [&](const Finding& finding) { return finding.rule != rule; });
  return found;
}

Config read(std::string_view name, std::map<std::string, std::string> files) {
  return read_config(std::string(name), [&](const std::string& path) -> std::optional<std::string> {
    const auto found = files.find(path);
    return found == files.end() ? std::nullopt : std::optional(found->second);
  });
}

constexpr Severity kOwn = Severity::info;

TEST(LintCatalogue, HasEachRuleOnceAndAPageForEachThatLintChecks) {
  std::set<std::string_view> ids;
  for (const CatalogueEntry& entry : catalogue()) {
    EXPECT_TRUE(ids.insert(entry.id).second) << entry.id;
    EXPECT_FALSE(entry.summary.empty()) << entry.id;
    EXPECT_TRUE(!entry.rule || rule_pages().count(entry.id) == 1) << entry.id;
  }
}

TEST(LintConfig, TellsEachProblemAndKeepsTheRest) {
  const Config config = read("/a/.batonlint", {{"/a/.batonlint", R"({"extends": ["bpmnlint:nothing", "gone.json", 7],
      "rules": {"fake-join": "loud", "nobody/knows": 1, "label-required": "WARN"}})"}});
  EXPECT_EQ(config.problems.size(), 5u);
  EXPECT_EQ(config.severity_of("label-required", kOwn), Severity::warning);
  EXPECT_EQ(config.severity_of("fake-join", kOwn), std::nullopt);
}

TEST(LintConfig, FilesThatExtendEachOtherEnd) {
  const Config config = read("/a/one.json", {{"/a/one.json", R"({"extends": "./two.json", "rules": {"fake-join": 1}})"},
                                             {"/a/two.json", R"({"extends": "one.json", "rules": {"fake-join": 2, "global": 3}})"}});
  EXPECT_EQ(config.severity_of("fake-join", kOwn), Severity::warning);
  EXPECT_EQ(config.severity_of("global", kOwn), Severity::info);
}

TEST(LintConfig, BpmnlintsFileLeavesTheOtherRulesAlone) {
  const Config config = read("/a/.bpmnlintrc", {{"/a/.bpmnlintrc", R"({"extends": "bpmnlint:correctness"})"}});
  EXPECT_EQ(config.severity_of("link-event", kOwn), Severity::error);
  EXPECT_EQ(config.severity_of("fake-join", kOwn), std::nullopt);
  EXPECT_EQ(config.severity_of("unreachable-node", kOwn), Severity::warning);
  EXPECT_EQ(config.severity_of("task-without-implementation", kOwn), kOwn);
}

TEST(LintInsight, KnowsWhatWritesAVariable) {
  const std::string_view read = "<exclusiveGateway id='g'/><sequenceFlow id='f' sourceRef='g' targetRef='g'>"
                                "<conditionExpression>${wanted}</conditionExpression></sequenceFlow>";
  const auto unresolved = [&](std::string_view before, std::string_view start = "<startEvent id='s'/>") {
    return findings(file(std::string(before) + std::string(read), start), "unresolved-variable").size();
  };
  EXPECT_EQ(unresolved(""), 1u);
  EXPECT_EQ(unresolved("<startEvent id='o'><extensionElements><c:formData><c:formField id='wanted' type='string'/></c:formData>"
                       "</extensionElements></startEvent>"), 0u);
  EXPECT_EQ(unresolved("<scriptTask id='t' scriptFormat='js'><script>execution.setVariable('wanted', 1)</script></scriptTask>"), 0u);
  EXPECT_EQ(unresolved("<scriptTask id='t' scriptFormat='js'><script>execution.setVariable(name, 1)</script></scriptTask>"), 0u);
  EXPECT_EQ(unresolved("<scriptTask id='t' scriptFormat='js' c:resultVariable='wanted'><script>1</script></scriptTask>"), 0u);
  EXPECT_EQ(unresolved("<userTask id='t'/>"), 0u);  // people bring what they like
  EXPECT_EQ(unresolved("<userTask id='t'/><dataObject id='wnated'/>"), 1u);  // but this is a slip
  EXPECT_EQ(unresolved("<dataObject id='wanted'/>"), 0u);
  EXPECT_EQ(unresolved("", "<startEvent id='s' c:initiator='wanted'/>"), 0u);
  EXPECT_EQ(unresolved("", "<startEvent id='s' c:formKey='embedded:x'/>"), 0u);
}

TEST(LintInsight, ScriptsAreLocatedInTheFile) {
  LintOptions options;
  options.environment.check_script = [](const std::string& source) -> std::optional<ScriptProblem> {
    if (source.find("good") != std::string::npos) return std::nullopt;
    return ScriptProblem{3, "bad"};
  };
  const Findings found = findings(file("<scriptTask id='t' scriptFormat='javascript'><script>\none\ntwo\n</script></scriptTask>"
                                       "<scriptTask id='u' scriptFormat='javascript'><script>good</script></scriptTask>"),
                                  "script-syntax", options);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.front().element_id, "t");
  EXPECT_EQ(found.front().line, 3);
}

TEST(LintInsight, TimersAreJudgedByTheDay) {
  const std::string text = file("<intermediateCatchEvent id='w'><timerEventDefinition><timeDate>2020-01-01T00:00:00Z</timeDate>"
                                "</timerEventDefinition></intermediateCatchEvent>");
  LintOptions options;
  options.environment.now = 1'500'000'000'000;  // 2017
  EXPECT_TRUE(findings(text, "timer-never-fires", options).empty());
  options.environment.now = 1'700'000'000'000;  // 2023
  EXPECT_EQ(findings(text, "timer-never-fires", options).size(), 1u);
}

std::string mended(const std::string& text, std::string_view rule) {
  Config config;
  config.set(rule, {Severity::warning});
  return mend(text, config, {}).bytes;
}

TEST(LintFix, TakesOutAGatewayOnlyWhereNothingHangsOnIt) {
  const auto text = [](std::string_view gateway, std::string_view out = "/>") {
    return file(fmt::format("<sequenceFlow id='a' sourceRef='s' targetRef='g'/>{}<sequenceFlow id='b' sourceRef='g' targetRef='e'{}"
                            "<endEvent id='e'><incoming>b</incoming></endEvent>", gateway, out));
  };
  EXPECT_EQ(mended(text("<exclusiveGateway id='g'/>"), "superfluous-gateway"),
            file("<sequenceFlow id='a' sourceRef='s' targetRef='e'/><endEvent id='e'><incoming>a</incoming></endEvent>"));
  for (const auto& kept : {text("<exclusiveGateway id='g' name='Why?'/>"), text("<exclusiveGateway id='g' c:asyncBefore='true'/>"),
                           text("<exclusiveGateway id='g'/>", "><conditionExpression>${x}</conditionExpression></sequenceFlow>"),
                           text("<complexGateway id='g'/>"), text("<exclusiveGateway id='g'/><association id='n' sourceRef='g' targetRef='e'/>")}) {
    EXPECT_EQ(mended(kept, "superfluous-gateway"), kept);
  }
}

TEST(LintFix, MendsChainsOneAfterTheOther) {
  const std::string text = file("<sequenceFlow id='a' sourceRef='s' targetRef='g'/><parallelGateway id='g'/>"
                                "<sequenceFlow id='b' sourceRef='g' targetRef='h'/><inclusiveGateway id='h'/>"
                                "<sequenceFlow id='c' sourceRef='h' targetRef='e'/><endEvent id='e'/>");
  EXPECT_EQ(mended(text, "superfluous-gateway"), file("<sequenceFlow id='a' sourceRef='s' targetRef='e'/><endEvent id='e'/>"));
}

TEST(LintFix, NamesFlowsWhereTheSchemaWantsThem) {
  EXPECT_EQ(mended(file("<task id='t'><documentation>d</documentation><ioSpecification/></task>"
                        "<sequenceFlow id='f' sourceRef='s' targetRef='t'/><sequenceFlow id='g' sourceRef='t' targetRef='t'/>"),
                   "flow-references"),
            file("<task id='t'><documentation>d</documentation><incoming>f</incoming><incoming>g</incoming><outgoing>g</outgoing>"
                 "<ioSpecification/></task><sequenceFlow id='f' sourceRef='s' targetRef='t'/>"
                 "<sequenceFlow id='g' sourceRef='t' targetRef='t'/>", "<startEvent id='s'><outgoing>f</outgoing></startEvent>"));
}

TEST(LintFix, LeavesWhatIsNoDiagram) { EXPECT_EQ(mended("no XML", "superfluous-gateway"), "no XML"); }

}  // namespace
}  // namespace baton::bpmn::lint
