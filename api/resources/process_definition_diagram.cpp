// The picture of a process definition: the one that was deployed beside it, else drawn from the diagram.
//
// ?tokens=true, ?incidents=true and ?counts=true draw upon it where instances wait, where they hang and how often each
// activity was entered. Where the file draws nothing, Camunda's answer is "no content"; it is ours as well to clients
// that do not ask for an image (Accept) - others get a layout.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "api/resources/definition_selector.hpp"
#include "api/resources/media_type.hpp"
#include "api/routes.hpp"
#include "bpmn/bpmn.hpp"
#include "bpmn/diff/report.hpp"
#include "bpmn/layout/layout.hpp"
#include "bpmn/render/render.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

bool wants_overlays(const Request& request) {
  return request.flag("tokens") || request.flag("incidents") || request.flag("counts");
}

bool asks_for_an_image(const Request& request) {
  const auto accept = request.headers.find("accept");
  return wants_overlays(request) || (accept != request.headers.end() && accept->second.find("image/") != std::string::npos);
}

int number_of(Store& store, TableId table, std::vector<Where> parts) {
  return static_cast<int>(store.count({table, where::all(std::move(parts))}));
}

bpmn::Overlays overlays_of(const std::string& definition_id, const bpmn::Scene& scene, const Request& request, Store& store) {
  bpmn::Overlays overlays;
  for (const bpmn::SceneShape& shape : scene.shapes) {
    if (!bpmn::is_flow_node(shape.element.tag())) continue;
    const std::string activity(shape.element.id());
    bpmn::Overlay overlay;
    if (request.flag("tokens")) {
      namespace c = col::execution;
      overlay.tokens = number_of(store, TableId::execution,
                                 {where::eq(c::definition_id, Cell{definition_id}), where::eq(c::activity_id, Cell{activity}),
                                  where::eq(c::is_active, true), where::eq(c::is_event_scope, false)});
    }
    if (request.flag("incidents")) {
      namespace c = col::incident;
      overlay.incidents = number_of(store, TableId::incident,
                                    {where::eq(c::definition_id, Cell{definition_id}), where::eq(c::activity_id, Cell{activity})});
    }
    if (request.flag("counts")) {
      namespace c = col::historic_activity;
      overlay.count = number_of(store, TableId::historic_activity,
                                {where::eq(c::definition_id, Cell{definition_id}), where::eq(c::activity_id, Cell{activity})});
    }
    if (!overlay.is_empty()) overlays.emplace(activity, std::move(overlay));
  }
  return overlays;
}

Response drawn(const ProcessDefinition& row, const Request& request, Context& context) {
  const auto file = resource_named(row.deployment_id, row.resource_name, context);
  const auto model = file ? bpmn::read(file->bytes).model : nullptr;
  if (!model) return Response::no_content();
  const bool has_drawing = !model->all(bpmn::Tag::shape).empty();
  if (!has_drawing && !asks_for_an_image(request)) return Response::no_content();
  const std::vector<bpmn::Scene> scenes = bpmn::laid_out_scenes(*model);
  const bpmn::Scene* scene = bpmn::scene_of_process(scenes, model->find(row.key));
  if (!scene) return Response::no_content();
  bpmn::RenderOptions options;
  if (wants_overlays(request)) options.overlays = overlays_of(row.id, *scene, request, context.engine.store());
  return Response::text(bpmn::render_svg(*scene, options), "image/svg+xml");
}

Response diagram(const Request& request, Context& context) {
  const ProcessDefinition row = deployed_definition(definition_id(request, context), context);
  auto file = row.diagram_resource.empty() ? std::nullopt : resource_named(row.deployment_id, row.diagram_resource, context);
  if (file && !wants_overlays(request)) return file_response(std::move(file->bytes), row.diagram_resource);
  return drawn(row, request, context);
}

// Between two definitions, of any keys: what changed in the model, and what that means for running instances.
Response changes(const Request& request, Context& context) {
  const auto model_of = [&](const std::string& id) {
    const auto row = context.engine.store().get<ProcessDefinition>(id);
    if (!row) throw HttpError{404, "InvalidRequestException", "No matching definition with id " + id, 0};
    const auto file = resource_named(row->deployment_id, row->resource_name, context);
    const auto model = file ? bpmn::read(file->bytes).model : nullptr;
    if (!model) throw HttpError{404, "InvalidRequestException", fmt::format("The diagram of the definition {} is not there any more", id)};
    return model;
  };
  const auto before = model_of(request.value("id")), after = model_of(request.value("other"));
  const bpmn::Difference difference = bpmn::difference(*before, *after);
  if (request.param("format") == "svg") return Response::text(bpmn::to_svg(difference, *before, *after), "image/svg+xml");
  return Response::json(bpmn::to_json(difference));
}

}  // namespace

void add_process_definition_diagram_routes(Router& router) {
  add_for_definition(router, "GET", "/diagram", diagram);
  router.add("GET", "/process-definition/{id}/diff/{other}", changes);
}

}  // namespace baton::api
