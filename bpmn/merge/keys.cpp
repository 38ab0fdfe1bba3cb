#include "bpmn/merge/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "bpmn/edit/markup.hpp"
#include "bpmn/edit/namespaces.hpp"

namespace baton::bpmn {

namespace {

// Lists of references, which are sets.
constexpr std::array<std::string_view, 8> kReferences = {"incoming", "outgoing", "flowNodeRef", "participantRef", "messageFlowRef",
                                                         "categoryValueRef", "dataInputRefs", "dataOutputRefs"};

std::string key_of(Element element) {
  const std::string_view name = element.name();
  if (is_whole(element)) return fmt::format("{}@{}", name, element.attribute("bpmnElement"));
  if (!element.id().empty()) return fmt::format("#{}", element.id());
  if (std::find(kReferences.begin(), kReferences.end(), name) != kReferences.end()) return fmt::format("{}={}", name, element.trimmed_text());
  return std::string(name);
}

}  // namespace

bool is_whole(Element element) { return element.tag() == Tag::shape || element.tag() == Tag::edge; }

std::vector<std::pair<std::string, Element>> keyed_children(Element parent) {
  std::vector<std::pair<std::string, Element>> keyed;
  std::map<std::string, int> before;  // files have ids twice
  for (Element child = parent.first_child(); child; child = child.next()) {
    const std::string key = key_of(child);
    keyed.emplace_back(fmt::format("{}:{}", key, before[key]++), child);
  }
  return keyed;
}

// The document knows values and namespaces, the text which prefixes were written and what is declared.
std::map<AttributeName, std::string> attributes_of(Element element) {
  const xml::Document& document = element.model().document();
  std::map<AttributeName, std::string> found;
  const xml::Attribute* known = document.attributes_begin(element.index());
  for (const AttributeSpan& written : read_start_tag(document.source(), document.span(element.index())).attributes) {
    const std::size_t colon = written.name.find(':');
    std::string prefix(colon == std::string_view::npos ? "" : written.name.substr(0, colon));
    if (written.name == kDeclaration || prefix == kDeclaration) {
      const std::string declared(prefix.empty() ? "" : written.name.substr(colon + 1));
      found[{kDeclaration, kDeclaration, declared}] = document.source().substr(written.value_begin, written.value_end - written.value_begin);
    } else if (known != document.attributes_end(element.index())) {
      found[{std::string(document.namespace_uri(known->name_space)), prefix, std::string(known->name)}] = known->value;
      ++known;
    }
  }
  return found;
}

bool is_same(Element a, Element b) {
  if (a.name() != b.name()) return false;
  std::map<AttributeName, std::string> of_a = attributes_of(a), of_b = attributes_of(b);
  for (auto* attributes : {&of_a, &of_b}) std::erase_if(*attributes, [](const auto& entry) { return entry.first.uri == kDeclaration; });
  const auto same = [](const auto& x, const auto& y) { return x.first.uri == y.first.uri && x.first.local == y.first.local && x.second == y.second; };
  if (!std::equal(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(), same)) return false;
  auto inside_a = keyed_children(a), inside_b = keyed_children(b);
  if (inside_a.empty() && inside_b.empty()) return a.trimmed_text() == b.trimmed_text();
  const auto by_key = [](const auto& x, const auto& y) { return x.first < y.first; };
  std::stable_sort(inside_a.begin(), inside_a.end(), by_key);
  std::stable_sort(inside_b.begin(), inside_b.end(), by_key);
  return std::equal(inside_a.begin(), inside_a.end(), inside_b.begin(), inside_b.end(),
                    [](const auto& x, const auto& y) { return x.first == y.first && is_same(x.second, y.second); });
}

}  // namespace baton::bpmn
