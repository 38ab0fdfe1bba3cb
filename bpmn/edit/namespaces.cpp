#include "bpmn/edit/namespaces.hpp"

namespace baton::bpmn {

namespace {

constexpr std::string_view kXmlnsUri = "http://www.w3.org/2000/xmlns/";

// Calls visit(prefix, uri) for each declaration of one element, until it answers true.
template <typename Visit>
bool declarations(Element element, Visit visit) {
  const xml::Document& document = element.model().document();
  const xml::Attribute* end = document.attributes_end(element.index());
  for (const xml::Attribute* a = document.attributes_begin(element.index()); a != end; ++a) {
    if (a->name_space == 0 && a->name == "xmlns") {
      if (visit(std::string_view(), a->value)) return true;
    } else if (a->name_space != 0 && document.namespace_uri(a->name_space) == kXmlnsUri) {
      if (visit(a->name, a->value)) return true;
    }
  }
  return false;
}

}  // namespace

std::optional<std::string_view> uri_of_prefix(Element at, std::string_view prefix) {
  std::optional<std::string_view> found;
  for (; at && !found; at = at.parent()) {
    declarations(at, [&](std::string_view declared, std::string_view uri) {
      if (declared == prefix) found = uri;
      return declared == prefix;
    });
  }
  return found;
}

std::optional<std::string> prefix_of_uri(Element at, std::string_view uri, bool may_be_default) {
  std::optional<std::string> found;
  for (Element from = at; from && !found; from = from.parent()) {
    declarations(from, [&](std::string_view prefix, std::string_view declared) {
      // A prefix may have been given another meaning further inside.
      if (declared != uri || (prefix.empty() && !may_be_default) || uri_of_prefix(at, prefix) != uri) return false;
      found = prefix;
      return true;
    });
  }
  return found;
}

}  // namespace baton::bpmn
