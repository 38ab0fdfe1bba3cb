// baton render, baton layout: pictures of diagrams, and diagrams for what has none.
#include <Poco/Exception.h>
#include <Poco/Pipe.h>
#include <Poco/PipeStream.h>
#include <Poco/Process.h>
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "app/commands.hpp"
#include "app/diagram_file.hpp"
#include "app/files.hpp"
#include "bpmn/layout/layout.hpp"
#include "bpmn/render/render.hpp"

namespace baton::app {

namespace {

constexpr const char* kConverter = "rsvg-convert";  // of librsvg

// Drawing pixels is left to a program: its libraries would be half of the server's start-up time and memory.
void write_png(const std::string& path, const std::string& svg) {
  std::vector<std::string> words{"--format=png"};
  if (!path.empty() && path != "-") words.insert(words.end(), {"--output", path});
  Poco::Pipe in;
  try {
    const Poco::ProcessHandle converter = Poco::Process::launch(kConverter, words, &in, nullptr, nullptr);
    Poco::PipeOutputStream to(in);
    to << svg;
    to.close();
    if (converter.wait() == 0) return;
  } catch (const Poco::Exception&) {
  }
  throw std::runtime_error(fmt::format("--png needs the program {} (Debian: librsvg2-bin), which did not do it", kConverter));
}

// "all", a number from 1, or the id of what the plane shows.
std::vector<bpmn::Scene> chosen(std::vector<bpmn::Scene> scenes, const std::string& plane) {
  if (plane == "all" || scenes.empty()) return scenes;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(plane.data(), plane.data() + plane.size(), number);
  const bool is_number = error == std::errc() && end == plane.data() + plane.size();
  if (is_number && number >= 1 && number <= scenes.size()) return {scenes[number - 1]};
  for (const bpmn::Scene& scene : scenes) {
    if (!is_number && scene.subject.id() == plane) return {scene};
  }
  throw UsageError{fmt::format("--plane {}: the diagram has {} plane{}.", plane, scenes.size(), scenes.size() == 1 ? "" : "s")};
}

int render(const Arguments& arguments) {
  const auto model = read_diagram(arguments.operands.front());
  std::vector<bpmn::Scene> scenes = arguments.has("as-drawn") ? bpmn::scenes_of(*model) : bpmn::laid_out_scenes(*model, arguments.has("anew"));
  std::erase_if(scenes, [](const bpmn::Scene& scene) { return scene.is_empty(); });
  bpmn::RenderOptions options;
  if (const auto file = arguments.value("overlays")) {
    try {
      options.overlays = bpmn::read_overlays(read_file(*file));
    } catch (const std::invalid_argument& error) {
      throw UsageError{fmt::format("{}: {}", *file, error.what())};
    }
  }
  const std::string svg = bpmn::render_svg(chosen(std::move(scenes), arguments.value_or("plane", "all")), options);
  const std::string output = arguments.value_or("output", "");
  if (arguments.has("png")) {
    write_png(output, svg);
  } else {
    write_output(output, svg);
  }
  return kExitOk;
}

int layout(const Arguments& arguments) {
  const auto model = read_diagram(arguments.operands.front());
  const bool is_anew = arguments.has("anew");
  bpmn::Editor editor(model);
  bpmn::add_drawings(editor, bpmn::laid_out_scenes(*model, is_anew), is_anew);
  write_output(arguments.has("write") ? arguments.operands.front() : arguments.value_or("output", ""), editor.save());
  return kExitOk;
}

const OptionSpec kOutput{"output", "FILE", "Where to write; default: standard output.", false, "o"};

}  // namespace

Command render_command() {
  Command command;
  command.name = "render";
  command.summary = "Draw a diagram as SVG or PNG.";
  command.operands = "FILE";
  command.min_operands = command.max_operands = 1;
  command.options = {kOutput,
                     {"png", "", "PNG instead of SVG; needs the program rsvg-convert."},
                     {"plane", "N|ID|all", "Which of several diagrams: by number, or by the id of what it shows; default: all."},
                     {"overlays", "FILE", "JSON: {\"elementId\": {\"tokens\": 2, \"count\": 40, \"incidents\": 1, \"heat\": 0.5,\n"
                                          "\"color\": \"#2e7d32\", \"note\": \"new\"}}."},
                     {"as-drawn", "", "Only what the file draws; by default the rest is laid out."},
                     {"anew", "", "Forget what the file draws and lay out everything."}};
  command.run = [](const Arguments& arguments) { return with_diagrams(render, arguments); };
  return command;
}

Command layout_command() {
  Command command;
  command.name = "layout";
  command.summary = "Add the drawing to a diagram that has none, or only a part of it.";
  command.operands = "FILE";
  command.min_operands = command.max_operands = 1;
  command.options = {kOutput,
                     {"write", "", "Write the file itself."},
                     {"anew", "", "Replace what the file draws; by default nothing of it is moved."}};
  command.run = [](const Arguments& arguments) { return with_diagrams(layout, arguments); };
  return command;
}

}  // namespace baton::app
