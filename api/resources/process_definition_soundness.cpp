// Is the token flow of a deployed process sound? What `baton lint --soundness` says of its diagram, with the counter-examples
// step by step.
#include <nlohmann/json.hpp>

#include "api/resources/definition_selector.hpp"
#include "api/routes.hpp"
#include "bpmn/bpmn.hpp"
#include "bpmn/model/model.hpp"
#include "bpmn/soundness/soundness.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

Json trace_of(const bpmn::SoundnessTrace& trace) {
  Json steps = Json::array();
  for (const auto& step : trace.steps) steps.push_back({{"elementId", step.element}, {"sequenceFlowIds", step.flows}});
  return {{"steps", steps}, {"tokensAt", trace.tokens}};
}

Json finding_of(const bpmn::SoundnessFinding& one) {
  const bpmn::Finding& finding = one.finding;
  Json json{{"rule", finding.rule},
            {"severity", finding.severity == bpmn::Severity::info ? "info" : "warning"},
            {"message", finding.message},
            {"elementId", finding.element_id},
            {"relatedElementIds", finding.related_ids},
            {"line", finding.line},
            {"column", finding.column}};
  if (!one.trace.steps.empty()) json["trace"] = trace_of(one.trace);
  return json;
}

Response soundness(const Request& request, Context& context) {
  const ProcessDefinition row = deployed_definition(definition_id(request, context), context);
  const auto file = resource_named(row.deployment_id, row.resource_name, context);
  const auto model = file ? bpmn::read(file->bytes).model : nullptr;
  const bpmn::Element process = model ? model->find(row.key) : bpmn::Element();
  if (!process) throw HttpError{404, "InvalidRequestException", "The diagram of the definition " + row.id + " is not there any more"};
  Json findings = Json::array();
  bool is_sound = true, is_complete = true;
  for (const bpmn::SoundnessFinding& one : bpmn::soundness_findings(process)) {
    (one.finding.rule == "soundness/unknown" ? is_complete : is_sound) = false;
    findings.push_back(finding_of(one));
  }
  return Response::json(Json{{"definitionId", row.id}, {"sound", is_sound && is_complete}, {"complete", is_complete}, {"findings", findings}});
}

}  // namespace

void add_process_definition_soundness_routes(Router& router) {
  add_for_definition(router, "GET", "/soundness", soundness);
}

}  // namespace baton::api
