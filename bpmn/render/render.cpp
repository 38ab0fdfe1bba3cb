// Painter's order: pools and lanes, expanded sub-processes from outside to inside, lines, everything else, events at
// borders, and at the end all labels that stand outside of shapes.
#include "bpmn/render/render.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bpmn/edit/markup.hpp"
#include "bpmn/render/edges.hpp"
#include "bpmn/render/labels.hpp"
#include "bpmn/render/shapes.hpp"
#include "bpmn/render/text.hpp"

namespace baton::bpmn {

namespace {

const Overlay& overlay_of(Element element, const Overlays& overlays) {
  static const Overlay kNone;
  const auto found = overlays.find(element.id());
  return found == overlays.end() ? kNone : found->second;
}

std::string group_attributes(std::string_view kind, Element element) {
  std::string attributes = fmt::format("class=\"{}\"", kind);
  if (!element.id().empty()) attributes += fmt::format(" data-element-id=\"{}\"", escape_attribute(element.id()));
  return attributes;
}

int layer_of(const SceneShape& shape) {
  if (shape.element.tag() == Tag::participant && shape.band.empty()) return 0;
  if (shape.element.tag() == Tag::lane) return 1;
  if (is_container(shape)) return 2;
  return shape.element.tag() == Tag::boundary_event || !shape.band.empty() ? 4 : 3;
}

std::vector<const SceneShape*> in_painters_order(const Scene& scene) {
  std::vector<const SceneShape*> shapes;
  for (const SceneShape& shape : scene.shapes) shapes.push_back(&shape);
  const auto area = [](const SceneShape* s) { return s->bounds.width * s->bounds.height; };
  std::stable_sort(shapes.begin(), shapes.end(), [&](const SceneShape* a, const SceneShape* b) {
    const int layer_a = layer_of(*a), layer_b = layer_of(*b);
    if (layer_a != layer_b) return layer_a < layer_b;
    return layer_a <= 2 && area(a) > area(b);  // what is inside is smaller
  });
  return shapes;
}

void draw(Canvas& canvas, const SceneShape& shape) {
  canvas.open(group_attributes("shape", shape.element));
  draw_shape(canvas, shape, style_of(shape.colors));
  canvas.close();
}

void draw(Canvas& canvas, const SceneEdge& edge, const Overlays& overlays) {
  Style style = style_of(edge.colors);
  const std::string& accent = overlay_of(edge.element, overlays).accent;
  if (!accent.empty()) style.stroke = accent;
  canvas.open(group_attributes("edge", edge.element));
  draw_edge(canvas, edge, style);
  canvas.close();
}

template <typename Part>
void draw_label(Canvas& canvas, const Part& part) {
  const std::string text = outer_text(part.element);
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) return;
  Rect box = outer_label_box(part);
  const bool is_above_edge = std::is_same_v<Part, SceneEdge> && !(part.label && part.label->width > 0);
  // Without a place of its own, a label of several lines grows upwards from the line.
  if (is_above_edge) {
    const double more = text_height(text, box.width + 8, kSmallFontSize) - kSmallFontSize * kLineHeight;
    box.y -= more;
  }
  canvas.open(group_attributes("label", part.element));
  draw_outer_label(canvas, text, box, style_of(part.colors));
  canvas.close();
}

void draw_scene(Canvas& canvas, const Scene& scene, const RenderOptions& options) {
  const auto shapes = in_painters_order(scene);
  const auto draw_layers = [&](int from, int to) {
    for (const SceneShape* shape : shapes) {
      if (layer_of(*shape) >= from && layer_of(*shape) <= to) draw(canvas, *shape);
    }
  };
  draw_layers(0, 2);
  for (const SceneShape* shape : shapes) draw_glow(canvas, *shape, overlay_of(shape->element, options.overlays));
  for (const SceneEdge& edge : scene.edges) draw(canvas, edge, options.overlays);
  draw_layers(3, 4);
  for (const SceneShape* shape : shapes) draw_label(canvas, *shape);
  for (const SceneEdge& edge : scene.edges) draw_label(canvas, edge);
  for (const SceneShape* shape : shapes) {
    const Overlay& overlay = overlay_of(shape->element, options.overlays);
    if (!overlay.is_empty()) draw_badges(canvas, *shape, overlay);
  }
}

template <typename Part>
Rect label_extent(const Part& part) {
  const std::string text = outer_text(part.element);
  if (text.empty()) return {};
  Rect box = outer_label_box(part);
  const double height = text_height(text, box.width + 8, kSmallFontSize);
  if (std::is_same_v<Part, SceneEdge> && !part.label) box.y -= height - kSmallFontSize * kLineHeight;
  double widest = 0;
  for (const std::string& line : wrap(text, box.width + 8, kSmallFontSize, 100)) widest = std::max(widest, text_width(line, kSmallFontSize));
  return {box.center().x - widest / 2, box.y, widest, height};
}

Rect extent_of(const Scene& scene, const RenderOptions& options) {
  Rect all;
  for (const SceneShape& shape : scene.shapes) {
    const double more = overlay_of(shape.element, options.overlays).is_empty() ? 2 : 22;
    all = united(united(all, shape.bounds.grown(shape.is_message_visible ? 36 : more)), label_extent(shape));
  }
  for (const SceneEdge& edge : scene.edges) {
    for (const Point& p : edge.points) all = united(all, Rect{p.x, p.y, 0, 0}.grown(5));
    all = united(all, label_extent(edge));
  }
  return all;
}

std::string file_of(const std::string& content, const Rect& view) {
  const std::string width = svg_number(view.width), height = svg_number(view.height);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"{2} {3} {0} {1}\" "
      "font-family=\"Arial, Helvetica, 'Liberation Sans', sans-serif\">\n"
      "  <rect x=\"{2}\" y=\"{3}\" width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n{4}</svg>\n",
      width, height, svg_number(view.x), svg_number(view.y), content);
}

