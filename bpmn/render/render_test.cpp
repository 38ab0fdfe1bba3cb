// Pictures are compared with golden files, which were looked at. BATON_UPDATE_GOLDEN=1 writes them anew.
#include "bpmn/render/render.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "bpmn/bpmn.hpp"
#include "bpmn/render/text.hpp"

namespace baton::bpmn {
namespace {

const std::string kGolden = "bpmn/render/golden/";  // the tests run in the repository's root

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void expect_golden(const std::string& name, const std::string& svg) {
  const std::string path = kGolden + name + ".svg";
  if (std::getenv("BATON_UPDATE_GOLDEN")) std::ofstream(path, std::ios::binary) << svg;
  EXPECT_TRUE(svg == file(path)) << path << " differs; look at the new picture and run with BATON_UPDATE_GOLDEN=1";
}

std::vector<Scene> scenes(const std::string& name, std::shared_ptr<const Model>& model) {
  model = read(file(kGolden + name + ".bpmn")).model;
  return model ? scenes_of(*model) : std::vector<Scene>{};
}

class Golden : public testing::TestWithParam<const char*> {};

TEST_P(Golden, Picture) {
  std::shared_ptr<const Model> model;
  const auto all = scenes(GetParam(), model);
  ASSERT_FALSE(all.empty());
  expect_golden(GetParam(), render_svg(all));
}

INSTANTIATE_TEST_SUITE_P(Render, Golden, testing::Values("activities", "events", "collaboration", "choreography"),
                         [](const auto& info) { return std::string(info.param); });

TEST(Render, Overlays) {
  std::shared_ptr<const Model> model;
  const auto all = scenes("collaboration", model);
  RenderOptions options;
  options.overlays = read_overlays(
      R"({"check": {"tokens": 3, "incidents": 1, "count": 120}, "ship": {"heat": 0.9}, "x": {"color": "#2e7d32", "note": "new"}, "yes": {"color": "#2e7d32"}})");
  expect_golden("overlays", render_svg(all.front(), options));
  EXPECT_THROW(read_overlays("[]"), std::invalid_argument);
  EXPECT_THROW(read_overlays(R"({"a": {"tokens": "2"}})"), std::invalid_argument);
}

TEST(Render, FindsTheSceneOfAProcess) {
  std::shared_ptr<const Model> model;
  const auto all = scenes("collaboration", model);
  EXPECT_EQ(scene_of_process(all, model->find("P")), &all.front());
  EXPECT_EQ(scene_of_process(all, model->find("x")), nullptr);
}

TEST(Render, DrawsWhatCannotBeDrawnAsNothing) {
  const auto model = read(
      "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:d='http://www.omg.org/spec/BPMN/20100524/DI' "
      "xmlns:dc='http://www.omg.org/spec/DD/20100524/DC' xmlns:i='http://www.omg.org/spec/DD/20100524/DI'><process id='P'>"
      "<task id='T' name='&lt;script&gt;'/><sequenceFlow id='F'/></process><d:BPMNDiagram><d:BPMNPlane bpmnElement='P'>"
      "<d:BPMNShape bpmnElement='gone'><dc:Bounds x='0' y='0' width='1' height='1'/></d:BPMNShape>"
      "<d:BPMNShape bpmnElement='T'/><d:BPMNShape bpmnElement='T'><dc:Bounds x='nan' y='1e99' width='90' height='70'/></d:BPMNShape>"
      "<d:BPMNEdge bpmnElement='F'><i:waypoint x='1' y='1'/><i:waypoint x='1' y='1'/></d:BPMNEdge>"
      "</d:BPMNPlane></d:BPMNDiagram></definitions>").model;
  ASSERT_TRUE(model);
  const auto all = scenes_of(*model);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].shapes.size(), 1u);
  EXPECT_TRUE(all[0].edges.empty());
  EXPECT_NE(render_svg(all[0]).find("&lt;script&gt;"), std::string::npos);
}

TEST(Text, Wraps) {
  EXPECT_EQ(wrap("one two three", 50, 12, 9), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrap("a\nb", 50, 12, 9), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(wrap("input/output-data", 64, 12, 9), (std::vector<std::string>{"input/", "output-data"}));
  EXPECT_EQ(wrap("  ", 50, 12, 9).size(), 0u);
  const auto cut = wrap("one two three four five", 50, 12, 2);
  ASSERT_EQ(cut.size(), 2u);
  EXPECT_TRUE(cut[1].ends_with("…")) << cut[1];
  for (const std::string& line : wrap("Donaudampfschifffahrtsgesellschaft über", 60, 12, 9)) EXPECT_LE(text_width(line, 12), 60) << line;
}

}  // namespace
}  // namespace baton::bpmn
