// Looks at the vendor's attributes and extension elements: one row per attribute and element that may need something.
#include "bpmn/assess/scan.hpp"

#include <fmt/format.h>

#include <array>

#include "bpmn/assess/beans.hpp"
#include "bpmn/dialect/topic.hpp"
#include "bpmn/finding_at.hpp"
#include "expression/expression.hpp"

namespace baton::bpmn::assess {

namespace {

class Scanner {
 public:
  Scanner(std::vector<Item>& items, std::vector<Reference>& references) : items_(items), references_(references) {}

  Item item(Element at, Need need, std::string what, std::string advice) const {
    Item item;
    const Element owner = owner_of(at);
    item.need = need;
    item.element_id = owner.id();
    item.element_name = owner.attribute("name");
    item.line = at.place().line;
    item.column = at.place().column;
    item.what = std::move(what);
    item.advice = std::move(advice);
    return item;
  }

  void decide(Element at, std::string what, std::string advice) {
    items_.push_back(item(at, Need::decision, std::move(what), std::move(advice)));
  }

  // `name`: what the worker is called after.
  void worker(Element at, std::string_view kind, std::string_view code, std::string_view name) {
    Item one = item(at, Need::worker, fmt::format("{} '{}' is code inside the old engine", kind, code), "");
    one.code = code;
    one.topic = suggested_topic(name);
    if (one.topic.empty()) one.topic = one.element_id;
    one.advice = fmt::format("external task, topic '{}'", one.topic);
    items_.push_back(std::move(one));
  }

  void reference(Element at, std::string_view target, bool is_decision) {
    if (target.empty() || target.find('{') != std::string_view::npos) return;
    Item missing = item(at, Need::decision, fmt::format("{} '{}' is not in this folder", is_decision ? "The decision" : "The called process", target),
                        "Deploy it as well, or correct the name");
    references_.push_back({std::move(missing), std::string(target), is_decision});
  }

  // A script's language.
  void language(Element at, std::string_view format) {
    bool known = true;
    try {
      Expression::compile_script(format, "", known);
    } catch (const SyntaxError&) {
    }
    if (!known) decide(at, fmt::format("A script in '{}'", format), "Write it in JavaScript, or make it a worker");
  }

  // Beans that an expression calls.
  void expression(Element at, std::string_view text) {
    for (const std::string& bean : called_beans(text)) {
      decide(at, fmt::format("The expression '{}' calls the bean '{}'", text, bean),
             "Put its result into a variable before, by a worker");
    }
  }

 private:
  std::vector<Item>& items_;
  std::vector<Reference>& references_;
};

using Read = void (*)(Scanner&, Element, std::string_view value);

void java(Scanner& scanner, Element at, std::string_view code) { scanner.worker(at, "The Java class", code, code); }
void delegate(Scanner& scanner, Element at, std::string_view code) { scanner.worker(at, "The delegate", code, code); }

void expression(Scanner& scanner, Element at, std::string_view text) {
  const std::vector<std::string> beans = called_beans(text);
  if (beans.empty()) return;
  const bool is_inside = text.find("{execution.") != std::string_view::npos;
  scanner.worker(at, "The bean call", text, is_inside ? beans.front() : text);
}

void type(Scanner& scanner, Element at, std::string_view type) {
  if (type == "mail" || type == "shell") scanner.worker(at, "The built-in task", type, type);
}

void mapping(Scanner& scanner, Element at, std::string_view code) {
  scanner.decide(at, fmt::format("Variables are mapped by Java code '{}'", code), "Write in and out mappings");
}

void decision(Scanner& scanner, Element at, std::string_view key) { scanner.reference(at, key, true); }

void case_ref(Scanner& scanner, Element at, std::string_view key) {
  scanner.decide(at, fmt::format("The CMMN case '{}' is called", key), "Draw the case as a process");
}

void form_key(Scanner& scanner, Element at, std::string_view key) {
  if (!key.starts_with("embedded:") && !key.starts_with("app:")) return;
  scanner.decide(at, fmt::format("The form '{}' is part of the old web application", key),
                 "Make it a Camunda Form (.form) or show it in your own task list");
}

void resource(Scanner& scanner, Element at, std::string_view name) {
  scanner.decide(at, fmt::format("The script stands in the resource '{}'", name), "Write it into the diagram");
}

struct AttributeRow {
  std::string_view name;
  Read read;
};
constexpr std::array<AttributeRow, 13> kAttributes = {{
    {"class", java}, {"delegateExpression", delegate}, {"expression", expression}, {"type", type},
    {"variableMappingClass", mapping}, {"variableMappingDelegateExpression", mapping}, {"decisionRef", decision},
    {"caseRef", case_ref}, {"formKey", form_key}, {"resource", resource},
    {"assignee", [](Scanner& s, Element at, std::string_view text) { s.expression(at, text); }},
    {"candidateGroups", [](Scanner& s, Element at, std::string_view text) { s.expression(at, text); }},
    {"candidateUsers", [](Scanner& s, Element at, std::string_view text) { s.expression(at, text); }},
}};

void listener(Scanner& scanner, Element listener) {
  for (const std::string_view name : {"class", "delegateExpression"}) {
    if (!listener.has(name)) continue;
    scanner.decide(listener, fmt::format("A listener on '{}' is Java code '{}'", listener.attribute("event"), listener.attribute(name)),
                   "Write it as an expression or in JavaScript, or draw it as a task");
  }
  scanner.expression(listener, listener.attribute("expression"));
}

void connector(Scanner& scanner, Element connector) {
  const std::string id = connector.child("connectorId").trimmed_text();
  scanner.worker(connector, "The connector", id, id);
}

void script(Scanner& scanner, Element script) {
  if (script.has("resource")) return resource(scanner, script, script.attribute("resource"));
  scanner.language(script, script.attribute("scriptFormat"));
}

void parameter(Scanner& scanner, Element parameter) { scanner.expression(parameter, parameter.trimmed_text()); }

struct ExtensionRow {
  std::string_view name;
  void (*read)(Scanner&, Element);
};
constexpr std::array<ExtensionRow, 6> kExtensions = {{
    {"executionListener", listener}, {"taskListener", listener}, {"connector", connector}, {"script", script},
    {"inputParameter", parameter}, {"outputParameter", parameter},
}};

void scan_plain(Scanner& scanner, Element element) {
  if (element.tag() == Tag::call_activity) scanner.reference(element, element.attribute("calledElement"), false);
  if (element.tag() == Tag::script_task && element.has("scriptFormat")) {
    scanner.language(element, element.attribute("scriptFormat"));
  }
  if (element.tag() == Tag::condition_expression || element.tag() == Tag::condition || element.tag() == Tag::completion_condition) {
    if (element.has("language")) return scanner.language(element, element.attribute("language"));
    scanner.expression(element, element.trimmed_text());
  }
}

}  // namespace

void scan(const Model& model, std::vector<Item>& items, std::vector<Reference>& references) {
  Scanner scanner(items, references);
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    const Element element = model.element(i);
    if (model.is_extension(i)) {
      for (const ExtensionRow& row : kExtensions) {
        if (element.space() == Space::vendor && element.name() == row.name) row.read(scanner, element);
      }
      continue;
    }
    for (const AttributeRow& row : kAttributes) {
      if (const auto value = element.vendor(row.name)) row.read(scanner, element, *value);
    }
    scan_plain(scanner, element);
  }
}

}  // namespace baton::bpmn::assess
