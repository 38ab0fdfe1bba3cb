// jBPM's and Kogito's diagrams: work items are external tasks, people stand in the data inputs of user tasks, and scripts
// and conditions are Java, of which the simplest means the same elsewhere.
#include <fmt/format.h>

#include <array>
#include <optional>

#include "bpmn/convert/dialects.hpp"
#include "bpmn/convert/term.hpp"
#include "bpmn/convert/translators.hpp"
#include "bpmn/graph/parts.hpp"

namespace baton::bpmn::convert {

namespace {

constexpr std::string_view kPrelude = "var kcontext = execution;\n";

std::string_view drools(Element element, std::string_view name) {
  return attribute_of(element, kDroolsUri, name).value_or("");
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n;");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n;") + 1 - begin);
}

// --- what stands in data inputs -----------------------------------------------------------------

// The constant that the task gives to its data input of this name.
std::string input_constant(Element task, std::string_view name) {
  for (const Element& association : task.children(Tag::data_input_association)) {
    const Element target = task.model().resolve(association.child(Tag::target_ref).trimmed_text());
    if (target.attribute("name") != name) continue;
    return association.child(Tag::assignment).child(Tag::from).trimmed_text();
  }
  return {};
}

struct PersonRow {
  std::string_view input, attribute;
};
constexpr std::array<PersonRow, 4> kPeople = {{{"GroupId", "candidateGroups"}, {"Priority", "priority"},
                                               {"DueDate", "dueDate"}, {"ActorId", "assignee"}}};

void assign(Context& context, Element task, std::string_view attribute, const std::string& value) {
  const bool are_many = attribute == "assignee" && value.find(',') != std::string::npos;
  context.set(task, are_many ? "candidateUsers" : attribute, value);
}

// jBPM's potential owners are users.
void owners(Context& context, Element task) {
  std::string users;
  for (const Element& owner : task.children(Tag::potential_owner)) {
    const std::string name = owner.child(Tag::resource_assignment_expression).child(Tag::formal_expression).trimmed_text();
    if (name.empty() || name.find('(') != std::string::npos) continue;
    users += (users.empty() ? "" : ",") + name;
    context.editor().remove(owner);
  }
  if (!users.empty()) assign(context, task, "assignee", users);
}

void user_task(Context& context, Element task) {
  for (const PersonRow& row : kPeople) {
    const std::string value = input_constant(task, row.input);
    if (!value.empty()) assign(context, task, row.attribute, value);
  }
  owners(context, task);
}

// What is assigned is a text as it stands there, unless it says #{}.
void assigned(Context& context, Element from) {
  const std::string text = from.trimmed_text();
  if (text.empty() || text.find("{") != std::string::npos || from.has("language")) return;
  try {
    context.editor().set_text(from, "${" + to_juel({Op::text, text, {}}) + "}");
  } catch (const Problem& problem) {
    context.lost(from, problem.message);
  }
}

// --- work ---------------------------------------------------------------------------------------

void work_item(Context& context, Element task) {
  std::string topic(drools(task, "taskName"));
  if (topic.empty()) topic = input_constant(task, "TaskName");
  if (topic.empty()) return;
  context.retag(task, "serviceTask");
  context.set(task, "type", "external");
  context.set(task, "topic", topic);
}

void service_task(Context& context, Element task) {
  const std::string_view operation = drools(task, "serviceoperation");
  context.lost(task, fmt::format("The Java service '{}' is not called; make it an external task (type='external', topic='{}') "
                                 "with a worker", drools(task, "serviceinterface"), operation.empty() ? task.id() : operation));
}

void rule_task(Context& context, Element task) {
  const std::string decision = input_constant(task, "decision");
  if (!decision.empty()) return context.set(task, "decisionRef", decision);
  context.lost(task, fmt::format("The rules of '{}' are not run; write them as a decision (DMN) and refer to it by decisionRef",
                                 drools(task, "ruleFlowGroup")));
}

// The data inputs are variables of the call already: they go on to the process that is called, and back.
void call(Context& context, Element call) {
  const Element io = call.child(Tag::io_specification);
  for (const Element& input : io.children(Tag::data_input)) {
    const std::string name = data_name(input);
    context.add(call, context.fragment(call, "in", {{"source", name}, {"target", name}}));
  }
  for (const Element& output : io.children(Tag::data_output)) {
    const std::string name = data_name(output);
    context.add(call, context.fragment(call, "out", {{"source", name}, {"target", name}, {"local", "true"}}));
  }
  if (drools(call, "waitForCompletion") == "false") context.lost(call, "A call waits for what it calls; throw a message instead");
}

// --- scripts and conditions ---------------------------------------------------------------------

