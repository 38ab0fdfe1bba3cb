// Prefixes and the words that modelers put into a file's root.
#include <fmt/format.h>

#include "bpmn/convert/translators.hpp"
#include "bpmn/edit/markup.hpp"
#include "bpmn/edit/namespaces.hpp"

namespace baton::bpmn::convert {

namespace {

std::string_view local(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

}  // namespace

void respace(Context& context, std::string_view from_uri, Target to) {
  const Model& model = context.model();
  Editor& editor = context.editor();
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    const Element element = model.element(i);
    const StartTag tag = read_start_tag(model.document().source(), model.document().span(i));
    if (is_of(element, from_uri)) editor.set_name(element, editor.qualified_element(element, to.uri, to.prefix, local(tag.name)));
    for (const AttributeSpan& attribute : tag.attributes) {
      if (prefix(attribute.name).empty() || prefix(attribute.name) == "xmlns") continue;
      if (uri_of_prefix(element, prefix(attribute.name)) != from_uri) continue;
      editor.rename_attribute(element, attribute.name,
                              editor.qualified_attribute(element, to.uri, to.prefix, local(attribute.name)));
    }
  }
}

void set_platform(Context& context, std::string_view name, std::string_view version) {
  const Element root = context.model().root();
  const auto prefix = prefix_of_uri(root, kModelerUri, false);
  if (!prefix || !attribute_of(root, kModelerUri, "executionPlatform")) return;
  context.editor().set_attribute(root, *prefix + ":executionPlatform", name);
  if (!attribute_of(root, kModelerUri, "executionPlatformVersion")) return;
  context.editor().set_attribute(root, *prefix + ":executionPlatformVersion", version);
}

}  // namespace baton::bpmn::convert
