#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "bpmn/graph/parts.hpp"

namespace baton::bpmn {

namespace {

bool is_identifier(std::string_view name) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
  };
  return !name.empty() && is_letter(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9');
  });
}

void set_collection(std::string_view text, Element at, Loop& loop, Compiler& compiler) {
  if (text.find('{') != std::string_view::npos) {
    loop.collection_variable.clear();
    loop.collection = compiler.text(at, text);
    return;
  }
  loop.collection_variable = text;
  if (is_identifier(text)) {
    loop.collection = compiler.text(at, fmt::format("${{{}}}", text));
    return;
  }
  std::string quoted;
  for (const char c : text) quoted += c == '\'' || c == '\\' ? std::string{'\\', c} : std::string{c};
  loop.collection = compiler.text(at, fmt::format("${{execution.getVariable('{}')}}", quoted));
}

// The event definition that stands in `event` or that it refers to.
Element definition_in(Element event) {
  for (Element child = event.first_child(); child; child = child.next()) {
    if (is_event_definition(child.tag())) return child;
    if (child.tag() != Tag::event_definition_ref) continue;
    const Element definition = event.model().resolve(child.text());
    if (is_event_definition(definition.tag())) return definition;
  }
  return {};
}

// A default signal, which has no name, where None and One refer to no event.
void add_throw(const ProcessView& view, Element definition, Expression condition, Loop& loop, Compiler& compiler) {
  Loop::Throw thrown;
  thrown.condition = std::move(condition);
  thrown.event.kind = EventKind::signal;
  if (definition) thrown.event = read_event_definition(view, definition, compiler);
  loop.throws.push_back(std::move(thrown));
}

void read_behavior(const ProcessView& view, Element characteristics, Loop& loop, Compiler& compiler) {
  const std::string_view behavior = characteristics.attribute("behavior");
  if (behavior == "None") {
    add_throw(view, view.referenced(characteristics, "noneBehaviorEventRef"), {}, loop, compiler);
  } else if (behavior == "One") {
    add_throw(view, view.referenced(characteristics, "oneBehaviorEventRef"), {}, loop, compiler);
    loop.throws.back().first_only = true;
  } else if (behavior == "Complex") {
    for (const Element& complex : characteristics.children(Tag::complex_behavior_definition)) {
      const Element event = definition_in(complex.child("event"));
      if (!event) continue;
      const Element condition = complex.child(Tag::condition);
      add_throw(view, event, condition ? compiler.condition(condition) : Expression(), loop, compiler);
      loop.throws.back().cancels_remaining = true;
    }
  }
}

}  // namespace

Loop read_multi_instance(const ProcessView& view, Element characteristics, Compiler& compiler) {
  Loop loop;
  loop.kind = characteristics.flag("isSequential") ? Loop::Kind::sequential : Loop::Kind::parallel;
  if (const Element cardinality = characteristics.child(Tag::loop_cardinality)) {
    loop.cardinality = compiler.content(cardinality);
  }
  if (const Element condition = characteristics.child(Tag::completion_condition)) {
    loop.completion_condition = compiler.condition(condition);
  }
  if (const auto collection = characteristics.vendor("collection")) {
    set_collection(*collection, characteristics, loop, compiler);
  }
  if (const Element reference = characteristics.child(Tag::loop_data_input_ref)) {
    set_collection(data_name_of(characteristics.model(), reference.trimmed_text()), reference, loop, compiler);
  }
  loop.element_variable = characteristics.vendor("elementVariable").value_or("");
  const Element item = characteristics.child(Tag::input_data_item);
  if (item) loop.element_variable = data_name(item);
  if (const Element output = characteristics.child(Tag::loop_data_output_ref)) {
    loop.output_collection = data_name_of(characteristics.model(), output.trimmed_text());
    loop.output_variable = data_name(characteristics.child(Tag::output_data_item));
  }
  read_behavior(view, characteristics, loop, compiler);
  return loop;
}

Loop read_standard_loop(Element characteristics, Compiler& compiler) {
  Loop loop;
  loop.kind = Loop::Kind::standard;
  loop.test_before = characteristics.flag("testBefore");
  const std::string_view maximum = characteristics.attribute("loopMaximum");
  std::int64_t value = 0;
  if (std::from_chars(maximum.data(), maximum.data() + maximum.size(), value).ec == std::errc()) loop.maximum = value;
  if (value < 0) {
    compiler.report(Severity::error, characteristics, "loop-maximum",
                    fmt::format("loopMaximum must not be negative, but is {}", value));
  }
  if (const Element condition = characteristics.child(Tag::loop_condition)) {
    loop.loop_condition = compiler.condition(condition);
  }
  return loop;
}

}  // namespace baton::bpmn