// kcontext.setVariable("x", ...); statements alone mean the same in JavaScript.
bool is_javascript_too(std::string_view script) {
  while (!(script = trimmed(script)).empty()) {
    const std::size_t end = std::min(script.find(';'), script.size());
    try {
      const Term term = parse(script.substr(0, end), Tongue::java);
      if (term.op != Op::method || term.text != "setVariable" || term.parts[0].text != "kcontext") return false;
    } catch (const Problem&) {
      return false;
    }
    script.remove_prefix(end);
  }
  return true;
}

// The script as JavaScript; nothing when it is another language's alone.
std::optional<std::string> javascript(std::string_view format, const std::string& text) {
  const bool is_script = format.find("javascript") != std::string_view::npos;
  if (is_script || is_javascript_too(text)) return std::string(kPrelude) + text;
  return std::nullopt;
}

constexpr std::string_view kAdvice = "is not run; write it as JavaScript, or make an external task of it";

void script_task(Context& context, Element task) {
  const Element script = task.child(Tag::script);
  const std::string_view format = task.attribute("scriptFormat");
  if (!script || format.find("://") == std::string_view::npos) return;
  if (const auto text = javascript(format, script.text())) {
    context.editor().set_attribute(task, "scriptFormat", "javascript");
    return context.editor().set_text(script, *text);
  }
  context.lost(task, fmt::format("The script in '{}' {}", format, kAdvice));
}

void event_script(Context& context, Element owner, Element extension) {
  const Element script = extension.child("script");
  const std::string_view format = extension.attribute("scriptFormat");
  const auto text = javascript(format, script.text());
  if (!text) return context.lost(extension, fmt::format("The {} in '{}' {}", extension.name(), format, kAdvice));
  Fragment listener = context.fragment(owner, "executionListener", {{"event", extension.name() == "onEntry-script" ? "start" : "end"}});
  listener.children.push_back(context.fragment(owner, "script", {{"scriptFormat", "javascript"}}));
  listener.children.back().text = *text;
  context.add(owner, std::move(listener));
  context.drop(extension);
}

void condition(Context& context, Element condition) {
  const std::string_view language = condition.attribute("language");
  if (language.find("://") == std::string_view::npos) return;
  const std::string whole = condition.text();
  std::string_view text = trimmed(whole);
  if (text.starts_with("return ")) text = trimmed(text.substr(7));
  if (language.find("javascript") != std::string_view::npos) {
    context.editor().set_attribute(condition, "language", "javascript");
    return context.editor().set_text(condition, text);
  }
  const bool is_feel = language.find("FEEL") != std::string_view::npos;
  const bool is_java = language.find("java.com") != std::string_view::npos || language.find("mvel") != std::string_view::npos;
  try {
    if (!is_feel && !is_java) throw Problem{"its language is not known"};
    const std::string juel = to_juel(parse(text, is_feel ? Tongue::feel : Tongue::java));
    context.editor().set_text(condition, "${" + juel + "}");
    context.editor().remove_attribute(condition, "language");
  } catch (const Problem& problem) {
    context.unrunnable(condition, "foreign-condition",
                       fmt::format("The condition in '{}' is not evaluated here ({}); write it as ${{...}} or in JavaScript", language,
                                   problem.message));
  }
}

void process(Context& context, Element process) {
  if (!drools(process, "version").empty()) context.set(process, "versionTag", drools(process, "version"));
  if (drools(process, "adHoc") == "true") context.lost(process, "What no flow leads to in an ad-hoc process starts by itself here");
}

struct ElementRow {
  Tag tag;
  void (*translate)(Context&, Element);
};
constexpr std::array<ElementRow, 11> kElements = {{
    {Tag::process, process}, {Tag::task, work_item}, {Tag::user_task, user_task}, {Tag::service_task, service_task},
    {Tag::business_rule_task, rule_task}, {Tag::call_activity, call}, {Tag::script_task, script_task},
    {Tag::condition_expression, condition}, {Tag::condition, condition}, {Tag::completion_condition, condition},
    {Tag::from, assigned},
}};

void extension(Context& context, Element owner, Element extension) {
  const std::string_view name = extension.name();
  if (name == "onEntry-script" || name == "onExit-script") return event_script(context, owner, extension);
  if (name == "global") {
    context.lost(extension, fmt::format("The global '{}' is a Java object; give it to the process as a variable",
                                        extension.attribute("identifier")));
  }
}

}  // namespace

void from_jbpm(Context& context) {
  const Model& model = context.model();
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    const Element element = model.element(i);
    if (element.tag() == Tag::foreign || model.is_extension(i)) continue;
    for (const ElementRow& row : kElements) {
      if (row.tag == element.tag()) row.translate(context, element);
    }
    for (const Element& one : element.child(Tag::extension_elements).children()) {
      if (is_of(one, kDroolsUri)) extension(context, element, one);
    }
  }
}

}  // namespace baton::bpmn::convert
