// zeebe:ioMapping: Camunda 7 has output parameters only where variables have a scope of their own.
#include <fmt/format.h>

#include "bpmn/convert/expressions.hpp"
#include "bpmn/convert/translators.hpp"

namespace baton::bpmn::convert {

namespace {

bool is_plain(std::string_view target) {
  return !target.empty() && target.find_first_of(".[") == std::string_view::npos;
}

bool is_event_without_outputs(Element owner) {
  return owner.tag() == Tag::start_event || owner.tag() == Tag::boundary_event || owner.tag() == Tag::end_event;
}

// ${expression} inside another expression.
std::string inner(const std::string& text) {
  const bool is_one = text.starts_with("${") && text.ends_with('}') && text.find("${", 2) == std::string::npos;
  return is_one ? text.substr(2, text.size() - 3) : "'" + text + "'";
}

void add_listener(Context& context, Element owner, Element output) {
  const std::string value = context.juel(output, output.attribute("source"));
  if (value.starts_with('=')) return;  // could not be translated, which has been told
  context.add(owner, context.fragment(owner, "executionListener",
                                      {{"event", "end"},
                                       {"expression", fmt::format("${{execution.setVariable('{}', {})}}",
                                                                  output.attribute("target"), inner(value))}}));
}

// "from.email", "from.name": one variable with two fields.
void add_field(Context& context, Element input, Fragment& mapping) {
  const std::string_view target = input.attribute("target");
  const std::string root(target.substr(0, target.find('.')));
  Fragment* holder = nullptr;
  for (Fragment& made : mapping.children) {
    if (made.attributes[0].second == root && !made.children.empty()) holder = &made;
  }
  if (!holder) {
    mapping.children.push_back(context.fragment(input, "inputParameter", {{"name", root}}));
    holder = &mapping.children.back();
    holder->children.push_back(context.fragment(input, "map", {}));
  }
  Fragment entry = juel_parameter(context, input, "entry", target.substr(root.size() + 1), input.attribute("source"));
  entry.attributes[0].first = "key";
  holder->children[0].children.push_back(std::move(entry));
}

bool is_field(std::string_view target) {
  const std::size_t dot = target.find('.');
  return dot != std::string_view::npos && dot > 0 && is_plain(target.substr(dot + 1));
}

void add_parameters(Context& context, Element extension, std::string_view from, std::string_view to, Fragment& mapping) {
  for (const Element& one : extension.children(from)) {
    if (from == "input" && is_field(one.attribute("target"))) {
      add_field(context, one, mapping);
      continue;
    }
    if (!is_plain(one.attribute("target"))) {
      context.lost(one, fmt::format("The target '{}' is not a variable; map the whole variable", one.attribute("target")));
      continue;
    }
    mapping.children.push_back(juel_parameter(context, one, to, one.attribute("target"), one.attribute("source")));
  }
}

}  // namespace

void translate_io_mapping(Context& context, Element owner, Element extension) {
  Fragment mapping = context.fragment(owner, "inputOutput", {});
  const bool may_have_inputs = owner.tag() != Tag::start_event && owner.tag() != Tag::boundary_event;
  if (may_have_inputs) add_parameters(context, extension, "input", "inputParameter", mapping);
  if (owner.child(Tag::multi_instance_loop_characteristics)) {
    if (extension.child("output")) {
      context.lost(extension, "A multi-instance activity has no output mappings; collect its results by outputCollection");
    }
  } else if (is_event_without_outputs(owner)) {
    for (const Element& output : extension.children("output")) add_listener(context, owner, output);
  } else {
    add_parameters(context, extension, "output", "outputParameter", mapping);
  }
  if (!mapping.children.empty()) context.add(owner, std::move(mapping));
}

}  // namespace baton::bpmn::convert
