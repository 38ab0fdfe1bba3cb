#include <fmt/format.h>

#include "bpmn/dialect/readers.hpp"

namespace baton::bpmn {

namespace {

// Lists and maps nest as deep as the document lets elements nest.
Parameter read_value(Element value, Compiler& compiler);

// What is inside <inputParameter>, <entry>: a text or one list, map or script.
Parameter read_content(Element element, Compiler& compiler) {
  const Element child = element.first_child();
  return child ? read_value(child, compiler) : read_value(element, compiler);
}

Parameter read_value(Element value, Compiler& compiler) {
  Parameter parameter;
  if (value.name() == "list") {
    parameter.kind = Parameter::Kind::list;
    for (Element item = value.first_child(); item; item = item.next()) {
      parameter.items.push_back(read_value(item, compiler));
    }
  } else if (value.name() == "map") {
    parameter.kind = Parameter::Kind::map;
    for (const Element& entry : value.children("entry")) {
      Parameter item = read_content(entry, compiler);
      item.name = entry.attribute("key");
      parameter.items.push_back(std::move(item));
    }
  } else if (value.name() == "script") {
    parameter.expression = compiler.script(value).value_or(Compiler::failing());
  } else {
    parameter.expression = compiler.content(value);
  }
  return parameter;
}

std::vector<Parameter> read_parameters(Element mapping, std::string_view name, Compiler& compiler) {
  std::vector<Parameter> parameters;
  for (const Element& element : mapping.children(name)) {
    Parameter parameter = read_content(element, compiler);
    parameter.name = element.attribute("name");
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

}  // namespace

IoMapping read_io_mapping(Element element, Compiler& compiler) {
  const Element mapping = element.extension("inputOutput");
  IoMapping io;
  if (!mapping || mapping.space() != Space::vendor) return io;
  io.inputs = read_parameters(mapping, "inputParameter", compiler);
  io.outputs = read_parameters(mapping, "outputParameter", compiler);
  return io;
}

std::vector<VariableMapping> read_variable_mappings(Element element, std::string_view name, Compiler& compiler) {
  std::vector<VariableMapping> mappings;
  for (const Element& found : element.extensions(name)) {
    if (found.space() != Space::vendor) continue;
    VariableMapping mapping;
    mapping.local = found.attribute("local") == "true";
    mapping.target = found.attribute("target");
    if (name == "in" && !found.attribute("businessKey").empty()) {
      mapping.kind = VariableMapping::Kind::business_key;
      mapping.expression = compiler.text(found, found.attribute("businessKey"));
    } else if (found.attribute("variables") == "all") {
      mapping.kind = VariableMapping::Kind::all;
    } else if (found.has("source")) {
      mapping.source = found.attribute("source");
    } else {
      mapping.kind = VariableMapping::Kind::expression;
      mapping.expression = compiler.text(found, found.attribute("sourceExpression"));
    }
    mappings.push_back(std::move(mapping));
  }
  return mappings;
}

}  // namespace baton::bpmn
