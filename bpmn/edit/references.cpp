#include "bpmn/edit/references.hpp"

#include <algorithm>
#include <array>

namespace baton::bpmn {

namespace {

// Beside those that end in "Ref".
constexpr std::array<std::string_view, 6> kAttributes = {
    "default", "bpmnElement", "sourceElement", "targetElement", "choreographyActivityShape", "labelStyle"};

// Beside those that end in "Ref" or "Refs".
constexpr std::array<Tag, 4> kElements = {Tag::incoming, Tag::outgoing, Tag::source, Tag::target};

}  // namespace

bool is_reference_attribute(std::string_view name) {
  return name.ends_with("Ref") || std::find(kAttributes.begin(), kAttributes.end(), name) != kAttributes.end();
}

bool is_reference_element(Element element) {
  if (element.space() != Space::bpmn || element.first_child()) return false;
  const std::string_view name = element.name();
  if (name.ends_with("Ref") || name.ends_with("Refs")) return true;
  return std::find(kElements.begin(), kElements.end(), element.tag()) != kElements.end();
}

}  // namespace baton::bpmn
