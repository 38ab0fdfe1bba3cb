// Camunda 8's extension elements -> Camunda 7's attributes and elements: one row per element.
#include <fmt/format.h>

#include <array>

#include "bpmn/convert/context.hpp"
#include "bpmn/convert/expressions.hpp"
#include "bpmn/convert/term.hpp"
#include "bpmn/convert/translators.hpp"

namespace baton::bpmn::convert {

namespace {

std::string juel_attribute(Context& context, Element extension, std::string_view name) {
  return context.juel(extension, extension.attribute(name));
}

void set_if_given(Context& context, Element owner, std::string_view name, const std::string& value) {
  if (!value.empty()) context.set(owner, name, value);
}

// bindingType and versionTag, as calledElement + "Binding", ...
void bind(Context& context, Element owner, Element extension, const std::string& name) {
  const std::string_view binding = extension.attribute("bindingType");
  if (binding.empty() || binding == "latest") return;
  context.set(owner, name + "Binding", binding);
  if (binding == "versionTag") context.set(owner, name + "VersionTag", extension.attribute("versionTag"));
}

void task_definition(Context& context, Element owner, Element extension) {
  if (owner.tag() == Tag::ad_hoc_sub_process) {
    return context.lost(extension, "The job of an ad-hoc sub-process is not made; say what starts by activeElementsCollection");
  }
  const Element definition = owner.child(Tag::message_event_definition);
  const Element holder = definition ? definition : owner;
  if (owner.tag() == Tag::script_task) {
    context.retag(owner, "serviceTask");
    context.note(extension, "A script task that a worker does is a service task");
  }
  context.set(holder, "type", "external");
  context.set(holder, "topic", juel_attribute(context, extension, "type"));
  const std::string_view retries = extension.attribute("retries");
  if (!retries.empty() && retries != "3") {
    context.note(extension, fmt::format("retries='{}': an external task's retries are counted by its worker, in handleFailure", retries));
  }
}

void task_headers(Context& context, Element owner, Element extension) {
  for (const Element& header : extension.children("header")) {
    context.add_property(owner, header.attribute("key"), header.attribute("value"));
  }
}

void properties(Context& context, Element owner, Element extension) {
  for (const Element& property : extension.children("property")) {
    context.add_property(owner, property.attribute("name"), property.attribute("value"));
  }
}

void script(Context& context, Element owner, Element extension) {
  context.editor().set_attribute(owner, "scriptFormat", "juel");
  context.editor().append(owner, {context.bpmn_name(owner, "script"), {}, juel_attribute(context, extension, "expression")});
  set_if_given(context, owner, "resultVariable", std::string(extension.attribute("resultVariable")));
}

void called_decision(Context& context, Element owner, Element extension) {
  context.set(owner, "decisionRef", juel_attribute(context, extension, "decisionId"));
  set_if_given(context, owner, "resultVariable", std::string(extension.attribute("resultVariable")));
  context.set(owner, "mapDecisionResult", "singleEntry");
  bind(context, owner, extension, "decisionRef");
  context.note(extension, "The result is a single entry; for a decision with several outputs say mapDecisionResult='singleResult', "
                          "for one that collects 'collectEntries' or 'resultList'");
}

void called_element(Context& context, Element owner, Element extension) {
  context.editor().set_attribute(owner, "calledElement", juel_attribute(context, extension, "processId"));
  bind(context, owner, extension, "calledElement");
  const auto all = [&](std::string_view flag, std::string_view element) {
    if (extension.attribute(flag) != "false") context.add(owner, context.fragment(owner, element, {{"variables", "all"}}));
  };
  all("propagateAllParentVariables", "in");
  all("propagateAllChildVariables", "out");
  const std::string key = juel_attribute(context, extension, "businessId");
  if (!key.empty()) context.add(owner, context.fragment(owner, "in", {{"businessKey", key}}));
}

void loop_characteristics(Context& context, Element loop, Element extension) {
  context.set(loop, "collection", juel_attribute(context, extension, "inputCollection"));
  set_if_given(context, loop, "elementVariable", std::string(extension.attribute("inputElement")));
  const std::string_view collection = extension.attribute("outputCollection");
  if (collection.empty()) return;
  const std::string item = plain_name(extension.attribute("outputElement"));
  if (item.empty()) {
    return context.lost(extension, fmt::format("outputElement '{}' is not the name of a variable, so '{}' is not filled; "
                                               "make it one by an output mapping or the worker",
                                               extension.attribute("outputElement"), collection));
  }
  const std::array<Fragment, 2> output = {
      Fragment{context.bpmn_name(loop, "loopDataOutputRef"), {}, std::string(collection)},
      Fragment{context.bpmn_name(loop, "outputDataItem"), {{"id", fmt::format("{}_{}", loop.parent().id(), item)}, {"name", item}}}};
  const Element condition = loop.child(Tag::completion_condition);
  for (const Fragment& one : output) {
    if (condition) {
      context.editor().insert_before(condition, one);
    } else {
      context.editor().append(loop, one);
    }
  }
  if (context.is_for_a_file()) {
    context.lost(extension, "Camunda 7 does not fill loopDataOutputRef; collect the results by an output mapping");
  }
}

void user_task(Context&, Element, Element) {}

void assignment(Context& context, Element owner, Element extension) {
  for (const std::string_view name : {"assignee", "candidateGroups", "candidateUsers"}) {
    set_if_given(context, owner, name, juel_list(context, extension, extension.attribute(name)));
  }
}

void schedule(Context& context, Element owner, Element extension) {
  for (const std::string_view name : {"dueDate", "followUpDate"}) {
    set_if_given(context, owner, name, juel_date(context, extension, extension.attribute(name)));
  }
}

void priority(Context& context, Element owner, Element extension) {
  set_if_given(context, owner, "priority", juel_attribute(context, extension, "priority"));
}

void job_priority(Context& context, Element owner, Element extension) {
  set_if_given(context, owner, "jobPriority", juel_attribute(context, extension, "priority"));
}

void form_definition(Context& context, Element owner, Element extension) {
  for (const std::string_view name : {"externalReference", "formKey"}) {
    if (!extension.has(name)) continue;
    return context.set(owner, "formKey", juel_attribute(context, extension, name));
  }
  if (!extension.has("formId")) return;
  context.set(owner, "formRef", extension.attribute("formId"));
  const std::string_view binding = extension.attribute("bindingType");
  context.set(owner, "formRefBinding", binding == "deployment" ? binding : "latest");
  if (binding == "versionTag") context.lost(extension, "Forms are not bound by version tags; the latest is taken");
}

void user_task_form(Context& context, Element, Element extension) {
  context.lost(extension, fmt::format("The form '{}' inside the diagram is not shown; deploy it as a .form file beside it and "
                                      "refer to it by its id", extension.id()));
}

void version_tag(Context& context, Element owner, Element extension) {
  context.set(owner, "versionTag", extension.attribute("value"));
}

void subscription(Context& context, Element, Element extension) {
  const std::string_view key = extension.attribute("correlationKey");
  const std::string name = plain_name(key);
  context.note(extension, name.empty()
                              ? fmt::format("Messages are correlated by what the caller gives (correlationKeys, business key), "
                                            "not by '{}'", key)
                              : fmt::format("Correlate the message with correlationKeys {{\"{}\": ...}}", name));
}

void conditional_filter(Context& context, Element definition, Element extension) {
  const std::string_view names = extension.attribute("variableNames");
  if (names.find(',') != std::string_view::npos) {
    context.note(extension, "The condition is evaluated when any variable changes, since more than one is named");
  } else {
    set_if_given(context, definition, "variableName", std::string(names));
  }
  set_if_given(context, definition, "variableEvents", std::string(extension.attribute("variableEvents")));
}

void listeners(Context& context, Element, Element extension) {
  for (const Element& listener : extension.children()) {
    context.lost(listener, fmt::format("The listener's job '{}' is not made; put an external task before or after the element",
                                       listener.attribute("type")));
  }
}

void publish_message(Context& context, Element, Element extension) {
  context.lost(extension, "Messages are not published with a key or a time to live of their own");
}

void ad_hoc(Context& context, Element, Element extension) {
  if (extension.has("outputCollection")) context.lost(extension, "The results of the activities are not collected");
  if (context.is_for_a_file()) context.lost(extension, "Camunda 7 has no ad-hoc sub-process");
}

void nothing_here(Context& context, Element, Element extension) {
  context.lost(extension, fmt::format("'{}' has no meaning here", extension.name()));
}

struct Row {
  std::string_view name;
  void (*translate)(Context&, Element owner, Element extension);
  bool stays = false;  // the element is left where it is
};

constexpr std::array<Row, 26> kRows = {{
    {"taskDefinition", task_definition}, {"taskHeaders", task_headers}, {"properties", properties},
    {"ioMapping", translate_io_mapping}, {"script", script}, {"calledDecision", called_decision},
    {"calledElement", called_element}, {"loopCharacteristics", loop_characteristics}, {"userTask", user_task},
    {"assignmentDefinition", assignment}, {"taskSchedule", schedule}, {"priorityDefinition", priority},
    {"jobPriorityDefinition", job_priority}, {"formDefinition", form_definition},
    {"userTaskForm", user_task_form, true}, {"versionTag", version_tag}, {"subscription", subscription},
    {"conditionalFilter", conditional_filter}, {"executionListeners", listeners, true}, {"taskListeners", listeners, true},
    {"publishMessage", publish_message, true}, {"adHoc", ad_hoc, true}, {"linkedResources", nothing_here, true},
    {"agentDefinition", nothing_here, true}, {"retryCounter", nothing_here, true}, {"field", nothing_here, true},
}};

void translate(Context& context, Element owner, Element extension) {
  for (const Row& row : kRows) {
    if (row.name != extension.name()) continue;
    row.translate(context, owner, extension);
    if (!row.stays) context.drop(extension);
    return;
  }
  nothing_here(context, owner, extension);
}

}  // namespace

void from_zeebe(Context& context) {
  const Model& model = context.model();
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    const Element element = model.element(i);
    if (element.tag() == Tag::foreign || model.is_extension(i)) continue;
    for (const Element& extension : element.child(Tag::extension_elements).children()) {
      if (is_of(extension, kZeebeUri)) translate(context, element, extension);
    }
    rewrite_expressions(context, element, &Context::juel);
  }
  set_platform(context, kCamunda7Platform, "7.24.0");
}

}  // namespace baton::bpmn::convert
