#include "bpmn/bpmn.hpp"

#include <fmt/format.h>

#include "bpmn/convert/dialects.hpp"
#include "bpmn/finding_at.hpp"
#include "bpmn/findings_order.hpp"
#include "bpmn/graph/builder.hpp"
#include "bpmn/model/model.hpp"
#include "bpmn/model/process_view.hpp"
#include "bpmn/rules/rules.hpp"
#include "bpmn/rules/strict/strict.hpp"

namespace baton::bpmn {

namespace {

Finding finding_of(xml::Problem problem) {
  Finding finding;
  finding.rule = std::move(problem.rule);
  finding.severity = problem.is_error ? Severity::error : Severity::warning;
  finding.message = std::move(problem.message);
  finding.line = problem.place.line;
  finding.column = problem.place.column;
  return finding;
}

std::shared_ptr<const Model> read_model(std::string_view bytes, Loaded& loaded) {
  xml::Parsed parsed = xml::parse(bytes);
  for (xml::Problem& problem : parsed.problems) loaded.findings.push_back(finding_of(std::move(problem)));
  if (!parsed.document) return nullptr;
  loaded.well_formed = true;
  auto model = std::make_shared<const Model>(std::move(parsed.document));
  if (model->root().tag() == Tag::definitions) return model;
  loaded.findings.push_back(finding_at(
      model->root(), "not-bpmn", Severity::error,
      fmt::format("Expected the root element 'definitions' of BPMN 2.0, found '{}' of namespace '{}'",
                  model->root().name(), model->document().namespace_uri(model->document().name_space(0)))));
  return nullptr;
}

}  // namespace

Loaded read(std::string_view bytes) {
  Loaded loaded;
  loaded.model = read_model(bytes, loaded);
  loaded.is_bpmn = loaded.model != nullptr;
  return loaded;
}

Loaded load(std::string_view bytes, const LoadOptions& options) {
  Loaded loaded = read(bytes);
  if (!loaded.is_bpmn) return loaded;
  const auto translation = convert::translated(loaded.model, options.lenient, loaded.findings);
  const Model& model = translation ? *translation : *loaded.model;
  check_model(model, {options.lenient}, loaded.findings);
  Compiler compiler(loaded.findings, options.lenient);
  for (const Element& process : model.all(Tag::process)) {
    if (!process.flag("isExecutable")) continue;
    const ProcessView view(process);
    check_process(view, {options.lenient}, loaded.findings);
    loaded.processes.push_back(build_graph(view, compiler));
  }
  // A file that only documents has nothing to call either.
  if (!loaded.processes.empty() || model.all(Tag::process).empty()) {
    for (auto& graph : build_global_tasks(model, compiler)) loaded.processes.push_back(std::move(graph));
  }
  if (options.strict) check_strictly(*loaded.model, options.read_import, loaded.findings);
  tidy(loaded.findings);
  if (has_errors(loaded.findings)) loaded.processes.clear();
  return loaded;
}

}  // namespace baton::bpmn
