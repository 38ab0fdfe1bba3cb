#include "expression/juel/spin_values.hpp"

#include <fmt/format.h>

#include <array>

#include "expression/juel/fault.hpp"

namespace baton::juel {

namespace {

constexpr std::array<std::string_view, 8> kNodeTypes = {"NULL",    "OBJECT", "ARRAY",  "STRING",
                                                        "BOOLEAN", "NUMBER", "NUMBER", "NUMBER"};

}  // namespace

void spin_property_error(std::string_view name) {
  throw Fault{
      FaultKind::java,
      fmt::format("org.camunda.spin.json.SpinJsonPropertyException: SPIN/JACKSON-JSON-01004 Unable to find "
                  "'{}'",
                  name)};
}

void spin_type_error(std::string_view expected, const Json& node) {
  throw Fault{
      FaultKind::java,
      fmt::format("org.camunda.spin.json.SpinJsonDataFormatException: SPIN/JACKSON-JSON-01002 Expected '{}', "
                  "got '{}'",
                  expected, kNodeTypes[static_cast<std::size_t>(node.type())])};
}

Item string_value(const Json& node) {
  if (!node.is_string()) spin_type_error("String", node);
  return scalar_of(node);
}

Item number_value(const Json& node) {
  if (!node.is_number()) spin_type_error("Number", node);
  return scalar_of(node);
}

Item bool_value(const Json& node) {
  if (!node.is_boolean()) spin_type_error("Boolean", node);
  return scalar_of(node);
}

Item any_value(const Json& node) {
  if (node.is_structured()) spin_type_error("String/Number/Boolean/Null", node);
  return scalar_of(node);
}

Item elements_of(const SpinObject& self) {
  if (!self.node().is_array()) spin_type_error("SpinList", self.node());
  std::vector<Item> nodes;
  for (std::size_t i = 0; i < self.node().size(); ++i) nodes.push_back(self.child(i));
  return spin_list(std::move(nodes));
}

}  // namespace baton::juel
