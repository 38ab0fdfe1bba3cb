// A diagram as SVG: the picture that its diagram interchange describes, in BPMN's notation.
#pragma once

#include <string>
#include <vector>

#include "bpmn/render/overlays.hpp"
#include "bpmn/render/scene.hpp"

namespace baton::bpmn {

struct RenderOptions {
  Overlays overlays;
  double margin = 10;
};

// A whole SVG file; the same scene always gives the same bytes. Groups carry data-element-id. An empty scene is an empty
// picture.
std::string render_svg(const Scene& scene, const RenderOptions& options = {});

// Below each other, with their names.
std::string render_svg(const std::vector<Scene>& scenes, const RenderOptions& options = {});

struct RenderedVersion {
  std::string title;
  std::vector<Scene> scenes;
  Overlays overlays;
};

// Below each other, each with overlays of its own.
std::string render_versions(const std::vector<RenderedVersion>& versions);

// The scene that shows the process: that of its collaboration, else of itself; null when there is none.
const Scene* scene_of_process(const std::vector<Scene>& scenes, Element process);

}  // namespace baton::bpmn
