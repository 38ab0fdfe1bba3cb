#include "conformance/report/picture.hpp"

#include "bpmn/bpmn.hpp"
#include "bpmn/layout/layout.hpp"
#include "bpmn/render/render.hpp"

namespace baton::conformance {

namespace {

constexpr const char* kEnded = "#1a7f37";
constexpr const char* kCancelled = "#b3261e";
constexpr const char* kOpen = "#0a5fb4";

bpmn::Overlays marks(const std::vector<Taken>& path) {
  bpmn::Overlays overlays;
  for (const Taken& taken : path) {
    bpmn::Overlay& mark = overlays[taken.activity_id];
    if (taken.end == "open") {
      ++mark.tokens;
      mark.accent = kOpen;
    } else {
      ++mark.count;
      if (mark.accent != kOpen) mark.accent = taken.end == "cancelled" ? kCancelled : kEnded;
    }
  }
  return overlays;
}

}  // namespace

std::string picture(const std::string& bpmn, const std::vector<Taken>& path) {
  const bpmn::Loaded read = bpmn::read(bpmn);
  if (!read.model) return "";
  std::vector<bpmn::Scene> scenes = bpmn::laid_out_scenes(*read.model);
  std::erase_if(scenes, [](const bpmn::Scene& scene) { return scene.is_empty(); });
  if (scenes.empty()) return "";
  bpmn::RenderOptions options;
  options.overlays = marks(path);
  std::string svg = bpmn::render_svg(scenes, options);
  // Inside a page there is no room for the declaration of a file.
  if (const std::size_t begin = svg.find("<svg"); begin != std::string::npos) svg.erase(0, begin);
  return svg;
}

}  // namespace baton::conformance
