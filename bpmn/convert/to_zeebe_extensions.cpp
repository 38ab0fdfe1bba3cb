#include <fmt/format.h>

#include <array>

#include "bpmn/convert/to_zeebe.hpp"
#include "bpmn/convert/term.hpp"

namespace baton::bpmn::convert {

namespace {

// --- camunda:inputOutput, camunda:in, camunda:out -> one zeebe:ioMapping -------------------------

// A FEEL expression of a value: text, or a list or map of values. Throws Problem.
std::string feel_value(Context& context, Element value, int depth);

std::string feel_content(Context& context, Element element, int depth) {
  const Element child = element.first_child();
  return feel_value(context, child ? child : element, depth);
}

std::string feel_text(Context& context, Element value) {
  const std::string text = value.trimmed_text();
  const std::string feel = context.feel(value, text);
  return feel.starts_with('=') ? feel.substr(1) : to_feel({Op::text, text, {}});
}

std::string feel_value(Context& context, Element value, int depth) {
  if (depth > 50) throw Problem{"values nest too deeply"};
  if (value.name() == "script") throw Problem{"scripts inside mappings are not run"};
  std::string out;
  if (value.name() == "list") {
    for (const Element& item : value.children()) out += (out.empty() ? "" : ", ") + feel_value(context, item, depth + 1);
    return "[" + out + "]";
  }
  if (value.name() != "map") return feel_text(context, value);
  for (const Element& entry : value.children("entry")) {
    out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", to_feel({Op::text, std::string(entry.attribute("key")), {}}),
                       feel_content(context, entry, depth + 1));
  }
  return "{" + out + "}";
}

void add_parameters(Context& context, Element mapping, std::string_view from, std::string_view to, Fragment& made) {
  for (const Element& parameter : mapping.children(from)) {
    try {
      made.children.push_back(context.fragment(parameter, to, {{"source", "=" + feel_content(context, parameter, 0)},
                                                               {"target", std::string(parameter.attribute("name"))}}));
    } catch (const Problem& problem) {
      context.lost(parameter, fmt::format("The parameter '{}' is left out: {}", parameter.attribute("name"), problem.message));
    }
  }
}

void add_passed(Context& context, Element owner, std::string_view from, std::string_view to, Fragment& made) {
  for (const Element& passed : owner.extensions(from)) {
    if (!is_of(passed, kCamunda7.uri)) continue;
    context.drop(passed);
    if (passed.attribute("variables") == "all") continue;
    if (!passed.attribute("businessKey").empty()) {
      context.lost(passed, "Business keys are not passed on; pass a variable");
      continue;
    }
    const std::string source = passed.has("source") ? "=" + std::string(passed.attribute("source"))
                                                    : context.feel(passed, passed.attribute("sourceExpression"));
    made.children.push_back(context.fragment(passed, to, {{"source", source}, {"target", std::string(passed.attribute("target"))}}));
  }
}

void mappings(Context& context, Element owner) {
  Fragment made = context.fragment(owner, "ioMapping", {});
  const Element mapping = owner.extension("inputOutput");
  const bool is_mapped = mapping && is_of(mapping, kCamunda7.uri);
  const bool is_call = owner.tag() == Tag::call_activity;
  if (is_mapped) add_parameters(context, mapping, "inputParameter", "input", made);
  if (is_call) add_passed(context, owner, "in", "input", made);
  if (is_call) add_passed(context, owner, "out", "output", made);
  if (is_mapped) add_parameters(context, mapping, "outputParameter", "output", made);
  if (is_mapped) context.drop(mapping);
  if (!made.children.empty()) context.add(owner, std::move(made));
}

// --- the other elements -------------------------------------------------------------------------

void properties(Context& context, Element owner, Element extension) {
  for (const Element& property : extension.children("property")) {
    context.add_property(owner, property.attribute("name"), property.attribute("value"));
  }
  context.drop(extension);
}

void retry(Context& context, Element owner, Element extension) {
  if (owner.extension("failedJobRetryTimeCycle").trimmed_text().find('/') != std::string::npos) {
    context.note(extension, "The waits between retries are the worker's to say, with retryBackOff");
  }
  context.drop(extension);
}

void listener(Context& context, Element, Element extension) {
  context.lost(extension, fmt::format("The {} on '{}' is code inside the engine; make it a listener job or a task of its own",
                                      extension.name(), extension.attribute("event")));
}

void form_data(Context& context, Element, Element extension) {
  context.lost(extension, "Generated forms do not exist; draw the fields as a Camunda Form and refer to it");
}

void connector(Context& context, Element, Element extension) {
  context.lost(extension, fmt::format("Connector '{}' is another one in Camunda 8; use its template, or a job worker",
                                      extension.child("connectorId").trimmed_text()));
}

void field(Context& context, Element, Element extension) {
  context.lost(extension, fmt::format("The injected field '{}' is an input of the job: map it", extension.attribute("name")));
}

void error_mapping(Context& context, Element, Element extension) {
  context.lost(extension, "Workers throw BPMN errors themselves");
}

struct Row {
  std::string_view name;
  void (*translate)(Context&, Element owner, Element extension);
};
constexpr std::array<Row, 10> kRows = {{
    {"properties", properties}, {"failedJobRetryTimeCycle", retry}, {"executionListener", listener},
    {"taskListener", listener}, {"formData", form_data}, {"formProperty", form_data}, {"connector", connector},
    {"field", field}, {"errorEventDefinition", error_mapping}, {"potentialStarter", listener},
}};

struct LostRow {
  std::string_view name, advice;
  bool is_dropped = false;
};
constexpr std::array<LostRow, 13> kLost = {{
    {"asyncBefore", "", true}, {"asyncAfter", "", true}, {"exclusive", "", true}, {"async", "", true},
    {"historyTimeToLive", "", true}, {"jobPriority", "priorities of jobs are said by jobPriorityDefinition"},
    {"taskPriority", "priorities of jobs are said by jobPriorityDefinition"},
    {"initiator", "who starts an instance is not kept; pass it as a variable"},
    {"candidateStarterUsers", "who may start is a matter of authorizations"},
    {"candidateStarterGroups", "who may start is a matter of authorizations"},
    {"errorCodeVariable", "map errorCode with an output of the event"},
    {"errorMessageVariable", "map errorMessage with an output of the event"},
    {"decisionRefVersion", "a decision is not bound to a version number; bind it by a version tag"},
}};

}  // namespace

void extensions_to_zeebe(Context& context, Element element) {
  mappings(context, element);
  for (const Element& extension : element.child(Tag::extension_elements).children()) {
    if (!is_of(extension, kCamunda7.uri)) continue;
    for (const Row& row : kRows) {
      if (row.name == extension.name()) row.translate(context, element, extension);
    }
  }
}

void tell_lost_attributes(Context& context, Element element) {
  for (const LostRow& row : kLost) {
    const auto value = attribute_of(element, kCamunda7.uri, row.name);
    if (!value) continue;
    if (row.is_dropped) context.drop_attribute(element, kCamunda7.uri, row.name);
    if (!row.advice.empty()) context.lost(element, fmt::format("{}='{}' has no counterpart: {}", row.name, *value, row.advice));
  }
}

}  // namespace baton::bpmn::convert
