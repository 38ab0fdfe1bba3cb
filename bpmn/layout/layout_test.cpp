#include "bpmn/layout/layout.hpp"

#include <gtest/gtest.h>

#include "bpmn/bpmn.hpp"
#include "bpmn/layout/layers.hpp"
#include "bpmn/layout/router.hpp"

namespace baton::bpmn {
namespace {

constexpr const char* kHead =
    "<definitions targetNamespace='t' xmlns:d='http://www.omg.org/spec/BPMN/20100524/DI' xmlns:dc='http://www.omg.org/spec/DD/20100524/DC' "
    "xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>";

std::shared_ptr<const Model> model_of(const std::string& body) { return read(kHead + body + "</definitions>").model; }

const SceneShape& shape(const Scene& scene, std::string_view id) {
  for (const SceneShape& s : scene.shapes) {
    if (s.element.id() == id) return s;
  }
  throw std::out_of_range(std::string(id));
}

constexpr const char* kLoop =
    "<process id='P'><startEvent id='S'/><task id='A'/><task id='B'/><exclusiveGateway id='G'/><endEvent id='E'/>"
    "<sequenceFlow id='1' sourceRef='S' targetRef='A'/><sequenceFlow id='2' sourceRef='A' targetRef='G'/>"
    "<sequenceFlow id='3' sourceRef='G' targetRef='E'/><sequenceFlow id='4' sourceRef='G' targetRef='B'/>"
    "<sequenceFlow id='5' sourceRef='B' targetRef='A'/><sequenceFlow id='6' sourceRef='B' targetRef='B'/></process>";

TEST(Layout, RunsFromLeftToRight) {
  const auto model = model_of(kLoop);
  const auto scenes = laid_out_scenes(*model);
  ASSERT_EQ(scenes.size(), 1u);
  const Scene& scene = scenes[0];
  for (const auto& [left, right] : {std::pair{"S", "A"}, {"A", "G"}, {"G", "E"}, {"G", "B"}}) {
    EXPECT_LT(shape(scene, left).bounds.right(), shape(scene, right).bounds.x) << left << right;
  }
  EXPECT_EQ(scene.edges.size(), 6u);
  for (const SceneEdge& edge : scene.edges) {
    for (std::size_t i = 1; i < edge.points.size(); ++i) {
      EXPECT_TRUE(std::abs(edge.points[i].x - edge.points[i - 1].x) < 1 || std::abs(edge.points[i].y - edge.points[i - 1].y) < 1) << edge.element.id();
    }
  }
}

TEST(Layout, WritesWhatIsMissingAndMovesNothing) {
  const auto model = model_of(std::string(kLoop) +
                              "<d:BPMNDiagram id='D'><d:BPMNPlane id='L' bpmnElement='P'><d:BPMNShape id='a' bpmnElement='A'>"
                              "<dc:Bounds x='500' y='500' width='100' height='80'/></d:BPMNShape></d:BPMNPlane></d:BPMNDiagram>");
  Editor editor(model);
  add_drawings(editor, laid_out_scenes(*model));
  const std::string text = editor.save();
  EXPECT_NE(text.find("<dc:Bounds x='500' y='500' width='100' height='80'/>"), std::string::npos);
  const auto completed = read(text).model;
  ASSERT_TRUE(completed) << text;
  EXPECT_EQ(completed->all(Tag::plane).size(), 1u);
  EXPECT_EQ(completed->all(Tag::shape).size(), 5u) << text;
  EXPECT_EQ(completed->all(Tag::edge).size(), 6u);
  Editor again(completed);
  add_drawings(again, laid_out_scenes(*completed));
  EXPECT_EQ(again.save(), text);
}

TEST(Layout, PoolsLanesBordersAndSubProcesses) {
  const auto model = model_of(
      "<collaboration id='C'><participant id='X' processRef='P'/><participant id='Y' name='box'/>"
      "<messageFlow id='m' sourceRef='Y' targetRef='A'/></collaboration><process id='P'>"
      "<laneSet><lane id='L1'><flowNodeRef>S</flowNodeRef></lane><lane id='L2'><flowNodeRef>A</flowNodeRef></lane></laneSet>"
      "<startEvent id='S'/><subProcess id='A'><task id='I'/></subProcess><boundaryEvent id='B' attachedToRef='A'/><task id='H'/>"
      "<sequenceFlow id='1' sourceRef='S' targetRef='A'/><sequenceFlow id='2' sourceRef='B' targetRef='H'/></process>");
  const auto scenes = laid_out_scenes(*model);
  ASSERT_EQ(scenes.size(), 1u);
  const Scene& s = scenes[0];
  EXPECT_TRUE(shape(s, "X").bounds.contains(shape(s, "L1").bounds));
  EXPECT_TRUE(shape(s, "L1").bounds.contains(shape(s, "S").bounds));
  EXPECT_TRUE(shape(s, "L2").bounds.contains(shape(s, "A").bounds));
  EXPECT_TRUE(shape(s, "L2").bounds.contains(shape(s, "H").bounds));  // where its neighbour is
  EXPECT_TRUE(shape(s, "A").is_expanded);
  EXPECT_TRUE(shape(s, "A").bounds.contains(shape(s, "I").bounds));
  EXPECT_DOUBLE_EQ(shape(s, "B").bounds.center().y, shape(s, "A").bounds.bottom());
  EXPECT_FALSE(shape(s, "X").bounds.overlaps(shape(s, "Y").bounds));
  EXPECT_EQ(s.edges.size(), 3u);
}

TEST(Layout, ArtifactsStandBesideWhatTheyBelongTo) {
  const auto model = model_of(
      "<process id='P'><startEvent id='S' name='Begin'/><task id='A'><dataOutputAssociation id='o'><targetRef>D</targetRef></dataOutputAssociation></task>"
      "<task id='B'><dataInputAssociation id='i'><sourceRef>D</sourceRef></dataInputAssociation></task><task id='C'/>"
      "<sequenceFlow id='1' sourceRef='S' targetRef='A'/><sequenceFlow id='2' sourceRef='A' targetRef='B'/><sequenceFlow id='3' sourceRef='A' targetRef='C'/>"
      "<dataObjectReference id='D' name='Order'/><dataStoreReference id='Loose'/>"
      "<textAnnotation id='N'><text>why</text></textAnnotation><association id='n' sourceRef='C' targetRef='N'/></process>");
  const Scene scene = laid_out_scenes(*model).at(0);
  EXPECT_NEAR(shape(scene, "D").bounds.center().x, shape(scene, "A").bounds.center().x, 1);
  EXPECT_GT(shape(scene, "D").bounds.y, shape(scene, "A").bounds.bottom());
  EXPECT_NEAR(shape(scene, "N").bounds.center().x, shape(scene, "C").bounds.center().x, 1);
  EXPECT_LT(shape(scene, "N").bounds.bottom(), shape(scene, "C").bounds.y);
  EXPECT_GT(shape(scene, "N").bounds.bottom(), shape(scene, "C").bounds.y - 50);
  for (const char* id : {"S", "A", "B", "C", "D"}) EXPECT_LT(shape(scene, id).bounds.bottom(), shape(scene, "Loose").bounds.y) << id;
}

TEST(Layout, ChainsAreStraight) {
  const auto model = model_of(
      "<process id='P'><startEvent id='S'/><exclusiveGateway id='G'/><task id='A'/><task id='B'/><task id='C'/><task id='D'/><exclusiveGateway id='J'/>"
      "<sequenceFlow id='1' sourceRef='S' targetRef='G'/><sequenceFlow id='2' sourceRef='G' targetRef='A'/><sequenceFlow id='3' sourceRef='A' targetRef='B'/>"
      "<sequenceFlow id='4' sourceRef='B' targetRef='C'/><sequenceFlow id='5' sourceRef='C' targetRef='J'/><sequenceFlow id='6' sourceRef='G' targetRef='D'/>"
      "<sequenceFlow id='7' sourceRef='D' targetRef='J'/><sequenceFlow id='8' sourceRef='B' targetRef='G'/></process>");
  const Scene scene = laid_out_scenes(*model).at(0);
  const auto y = [&](const char* id) { return shape(scene, id).bounds.center().y; };
  EXPECT_EQ(y("S"), y("G"));
  EXPECT_EQ(y("A"), y("B"));
  EXPECT_EQ(y("B"), y("C"));
}

TEST(Layout, EventSubProcessesStandBelowTheFlow) {
  const auto model = model_of(
      "<process id='P'><subProcess id='X' triggeredByEvent='true'><startEvent id='XS'/></subProcess><startEvent id='S'/><task id='A'/>"
      "<subProcess id='Y' triggeredByEvent='true'><startEvent id='YS'/></subProcess><sequenceFlow id='1' sourceRef='S' targetRef='A'/></process>");
  const Scene scene = laid_out_scenes(*model).at(0);
  EXPECT_GT(shape(scene, "X").bounds.y, shape(scene, "A").bounds.bottom());
  EXPECT_EQ(shape(scene, "X").bounds.y, shape(scene, "Y").bounds.y);
  EXPECT_GT(shape(scene, "Y").bounds.x, shape(scene, "X").bounds.right());
  EXPECT_LT(shape(scene, "S").bounds.x, 60);
}

constexpr const char* kGrouped =
    "<category id='K'><categoryValue id='V' value='Together'/></category><process id='P'><task id='A'><categoryValueRef>V</categoryValueRef></task>"
    "<task id='B'>%</task><task id='C'/><group id='G' categoryValueRef='V'/>"
    "<sequenceFlow id='1' sourceRef='A' targetRef='B'/><sequenceFlow id='2' sourceRef='B' targetRef='C'/></process>";

TEST(Layout, GroupsEncloseTheirMembersAndNothingElse) {
  std::string text = kGrouped;
  text.replace(text.find('%'), 1, "<categoryValueRef>V</categoryValueRef>");
  const auto model = model_of(text);
  const Scene scene = laid_out_scenes(*model).at(0);
  const Rect group = shape(scene, "G").bounds;
  EXPECT_TRUE(group.contains(shape(scene, "A").bounds) && group.contains(shape(scene, "B").bounds));
  EXPECT_FALSE(group.overlaps(shape(scene, "C").bounds));
  // A and C with B in between: better no group than one that lies.
  std::string other = kGrouped;
  other.replace(other.find('%'), 1, "");
  other.replace(other.find("id='C'/>"), 8, "id='C'><categoryValueRef>V</categoryValueRef></task>");
  const auto split = model_of(other);
  const auto scenes = laid_out_scenes(*split);
  EXPECT_THROW(shape(scenes.at(0), "G"), std::out_of_range);
}

TEST(Layers, BreaksCycles) {
  const LayerEdges acyclic = without_cycles(3, {{0, 1}, {1, 2}, {2, 0}, {1, 1}});
  EXPECT_EQ(acyclic, (LayerEdges{{0, 1}, {1, 2}, {0, 2}}) ) << acyclic.size();
  EXPECT_EQ(layers_of(3, acyclic), (std::vector<std::size_t>{0, 1, 2}));
}

TEST(Router, GoesAround) {
  const Rect from{0, 0, 50, 50}, to{300, 0, 50, 50}, wall{150, -100, 50, 300};
  Router router({from, to, wall}, {});
  const auto line = router.route(ports_of(from, 0, 900, 900, 900), ports_of(to, 900, 0, 900, 900), 1, 2);
  ASSERT_GE(line.size(), 4u);
  EXPECT_EQ(line.front(), (Point{50, 25}));
  EXPECT_EQ(line.back(), (Point{300, 25}));
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Rect piece{std::min(line[i].x, line[i - 1].x), std::min(line[i].y, line[i - 1].y), std::abs(line[i].x - line[i - 1].x) + 0.1, std::abs(line[i].y - line[i - 1].y) + 0.1};
    EXPECT_FALSE(wall.overlaps(piece));
  }
}

}  // namespace
}  // namespace baton::bpmn
