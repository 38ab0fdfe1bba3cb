#include "bpmn/layout/groups.hpp"

#include <algorithm>

#include "bpmn/layout/artifacts.hpp"
#include "bpmn/layout/sizes.hpp"
#include "bpmn/render/labels.hpp"

namespace baton::bpmn {

namespace {

constexpr double kMargin = 14, kHead = 20;

bool is_enclosed(Tag tag) { return is_step(tag) || is_artifact(tag); }

class Groups {
 public:
  Groups(Scene& scene, const Model& model) : scene_(scene), model_(model), drawn_(scenes_of(model)) {}

  void add(Element group) {
    const std::vector<const SceneShape*> members = members_of(group);
    Rect around;
    for (const SceneShape* member : members) around = united(around, united(member->bounds, member->label.value_or(Rect{})));
    if (around.width == 0) return;
    around = around.grown(kMargin);
    around.y -= kHead, around.height += kHead;
    if (encloses_others(around, members)) return;
    SceneShape shape;
    shape.element = group;
    shape.bounds = around;
    scene_.shapes.push_back(std::move(shape));
  }

 private:
  std::vector<const SceneShape*> members_of(Element group) const {
    std::vector<const SceneShape*> members;
    const Rect* old = old_bounds(group);
    for (const SceneShape& shape : scene_.shapes) {
      if (!is_enclosed(shape.element.tag())) continue;
      if (is_of_category(shape.element, group) || (old && is_drawn_inside(shape.element, *old))) members.push_back(&shape);
    }
    return members;
  }

  bool is_of_category(Element element, Element group) const {
    const Element category = model_.resolve(group.attribute("categoryValueRef"));
    const auto references = element.children("categoryValueRef");
    return category && std::any_of(references.begin(), references.end(), [&](Element one) { return model_.resolve(one.trimmed_text()) == category; });
  }

  const Rect* old_bounds(Element element) const {
    for (const Scene& scene : drawn_) {
      if (const SceneShape* shape = scene.shape_of(element)) return &shape->bounds;
    }
    return nullptr;
  }

  bool is_drawn_inside(Element element, const Rect& group) const {
    const Rect* old = old_bounds(element);
    return old && group.contains(*old);
  }

  bool encloses_others(const Rect& around, const std::vector<const SceneShape*>& members) const {
    return std::any_of(scene_.shapes.begin(), scene_.shapes.end(), [&](const SceneShape& shape) {
      if (!is_enclosed(shape.element.tag()) || !around.overlaps(shape.bounds)) return false;
      const bool is_member = std::find(members.begin(), members.end(), &shape) != members.end();
      return !is_member && !shape.bounds.contains(around);  // inside of an open sub-process is fine
    });
  }

  Scene& scene_;
  const Model& model_;
  const std::vector<Scene> drawn_;
};

}  // namespace

void add_groups(Scene& scene, const Model& model, const std::vector<bool>& is_drawn) {
  const std::vector<Element>& all = model.all(Tag::group);
  if (all.empty()) return;
  Groups groups(scene, model);
  for (const Element& group : all) {
    if (!is_drawn[group.index()]) groups.add(group);
  }
}

}  // namespace baton::bpmn
