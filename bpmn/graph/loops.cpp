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

}  // namespace

Loop read_multi_instance(Element characteristics, Compiler& compiler) {
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
    set_collection(reference.trimmed_text(), reference, loop, compiler);
  }
  loop.element_variable = characteristics.vendor("elementVariable").value_or("");
  const Element item = characteristics.child(Tag::input_data_item);
  if (item.has("name")) loop.element_variable = item.attribute("name");
  return loop;
}

Loop read_standard_loop(Element characteristics, Compiler& compiler) {
  Loop loop;
  loop.kind = Loop::Kind::standard;
  loop.test_before = characteristics.flag("testBefore");
  const std::string_view maximum = characteristics.attribute("loopMaximum");
  std::int64_t value = 0;
  if (std::from_chars(maximum.data(), maximum.data() + maximum.size(), value).ec == std::errc()) loop.maximum = value;
  if (const Element condition = characteristics.child(Tag::loop_condition)) {
    loop.loop_condition = compiler.condition(condition);
  }
  return loop;
}

}  // namespace baton::bpmn
