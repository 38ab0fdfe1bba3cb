// What Flowable says otherwise than Camunda 7 does; all else has the same names.
#include <fmt/format.h>

#include <array>

#include "bpmn/convert/dialects.hpp"
#include "bpmn/convert/translators.hpp"
#include "bpmn/edit/namespaces.hpp"

namespace baton::bpmn::convert {

namespace {


void put(Context& context, Element element, std::string_view name, std::string_view value) {
  const auto prefix = prefix_of_uri(element, kFlowableUri, false);
  if (prefix) context.editor().set_attribute(element, fmt::format("{}:{}", *prefix, name), value);
}

// <flowable:field name="..." stringValue="..."/> and its longer forms.
std::string field(Element element, std::string_view name) {
  for (const Element& one : element.child(Tag::extension_elements).children("field")) {
    if (one.attribute("name") != name) continue;
    for (const std::string_view attribute : {"stringValue", "expression"}) {
      if (one.has(attribute)) return std::string(one.attribute(attribute));
    }
    return one.first_child().trimmed_text();
  }
  return {};
}

void decision(Context& context, Element task) {
  std::string key = field(task, "decisionTableReferenceKey");
  if (key.empty()) key = field(task, "decisionServiceReferenceKey");
  context.retag(task, "businessRuleTask");
  context.drop_attribute(task, kFlowableUri, "type");
  context.set(task, "decisionRef", key);
}

// Other types have code behind them that only Flowable has.
void type(Context& context, Element task, std::string_view type) {
  if (type == "external" || type == "external-worker") return put(context, task, "type", "external");
  if (type == "dmn") return decision(context, task);
  context.drop_attribute(task, kFlowableUri, "type");
  context.lost(task, fmt::format("A task of type '{}' is not done here; make it an external task (type='external', "
                                 "topic='{}') with a worker that does it", type, type));
}

void is_true(Context& context, Element element, std::string_view value, std::string_view name) {
  if (value == "true") context.set(element, name, "true");
}

void async_leave(Context& context, Element element, std::string_view value) { is_true(context, element, value, "asyncAfter"); }

void same_deployment(Context& context, Element call, std::string_view value) {
  if (value == "true") context.set(call, "calledElementBinding", "deployment");
}

void inherit_variables(Context& context, Element call, std::string_view value) {
  if (value == "true") context.add(call, context.fragment(call, "in", {{"variables", "all"}}));
}

void inherit_business_key(Context& context, Element call, std::string_view value) {
  if (value != "true") return;
  context.add(call, context.fragment(call, "in", {{"businessKey", "#{execution.processBusinessKey}"}}));
}

void business_key(Context& context, Element call, std::string_view value) {
  context.add(call, context.fragment(call, "in", {{"businessKey", std::string(value)}}));
}

void called_type(Context& context, Element call, std::string_view value) {
  if (value == "id") context.lost(call, "A called definition is found by its key; name the key");
}

void skip(Context& context, Element task, std::string_view value) {
  context.lost(task, fmt::format("skipExpression '{}' is not heard; lead a gateway around the task", value));
}

void triggerable(Context& context, Element task, std::string_view value) {
  if (value == "true") context.lost(task, "A triggerable task does not wait; put a receive task behind it");
}

void calendar(Context& context, Element task, std::string_view value) {
  context.lost(task, fmt::format("The business calendar '{}' is not known; write the date as an expression", value));
}

struct AttributeRow {
  std::string_view name;
  void (*translate)(Context&, Element, std::string_view value);
};
constexpr std::array<AttributeRow, 10> kAttributes = {{
    {"type", type}, {"asyncLeave", async_leave}, {"sameDeployment", same_deployment},
    {"inheritVariables", inherit_variables}, {"inheritBusinessKey", inherit_business_key}, {"businessKey", business_key},
    {"calledElementType", called_type}, {"skipExpression", skip}, {"triggerable", triggerable},
    {"businessCalendarName", calendar},
}};

// Flowable's listener that runs a script -> the script.
void listener(Context& context, Element, Element listener) {
  const std::string script = [&] {
    for (const Element& one : listener.children("field")) {
      if (one.attribute("name") == "script") return one.has("stringValue") ? std::string(one.attribute("stringValue")) : one.first_child().text();
    }
    return std::string();
  }();
  std::string language = "javascript";
  for (const Element& one : listener.children("field")) {
    if (one.attribute("name") != "language") continue;
    language = one.has("stringValue") ? std::string(one.attribute("stringValue")) : one.first_child().trimmed_text();
  }
  if (script.empty() || !listener.attribute("class").ends_with("ScriptExecutionListener")) return;
  Fragment made = context.fragment(listener, "executionListener", {{"event", std::string(listener.attribute("event"))}});
  made.children.push_back(context.fragment(listener, "script", {{"scriptFormat", language}}));
  made.children.back().text = script;
  context.editor().replace(listener, made);
}

void not_here(Context& context, Element, Element extension) {
  context.lost(extension, fmt::format("'{}' has no meaning here", extension.name()));
}

void aggregation(Context& context, Element, Element extension) {
  context.lost(extension, "The variables of the instances are not gathered; let the worker do it, or use BPMN's loopDataOutputRef");
}

struct ElementRow {
  std::string_view name;
  void (*translate)(Context&, Element owner, Element extension);
};
constexpr std::array<ElementRow, 7> kElements = {{
    {"executionListener", listener}, {"eventListener", not_here}, {"variableAggregation", aggregation},
    {"mapException", not_here}, {"eventType", not_here}, {"triggerEventType", not_here}, {"customProperties", not_here},
}};

}  // namespace

void from_flowable(Context& context) {
  const Model& model = context.model();
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    const Element element = model.element(i);
    if (element.tag() == Tag::foreign || model.is_extension(i)) continue;
    for (const AttributeRow& row : kAttributes) {
      if (const auto value = attribute_of(element, kFlowableUri, row.name)) row.translate(context, element, *value);
    }
    for (const Element& extension : element.child(Tag::extension_elements).children()) {
      for (const ElementRow& row : kElements) {
        if (is_of(extension, kFlowableUri) && row.name == extension.name()) row.translate(context, element, extension);
      }
    }
  }
}

}  // namespace baton::bpmn::convert
