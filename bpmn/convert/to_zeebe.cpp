// Camunda 7's attributes and elements -> Camunda 8's extension elements: one row per attribute and element. What several
// attributes say together (an assignment, a loop) is gathered by the first of them.
#include <fmt/format.h>

#include <array>
#include <charconv>

#include "bpmn/convert/dialects.hpp"
#include "bpmn/convert/expressions.hpp"
#include "bpmn/convert/to_zeebe.hpp"
#include "bpmn/convert/translators.hpp"
#include "bpmn/dialect/topic.hpp"

namespace baton::bpmn::convert {

namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;

std::string_view camunda(Element element, std::string_view name) {
  return attribute_of(element, kCamunda7.uri, name).value_or("");
}

std::string feel(Context& context, Element element, std::string_view name) {
  return context.feel(element, camunda(element, name));
}

// The attributes `names` of the element as one zeebe element; nothing when none of them is there.
void gather(Context& context, Element element, std::string_view made, std::initializer_list<std::string_view> names) {
  Attributes attributes;
  for (const std::string_view name : names) {
    attributes.emplace_back(name, feel(context, element, name));
    context.drop_attribute(element, kCamunda7.uri, name);
  }
  Fragment fragment = context.fragment(element, made, std::move(attributes));
  if (!fragment.attributes.empty()) context.add(element, std::move(fragment));
}

// Camunda 8 takes texts and FEEL for lists, so entries with expressions become a FEEL list.
void assignment(Context& context, Element task) {
  gather(context, task, "assignmentDefinition", {"assignee", "candidateGroups", "candidateUsers"});
  gather(context, task, "taskSchedule", {"dueDate", "followUpDate"});
  gather(context, task, "priorityDefinition", {"priority"});
  context.add(task, context.fragment(task, "userTask", {}));
}

void form(Context& context, Element owner) {
  if (const std::string_view key = camunda(owner, "formKey"); !key.empty()) {
    context.add(owner, context.fragment(owner, "formDefinition", {{"externalReference", std::string(key)}}));
    context.drop_attribute(owner, kCamunda7.uri, "formKey");
  }
  if (const std::string_view id = camunda(owner, "formRef"); !id.empty()) {
    const bool is_deployment = camunda(owner, "formRefBinding") == "deployment";
    context.add(owner, context.fragment(owner, "formDefinition",
                                        {{"formId", std::string(id)}, {"bindingType", is_deployment ? "deployment" : ""}}));
    for (const std::string_view name : {"formRef", "formRefBinding"}) context.drop_attribute(owner, kCamunda7.uri, name);
  }
}

// "R3/PT10S" -> 3: what there is of it in Camunda 8.
std::string retries(Element owner) {
  const std::string cycle = owner.extension("failedJobRetryTimeCycle").trimmed_text();
  int count = 0;
  if (!cycle.starts_with('R') || std::from_chars(cycle.data() + 1, cycle.data() + cycle.size(), count).ec != std::errc()) return {};
  return std::to_string(count);
}

void job(Context& context, Element owner, std::string type) {
  context.add(owner, context.fragment(owner, "taskDefinition", {{"type", std::move(type)}, {"retries", retries(owner)}}));
}

void code(Context& context, Element holder, Element owner) {
  for (const std::string_view name : {"class", "delegateExpression", "expression"}) {
    const auto value = attribute_of(holder, kCamunda7.uri, name);
    if (!value) continue;
    std::string topic = suggested_topic(*value);
    if (topic.empty()) topic = owner.id();
    context.lost(holder, fmt::format("{} '{}' is Java inside the engine; write a job worker of type '{}' in its place", name,
                                     *value, topic));
    context.drop_attribute(holder, kCamunda7.uri, name);
    return job(context, owner, std::move(topic));
  }
}

// Camunda 8 writes the implementation of a message event at the event.
void implementation(Context& context, Element holder, Element owner) {
  const std::string_view type = camunda(holder, "type");
  if (type == "external") {
    job(context, owner, feel(context, holder, "topic"));
    for (const std::string_view name : {"type", "topic"}) context.drop_attribute(holder, kCamunda7.uri, name);
  } else if (!type.empty()) {
    context.lost(holder, fmt::format("A task of type '{}' needs a job worker", type));
    job(context, owner, std::string(type));
    context.drop_attribute(holder, kCamunda7.uri, "type");
  } else {
    code(context, holder, owner);
  }
}

void decision(Context& context, Element task) {
  if (!attribute_of(task, kCamunda7.uri, "decisionRef")) return;
  const std::string_view binding = camunda(task, "decisionRefBinding");
  std::string variable(camunda(task, "resultVariable"));
  if (variable.empty()) {
    variable = "decisionResult";
    context.note(task, "The result of the decision is in the variable 'decisionResult'");
  }
  context.add(task, context.fragment(task, "calledDecision",
                                     {{"decisionId", feel(context, task, "decisionRef")}, {"resultVariable", variable},
                                      {"bindingType", binding == "latest" ? "" : std::string(binding)},
                                      {"versionTag", std::string(camunda(task, "decisionRefVersionTag"))}}));
  for (const std::string_view name : {"decisionRef", "decisionRefBinding", "decisionRefVersionTag", "resultVariable", "mapDecisionResult"}) {
    context.drop_attribute(task, kCamunda7.uri, name);
  }
}

void call(Context& context, Element call) {
  const auto called = call.find_attribute("calledElement");
  if (!called) return;
  bool all_in = false, all_out = false;
  for (const Element& in : call.extensions("in")) all_in = all_in || in.attribute("variables") == "all";
  for (const Element& out : call.extensions("out")) all_out = all_out || out.attribute("variables") == "all";
  const std::string_view binding = camunda(call, "calledElementBinding");
  context.add(call, context.fragment(call, "calledElement",
                                     {{"processId", context.feel(call, *called)},
                                      {"propagateAllParentVariables", all_in ? "true" : "false"},
                                      {"propagateAllChildVariables", all_out ? "true" : "false"},
                                      {"bindingType", binding == "latest" || binding == "version" ? "" : std::string(binding)},
                                      {"versionTag", std::string(camunda(call, "calledElementVersionTag"))}}));
  if (binding == "version") context.lost(call, "A call is not bound to a version number; bind it by a version tag");
  context.editor().remove_attribute(call, "calledElement");
  for (const std::string_view name : {"calledElementBinding", "calledElementVersionTag"}) context.drop_attribute(call, kCamunda7.uri, name);
}

void script_task(Context& context, Element task) {
  const Element script = task.child(Tag::script);
  if (!script) return;
  const std::string_view format = task.attribute("scriptFormat");
  if (format != "juel" && !format.empty()) {
    context.lost(task, fmt::format("Scripts in '{}' are not run in the engine; write a job worker of type '{}', or FEEL", format, task.id()));
    job(context, task, std::string(task.id()));
  } else {
    std::string variable(camunda(task, "resultVariable"));
    context.add(task, context.fragment(task, "script", {{"expression", context.feel(script, script.trimmed_text())},
                                                        {"resultVariable", variable.empty() ? "result" : std::move(variable)}}));
  }
  context.editor().remove(script);
  context.editor().remove_attribute(task, "scriptFormat");
  context.drop_attribute(task, kCamunda7.uri, "resultVariable");
}

void loop(Context& context, Element loop) {
  std::string collection = feel(context, loop, "collection");
  if (!collection.empty() && collection.front() != '=') collection.insert(0, "=");
  if (const Element cardinality = loop.child(Tag::loop_cardinality); cardinality && collection.empty()) {
    const std::string count = context.feel(cardinality, cardinality.trimmed_text());
    collection = fmt::format("=for i in 1..{} return i", count.starts_with('=') ? count.substr(1) : count);
    context.editor().remove(cardinality);
  }
  context.add(loop, context.fragment(loop, "loopCharacteristics", {{"inputCollection", collection},
                                                                   {"inputElement", std::string(camunda(loop, "elementVariable"))}}));
  for (const std::string_view name : {"collection", "elementVariable"}) context.drop_attribute(loop, kCamunda7.uri, name);
}

void process(Context& context, Element process) {
  if (const std::string_view tag = camunda(process, "versionTag"); !tag.empty()) {
    context.add(process, context.fragment(process, "versionTag", {{"value", std::string(tag)}}));
    context.drop_attribute(process, kCamunda7.uri, "versionTag");
  }
}

void message(Context& context, Element message) {
  for (const Tag tag : {Tag::receive_task, Tag::message_event_definition}) {
    for (const Element& user : message.model().all(tag)) {
      const Element event = user.parent();
      const bool waits = tag == Tag::receive_task || event.tag() == Tag::intermediate_catch_event ||
                         event.tag() == Tag::boundary_event;
      if (!waits || message.model().resolve(user.attribute("messageRef")) != message) continue;
      return context.lost(message, fmt::format("The message '{}' needs a correlation key; say by which variable instances know it "
                                               "(zeebe:subscription correlationKey)", message.attribute("name")));
    }
  }
}

// A throwing message event's implementation stands at its definition.
void message_definition(Context& context, Element definition) { implementation(context, definition, definition.parent()); }
void task(Context& context, Element task) { implementation(context, task, task); }
void rule_task(Context& context, Element task) {
  decision(context, task);
  implementation(context, task, task);
}
void user_task(Context& context, Element task) {
  assignment(context, task);
  form(context, task);
}

struct Row {
  Tag tag;
  void (*translate)(Context&, Element);
};
constexpr std::array<Row, 11> kRows = {{
    {Tag::process, process}, {Tag::service_task, task}, {Tag::send_task, task}, {Tag::business_rule_task, rule_task},
    {Tag::message_event_definition, message_definition}, {Tag::user_task, user_task}, {Tag::start_event, form},
    {Tag::call_activity, call}, {Tag::script_task, script_task}, {Tag::multi_instance_loop_characteristics, loop},
    {Tag::message, message},
}};

}  // namespace

void to_zeebe(Context& context) {
  const Model& model = context.model();
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    const Element element = model.element(i);
    if (element.tag() == Tag::foreign || model.is_extension(i)) continue;
    for (const Row& row : kRows) {
      if (row.tag == element.tag()) row.translate(context, element);
    }
    extensions_to_zeebe(context, element);
    tell_lost_attributes(context, element);
    rewrite_expressions(context, element, &Context::feel);
  }
  set_platform(context, kCamunda8Platform, "8.6.0");
}

}  // namespace baton::bpmn::convert
