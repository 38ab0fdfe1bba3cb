#include "bpmn/convert/context.hpp"

#include <fmt/format.h>

#include "bpmn/convert/term.hpp"
#include "bpmn/edit/markup.hpp"
#include "bpmn/edit/namespaces.hpp"
#include "bpmn/finding_at.hpp"
#include "bpmn/graph/compiler.hpp"

namespace baton::bpmn::convert {

Context::Context(std::shared_ptr<const Model> model, Target target, Use use)
    : editor_(std::move(model)), target_(target), use_(use) {}

void Context::set(Element element, std::string_view name, std::string_view value) {
  editor_.set_attribute(element, editor_.qualified_attribute(element, target_.uri, target_.prefix, name), value);
}

void Context::add(Element owner, Fragment fragment) { added_[owner.index()].push_back(std::move(fragment)); }

void Context::add_property(Element owner, std::string_view name, std::string_view value) {
  properties_[owner.index()].emplace_back(name, value);
}

Fragment Context::fragment(Element at, std::string_view name, std::vector<std::pair<std::string, std::string>> attributes) {
  std::erase_if(attributes, [](const auto& attribute) { return attribute.second.empty(); });
  return {editor_.qualified_element(at, target_.uri, target_.prefix, name), std::move(attributes)};
}

std::string Context::bpmn_name(Element at, std::string_view name) const {
  const std::string prefix = prefix_of_uri(at, kModelUri, true).value_or("");
  return prefix.empty() ? std::string(name) : fmt::format("{}:{}", prefix, name);
}

void Context::retag(Element element, std::string_view name) { editor_.set_name(element, bpmn_name(element, name)); }

void Context::drop(Element extension) { dropped_.insert(extension.index()); }

void Context::drop_attribute(Element element, std::string_view uri, std::string_view name) {
  if (const auto prefix = prefix_of_uri(element, uri, false)) {
    editor_.remove_attribute(element, fmt::format("{}:{}", *prefix, name));
  }
}

void Context::report(Severity severity, Element at, std::string rule, std::string message) {
  findings_.push_back(finding_at(at, std::move(rule), severity, std::move(message)));
}

void Context::note(Element at, std::string message) { report(Severity::info, at, "dialect-differs", std::move(message)); }
void Context::lost(Element at, std::string message) { report(Severity::warning, at, "dialect-lost", std::move(message)); }

void Context::unrunnable(Element at, std::string rule, std::string message) {
  report(use_ == Use::run_lenient ? Severity::warning : Severity::error, at, std::move(rule), std::move(message));
  findings_.back().only_lenient = true;
}

// What stands for it where it is executed fails when it is reached.
std::string Context::untranslated(Element at, std::string_view rule, std::string_view text, const std::string& why) {
  unrunnable(at, std::string(rule), fmt::format("'{}' cannot be written in the other language: {}", text, why));
  return std::string(is_for_a_file() ? std::string(text) : Compiler::failing().source());
}

std::string Context::juel(Element at, std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || text[begin] != '=') return std::string(text);
  try {
    return to_juel_template(parse(text.substr(begin + 1), Tongue::feel));
  } catch (const Problem& problem) {
    return untranslated(at, "feel-expression", text, problem.message);
  }
}

std::string Context::feel(Element at, std::string_view text) {
  if (text.find("${") == std::string_view::npos && text.find("#{") == std::string_view::npos) return std::string(text);
  try {
    const std::vector<Term> parts = parse_juel_template(text);
    if (parts.size() == 1) return "=" + to_feel(parts[0]);
    std::string sum;
    for (const Term& part : parts) {
      const std::string written = to_feel(part);
      sum += sum.empty() ? "=" : " + ";
      sum += part.op == Op::text ? written : fmt::format("string({})", written);
    }
    return sum;
  } catch (const Problem& problem) {
    return untranslated(at, "juel-expression", text, problem.message);
  }
}

void Context::write_extensions() {
  for (auto& [index, properties] : properties_) {
    const Element owner = model().element(index);
    Fragment holder = fragment(owner, "properties", {});
    for (auto& [name, value] : properties) holder.children.push_back(fragment(owner, "property", {{"name", name}, {"value", value}}));
    added_[index].push_back(std::move(holder));
  }
  std::map<xml::ElementIndex, bool> emptied;  // extensionElements -> nothing of it is left
  for (const xml::ElementIndex index : dropped_) {
    const Element holder = model().element(index).parent();
    bool is_empty = !added_.contains(holder.parent().index());
    for (const Element& child : holder.children()) is_empty = is_empty && dropped_.contains(child.index());
    if (!is_empty) editor_.remove(model().element(index));
    if (is_empty) emptied[holder.index()] = true;
  }
  for (const auto& [index, is_empty] : emptied) editor_.remove(model().element(index));
  for (const auto& [index, fragments] : added_) {
    for (const Fragment& one : fragments) editor_.add_extension(model().element(index), one);
  }
}

Context::Result Context::finish() {
  write_extensions();
  return {editor_.save(), editor_.origin(), std::move(findings_)};
}

bool is_of(Element element, std::string_view uri) {
  const xml::Document& document = element.model().document();
  return document.namespace_uri(document.name_space(element.index())) == uri;
}

std::optional<std::string_view> attribute_of(Element element, std::string_view uri, std::string_view name) {
  const xml::Document& document = element.model().document();
  const xml::Attribute* end = document.attributes_end(element.index());
  for (const xml::Attribute* a = document.attributes_begin(element.index()); a != end; ++a) {
    if (a->name == name && a->name_space != 0 && document.namespace_uri(a->name_space) == uri) return a->value;
  }
  return std::nullopt;
}

bool declares(const Model& model, std::string_view uri) {
  for (xml::NamespaceId id = 0; id < model.document().namespace_count(); ++id) {
    if (model.document().namespace_uri(id) == uri) return true;
  }
  return false;
}

}  // namespace baton::bpmn::convert
