#include "bpmn/merge/merge.hpp"

#include <gtest/gtest.h>

#include "bpmn/bpmn.hpp"

namespace baton::bpmn {
namespace {

const std::string kBase =
    "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:c=\"http://camunda.org/schema/1.0/bpmn\" targetNamespace=\"t\">\n"
    "  <process id=\"P\">\n"
    "    <startEvent id=\"S\" />\n"
    "    <userTask id=\"A\" name=\"Check\" c:assignee=\"ada\">\n"
    "      <documentation>How</documentation>\n"
    "    </userTask>\n"
    "    <task id=\"B\" name=\"Pack\" />\n"
    "    <sequenceFlow id=\"1\" sourceRef=\"S\" targetRef=\"A\" />\n"
    "  </process>\n"
    "</definitions>\n";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

Merged merged(const std::string& ours, const std::string& theirs, const std::string& base = kBase) {
  return merge(*read(base).model, read(ours).model, *read(theirs).model);
}

std::string conflicts(const Merged& merged) {
  std::string text;
  for (const MergeConflict& one : merged.conflicts) text += one.element + ": " + one.message + "\n";
  return text;
}

TEST(Merge, NothingToDoChangesNoByte) {
  EXPECT_EQ(merged(kBase, kBase).bytes, kBase);
  const std::string ours = replaced(kBase, "Check", "Look");
  EXPECT_EQ(merged(ours, kBase).bytes, ours);
  EXPECT_EQ(merged(kBase, ours).bytes, ours);
  EXPECT_EQ(merged(ours, ours).bytes, ours);
}

TEST(Merge, DifferentPlacesOfOneTask) {
  const Merged both = merged(replaced(kBase, "Check", "Look"), replaced(replaced(kBase, "c:assignee=\"ada\"", "c:assignee=\"bob\" c:priority=\"7\""), "How", "With care &amp; love"));
  EXPECT_EQ(conflicts(both), "");
  EXPECT_NE(both.bytes.find("name=\"Look\" c:assignee=\"bob\" c:priority=\"7\">"), std::string::npos) << both.bytes;
  EXPECT_NE(both.bytes.find("<documentation>With care &amp; love</documentation>"), std::string::npos) << both.bytes;
}

TEST(Merge, AddedOnBothSides) {
  const std::string ours = replaced(kBase, "    <task id=\"B\"", "    <task id=\"X\" />\n    <task id=\"B\"");
  const std::string theirs = replaced(kBase, "  </process>", "    <sequenceFlow id=\"2\" sourceRef=\"A\" targetRef=\"B\" />\n  </process>");
  const Merged both = merged(ours, theirs);
  EXPECT_EQ(conflicts(both), "");
  EXPECT_EQ(both.bytes, replaced(ours, "  </process>", "    <sequenceFlow id=\"2\" sourceRef=\"A\" targetRef=\"B\" />\n  </process>"));
}

TEST(Merge, BothChangeTheSame) {
  const std::string ours = replaced(kBase, "Check", "Look");
  const Merged both = merged(ours, replaced(kBase, "Check", "See"));
  EXPECT_EQ(conflicts(both), "userTask A 'Look': name is 'Look' in ours and 'See' in theirs\n");
  EXPECT_EQ(both.bytes, ours);
  EXPECT_EQ(both.conflicts.front().line, 4);
}

TEST(Merge, RemovedHereChangedThere) {
  const std::string gone = replaced(kBase, "    <task id=\"B\" name=\"Pack\" />\n", ""), changed = replaced(kBase, "Pack", "Wrap");
  EXPECT_EQ(conflicts(merged(gone, changed)), "task B 'Wrap': is gone in ours and changed in theirs\n");
  EXPECT_EQ(conflicts(merged(changed, gone)), "task B 'Wrap': is changed in ours and gone in theirs\n");
  EXPECT_EQ(merged(kBase, gone).bytes, gone);
  EXPECT_EQ(conflicts(merged(gone, gone)), "");
}

TEST(Merge, AnotherTypeKeepsWhatOursSays) {
  const Merged both = merged(replaced(kBase, "Pack", "Wrap"), replaced(kBase, "<task id=\"B\"", "<manualTask id=\"B\""));
  EXPECT_EQ(conflicts(both), "");
  EXPECT_NE(both.bytes.find("<manualTask id=\"B\" name=\"Wrap\" />"), std::string::npos) << both.bytes;
}

TEST(Merge, WhatFitsAloneButNotTogether) {
  const std::string without_b = replaced(kBase, "    <task id=\"B\" name=\"Pack\" />\n", "");
  const std::string to_b = replaced(kBase, "  </process>", "    <sequenceFlow id=\"2\" sourceRef=\"A\" targetRef=\"B\" />\n  </process>");
  const Merged both = merged(replaced(without_b, "<process id=\"P\"", "<process id=\"P\" isExecutable=\"true\""), to_b);
  ASSERT_EQ(both.conflicts.size(), 1u) << conflicts(both);
  EXPECT_EQ(both.conflicts.front().element, "2");
}

TEST(Merge, DrawingsDoNotConflict) {
  const std::string drawn = replaced(kBase, "</definitions>",
                                     "  <d:BPMNDiagram xmlns:d=\"http://www.omg.org/spec/BPMN/20100524/DI\" id=\"D\"><d:BPMNPlane id=\"L\" bpmnElement=\"P\">"
                                     "<d:BPMNShape id=\"x\" bpmnElement=\"A\"><b x=\"1\" /></d:BPMNShape></d:BPMNPlane></d:BPMNDiagram>\n</definitions>");
  const std::string ours = replaced(drawn, "<b x=\"1\" />", "<b x=\"2\" />"), theirs = replaced(drawn, "<b x=\"1\" />", "<b x=\"3\" />");
  const Merged both = merged(ours, theirs, drawn);
  EXPECT_EQ(conflicts(both), "");
  EXPECT_EQ(both.bytes, ours);
  EXPECT_EQ(merged(drawn, theirs, drawn).bytes, theirs);
}

TEST(Merge, AnIdThatIsThereTwice) {
  const std::string twice = replaced(kBase, "  <process", "  <globalTask id=\"P\" />\n  <process");
  EXPECT_EQ(merged(twice, twice, twice).bytes, twice);
  const std::string theirs = replaced(twice, "Pack", "Wrap");
  EXPECT_EQ(merged(twice, theirs, twice).bytes, theirs);
}

TEST(Merge, PrefixesOfTheirOwn) {
  const std::string ours = replaced(replaced(kBase, "xmlns:c=", "xmlns:cam="), "c:assignee", "cam:assignee");
  const Merged both = merged(ours, replaced(kBase, "c:assignee=\"ada\"", "c:assignee=\"bob\""));
  EXPECT_EQ(conflicts(both), "");
  EXPECT_NE(both.bytes.find("cam:assignee=\"bob\""), std::string::npos) << both.bytes;
  const Merged clash = merged(replaced(kBase, "http://camunda.org/schema/1.0/bpmn", "http://else.where"), kBase);
  EXPECT_EQ(clash.conflicts.size(), 1u) << conflicts(clash);
}

}  // namespace
}  // namespace baton::bpmn
