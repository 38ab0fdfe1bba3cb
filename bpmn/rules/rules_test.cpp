#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "bpmn/bpmn.hpp"

namespace baton::bpmn {
namespace {

std::string file(std::string_view body, std::string_view roots = "") {
  return fmt::format(
      "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:c='http://camunda.org/schema/1.0/bpmn' "
      "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' targetNamespace='t'>{}<process id='p' isExecutable='true'>"
      "<startEvent id='s'/>{}</process></definitions>",
      roots, body);
}

const Finding* find(const Loaded& loaded, std::string_view rule) {
  const auto found = std::find_if(loaded.findings.begin(), loaded.findings.end(), [&](const Finding& f) { return f.rule == rule; });
  return found == loaded.findings.end() ? nullptr : &*found;
}

bool refuses(std::string_view rule, std::string_view body, std::string_view roots = "") {
  const Loaded loaded = load(file(body, roots));
  const Finding* finding = find(loaded, rule);
  return finding && finding->severity == Severity::error && loaded.processes.empty();
}

TEST(DeploymentRules, RefuseWhatCannotBeExecuted) {
  EXPECT_TRUE(refuses("flow-target", "<sequenceFlow id='f' sourceRef='s' targetRef='nowhere'/>"));
  EXPECT_TRUE(refuses("task-without-implementation", "<serviceTask id='t'/>"));
  EXPECT_TRUE(refuses("duplicate-id", "<task id='t'/><userTask id='t'/>"));
  EXPECT_TRUE(refuses("attached-to", "<boundaryEvent id='b' attachedToRef='x'><cancelEventDefinition/></boundaryEvent>"));
  EXPECT_TRUE(refuses("timer-definition", "<intermediateCatchEvent id='e'><timerEventDefinition/></intermediateCatchEvent>"));
  EXPECT_TRUE(refuses("mapping-place",
                      "<exclusiveGateway id='g'><extensionElements><c:inputOutput/></extensionElements></exclusiveGateway>"));
  EXPECT_TRUE(refuses("duplicate-signal-name", "", "<signal id='a' name='n'/><signal id='b' name='n'/>"));
  EXPECT_TRUE(refuses("flow-element-place", "", "<collaboration id='k'><userTask id='t'/></collaboration>"));
  EXPECT_TRUE(refuses("not-executable", "<choreographyTask id='c'/>"));
}

TEST(DeploymentRules, FlowElementsWithoutAnyProcessAreRefused) {
  EXPECT_TRUE(has_errors(load("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t'>"
                              "<collaboration id='k'><userTask id='t'/></collaboration></definitions>").findings));
}

TEST(DeploymentRules, AcceptWhatTheSpecificationExecutes) {
  for (const char* body : {"<sendTask id='t'/>", "<startEvent id='s2'/>", "<subProcess id='x'/>",
                           "<complexGateway id='g'/>", "<adHocSubProcess id='a'><task id='t'/></adHocSubProcess>"}) {
    EXPECT_FALSE(has_errors(load(file(body)).findings)) << body;
  }
}

TEST(DeploymentRules, LenientLoadingForgivesWhatIsIncomplete) {
  const std::string text = file("<serviceTask id='t'/>");
  const Loaded loaded = load(text, {true, false});
  const Finding* finding = find(loaded, "task-without-implementation");
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->severity, Severity::warning);
  EXPECT_EQ(finding->element_id, "t");
  EXPECT_EQ(loaded.processes.size(), 1u);
  EXPECT_TRUE(has_errors(load(file("<sequenceFlow id='f' sourceRef='s' targetRef='x'/>"), {true, false}).findings));
}

TEST(StrictRules, SpeakOnlyWhenAsked) {
  const std::string text = file("<endEvent id='e'/>");
  EXPECT_FALSE(find(load(text), "EXT.107"));
  EXPECT_TRUE(find(load(text, {false, true}), "EXT.107"));
}

TEST(StrictRules, FollowImportsBesideTheFile) {
  LoadOptions options;
  options.strict = true;
  options.read_import = [](const std::string& path) -> std::optional<std::string> {
    return path == "folder/other.bpmn" ? std::optional(file("<startEvent id='s3'/>")) : std::nullopt;
  };
  const auto importing = [](std::string_view location) {
    return file("", fmt::format("<import importType='x' namespace='t' location='{}'/>", location));
  };
  EXPECT_FALSE(find(load(importing("folder/other.bpmn"), options), "EXT.001"));
  EXPECT_TRUE(find(load(importing("folder/other.bpmn"), options), "EXT.002"));
  EXPECT_TRUE(find(load(importing("http://example.org/other.bpmn"), options), "EXT.001"));
}

TEST(StrictRules, NameReferencesOfTheWrongKind) {
  const Loaded loaded = load(file("<receiveTask id='r' messageRef='sig'/>", "<signal id='sig' name='n'/>"), {false, true});
  ASSERT_TRUE(find(loaded, "REF.type"));
  EXPECT_FALSE(find(loaded, "REF.existence"));
}

}  // namespace
}  // namespace baton::bpmn
