// Every way leads over Camunda 7's words, so there is one translator to and one from them for each dialect.
#include "bpmn/convert/dialects.hpp"

#include <array>

#include "bpmn/convert/translators.hpp"
#include "bpmn/edit/namespaces.hpp"

namespace baton::bpmn::convert {

namespace {

struct Row {
  Dialect dialect;
  std::string_view name, uri;
  Target target;
  void (*to_camunda7)(Context&);
  void (*from_camunda7)(Context&);
  bool is_translated;  // before it is executed
};

template <const std::string_view& uri>
void respace_from(Context& context) { respace(context, uri, kCamunda7); }

constexpr std::string_view kOperatonUri = kOperaton.uri;

void flowable_to_camunda7(Context& context) {
  from_flowable(context);
  respace(context, kFlowableUri, kCamunda7);
}

void camunda7_to_operaton(Context& context) { respace(context, kCamunda7.uri, kOperaton); }
void nothing(Context&) {}

constexpr std::array<Row, 6> kRows = {{
    {Dialect::camunda8, "camunda8", kZeebeUri, kCamunda8, from_zeebe, to_zeebe, true},
    {Dialect::jbpm, "jbpm", kDroolsUri, {}, from_jbpm, nullptr, true},
    {Dialect::flowable, "flowable", kFlowableUri, {}, flowable_to_camunda7, nullptr, true},
    {Dialect::camunda7, "camunda7", kCamunda7.uri, kCamunda7, nothing, nothing, false},
    {Dialect::operaton, "operaton", kOperatonUri, kOperaton, respace_from<kOperatonUri>, camunda7_to_operaton, false},
    {Dialect::activiti, "activiti", kActivitiUri, {}, respace_from<kActivitiUri>, nullptr, false},
}};

const Row& row_of(Dialect dialect) {
  for (const Row& row : kRows) {
    if (row.dialect == dialect) return row;
  }
  return kRows[3];
}

bool uses(const Model& model, std::string_view uri) {
  const xml::Document& document = model.document();
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    if (document.namespace_uri(document.name_space(i)) == uri) return true;
    for (const xml::Attribute* a = document.attributes_begin(i); a != document.attributes_end(i); ++a) {
      if (document.namespace_uri(a->name_space) == uri) return true;
    }
  }
  return false;
}

std::shared_ptr<const Model> reread(const std::shared_ptr<const Model>& model, const Context::Result& result) {
  std::shared_ptr<const xml::Document> document(model, &model->document());
  xml::Parsed parsed = xml::parse(result.bytes, {}, {std::move(document), result.origin});
  return parsed.document ? std::make_shared<const Model>(std::move(parsed.document)) : nullptr;
}

// The declaration of a namespace that nothing is in any more.
std::shared_ptr<const Model> without_declaration(std::shared_ptr<const Model> model, std::string_view uri) {
  if (uses(*model, uri)) return model;
  const auto prefix = prefix_of_uri(model->root(), uri, false);
  if (!prefix) return model;
  Editor editor(model);
  editor.remove_attribute(model->root(), "xmlns:" + *prefix);
  return reread(model, {editor.save(), editor.origin(), {}});
}

std::shared_ptr<const Model> step(std::shared_ptr<const Model> model, void (*translate)(Context&), Target to,
                                  std::string_view from_uri, Findings& findings) {
  Context context(model, to, Context::Use::file);
  translate(context);
  Context::Result result = context.finish();
  findings.insert(findings.end(), result.findings.begin(), result.findings.end());
  model = reread(model, result);
  return model ? without_declaration(std::move(model), from_uri) : nullptr;
}

}  // namespace

std::string_view name_of(Dialect dialect) { return row_of(dialect).name; }

std::optional<Dialect> dialect_named(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.name == name) return row.dialect;
  }
  return std::nullopt;
}

std::vector<std::string_view> dialect_names() {
  std::vector<std::string_view> names;
  for (const Row& row : kRows) names.push_back(row.name);
  return names;
}

std::optional<Dialect> dialect_of(const Model& model) {
  const std::string_view platform = attribute_of(model.root(), kModelerUri, "executionPlatform").value_or("");
  if (platform == kCamunda7Platform) return Dialect::camunda7;
  if (platform == kCamunda8Platform) return Dialect::camunda8;
  for (const Row& row : kRows) {
    if (declares(model, row.uri)) return row.dialect;
  }
  return std::nullopt;
}

std::optional<Conversion> convert(std::shared_ptr<const Model> model, Dialect from, Dialect to) {
  const Row& first = row_of(from);
  const Row& second = row_of(to);
  if (!second.from_camunda7) return std::nullopt;
  Conversion conversion;
  if (from != to) model = step(model, first.to_camunda7, kCamunda7, first.uri, conversion.findings);
  if (model && from != to) model = step(model, second.from_camunda7, second.target, kCamunda7.uri, conversion.findings);
  if (!model) return std::nullopt;
  conversion.bytes = model->save();
  return conversion;
}

std::shared_ptr<const Model> translated(std::shared_ptr<const Model> model, bool lenient, Findings& findings) {
  std::shared_ptr<const Model> result;
  for (const Row& row : kRows) {
    if (!row.is_translated || !declares(*model, row.uri)) continue;
    Context context(model, kCamunda7, lenient ? Context::Use::run_lenient : Context::Use::run);
    // Flowable's own prefix is one of those that the readers know.
    (row.dialect == Dialect::flowable ? from_flowable : row.to_camunda7)(context);
    Context::Result changed = context.finish();
    findings.insert(findings.end(), changed.findings.begin(), changed.findings.end());
    if (auto next = reread(model, changed)) result = model = std::move(next);
  }
  return result;
}

}  // namespace baton::bpmn::convert