Rect whole(const Rect& r) {
  const double x = std::floor(r.x), y = std::floor(r.y);
  return {x, y, std::ceil(r.right()) - x, std::ceil(r.bottom()) - y};
}

}  // namespace

std::string render_svg(const Scene& scene, const RenderOptions& options) {
  Canvas canvas;
  draw_scene(canvas, scene, options);
  return file_of(canvas.content(), whole(extent_of(scene, options).grown(options.margin)));
}

namespace {

// Pictures below each other, each under its title.
class Stack {
 public:
  void add(const std::string& title, const Scene& scene, const RenderOptions& options) {
    constexpr double kTitle = 30;
    const Rect extent = whole(extent_of(scene, options).grown(options.margin));
    canvas_.text({options.margin, height_ + 20}, title, 14, kInk, Anchor::start, "font-weight=\"bold\"");
    canvas_.open(fmt::format("transform=\"translate({} {})\"", svg_number(-extent.x), svg_number(height_ + kTitle - extent.y)));
    draw_scene(canvas_, scene, options);
    canvas_.close();
    height_ += kTitle + extent.height;
    width_ = std::max({width_, extent.width, text_width(title, 15) + 2 * options.margin});
  }

  std::string file() const { return file_of(canvas_.content(), {0, 0, std::ceil(width_), std::ceil(std::max(height_, 20.0))}); }

 private:
  Canvas canvas_;
  double height_ = 0, width_ = 20;
};

}  // namespace

std::string render_svg(const std::vector<Scene>& scenes, const RenderOptions& options) {
  if (scenes.size() == 1) return render_svg(scenes.front(), options);
  Stack stack;
  for (const Scene& scene : scenes) stack.add(scene.name, scene, options);
  return stack.file();
}

std::string render_versions(const std::vector<RenderedVersion>& versions) {
  Stack stack;
  for (const RenderedVersion& version : versions) {
    RenderOptions options;
    options.overlays = version.overlays;
    for (const Scene& scene : version.scenes) {
      stack.add(scene.name.empty() ? version.title : version.title + ": " + scene.name, scene, options);
    }
  }
  return stack.file();
}

const Scene* scene_of_process(const std::vector<Scene>& scenes, Element process) {
  const Scene* own = nullptr;
  for (const Scene& scene : scenes) {
    if (scene.is_empty()) continue;
    if (scene.subject == process && !own) own = &scene;
    for (const SceneShape& shape : scene.shapes) {
      const bool is_pool = shape.element.tag() == Tag::participant && shape.band.empty();
      if (is_pool && process.model().resolve(shape.element.attribute("processRef")) == process) return &scene;
      if (shape.element.parent() == process && is_flow_node(shape.element.tag()) && !own) own = &scene;
    }
  }
  return own;
}

}  // namespace baton::bpmn
