#include "bpmn/model/model.hpp"

#include <algorithm>

#include "bpmn/dialect/vendor.hpp"

namespace baton::bpmn {

namespace {

constexpr std::string_view kWhite = " \t\r\n";

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kWhite);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kWhite) - begin + 1);
}

Tag classify(Space space, std::string_view name) {
  if (space != Space::bpmn && space != Space::diagram) return Tag::foreign;
  return tag_of(name, space == Space::diagram);
}

}  // namespace

// --- Element ------------------------------------------------------------------------------------

Tag Element::tag() const { return model_ ? model_->tag(index_) : Tag::foreign; }

Space Element::space() const {
  return model_ ? model_->space(model_->document().name_space(index_)) : Space::none;
}

std::string_view Element::name() const { return model_ ? model_->document().name(index_) : std::string_view(); }

std::optional<std::string_view> Element::find_attribute(Space space, std::string_view name) const {
  if (!model_) return std::nullopt;
  const xml::Document& document = model_->document();
  const xml::Attribute* end = document.attributes_end(index_);
  for (const xml::Attribute* a = document.attributes_begin(index_); a != end; ++a) {
    if (a->name == name && model_->space(a->name_space) == space) return a->value;
  }
  return std::nullopt;
}

std::optional<std::string_view> Element::find_attribute(std::string_view name) const {
  return find_attribute(Space::none, name);
}

bool Element::flag(std::string_view name, bool fallback) const {
  const auto value = find_attribute(name);
  return value ? *value == "true" || *value == "1" : fallback;
}

Element Element::parent() const {
  if (!model_) return {};
  const xml::ElementIndex parent = model_->document().parent(index_);
  return parent == xml::kNoElement ? Element() : Element(model_, parent);
}

Element Element::first_child() const {
  if (!model_) return {};
  const xml::ElementIndex child = model_->document().first_child(index_);
  return child == xml::kNoElement ? Element() : Element(model_, child);
}

Element Element::next() const {
  if (!model_) return {};
  const xml::ElementIndex next = model_->document().next_sibling(index_);
  return next == xml::kNoElement ? Element() : Element(model_, next);
}

Element Element::child(Tag tag) const {
  Element child = first_child();
  while (child && child.tag() != tag) child = child.next();
  return child;
}

Element Element::child(std::string_view name) const {
  Element child = first_child();
  while (child && child.name() != name) child = child.next();
  return child;
}

std::vector<Element> Element::children() const {
  std::vector<Element> found;
  for (Element child = first_child(); child; child = child.next()) found.push_back(child);
  return found;
}

std::vector<Element> Element::children(Tag tag) const {
  std::vector<Element> found;
  for (Element child = first_child(); child; child = child.next()) {
    if (child.tag() == tag) found.push_back(child);
  }
  return found;
}

std::vector<Element> Element::children(std::string_view name) const {
  std::vector<Element> found;
  for (Element child = first_child(); child; child = child.next()) {
    if (child.name() == name) found.push_back(child);
  }
  return found;
}

Element Element::extension(std::string_view name) const { return child(Tag::extension_elements).child(name); }

std::vector<Element> Element::extensions(std::string_view name) const {
  return child(Tag::extension_elements).children(name);
}

std::string Element::text() const { return model_ ? model_->document().text(index_) : std::string(); }
std::string Element::trimmed_text() const { return std::string(trim(text())); }
xml::Place Element::place() const { return model_ ? model_->document().after_start_tag(index_) : xml::Place(); }
int Element::line() const { return model_ ? model_->document().line(index_) : 0; }

// --- Model --------------------------------------------------------------------------------------

Model::Model(std::shared_ptr<const xml::Document> document)
    : document_(std::move(document)), by_tag_(static_cast<std::size_t>(Tag::count_)) {
  const auto size = static_cast<xml::ElementIndex>(document_->size());
  for (xml::NamespaceId id = 0; id < document_->namespace_count(); ++id) {
    spaces_.push_back(space_of_uri(document_->namespace_uri(id)));
  }
  tags_.reserve(size);
  is_extension_.reserve(size);
  for (xml::ElementIndex i = 0; i < size; ++i) {
    tags_.push_back(classify(spaces_[document_->name_space(i)], document_->name(i)));
    const xml::ElementIndex parent = document_->parent(i);
    const bool is_inside = parent != xml::kNoElement && (is_extension_[parent] || opens_extension(parent));
    is_extension_.push_back(is_inside);
    if (is_inside || tags_[i] == Tag::foreign) continue;
    const Element element(this, i);
    by_tag_[static_cast<std::size_t>(tags_[i])].push_back(element);
    if (const auto id = element.find_attribute("id"); id && !id->empty()) {
      const auto [found, is_new] = ids_.emplace(*id, element);
      if (!is_new) duplicates_.emplace_back(found->second, element);
    }
    if (tags_[i] == Tag::shape || tags_[i] == Tag::edge) {
      std::string_view drawn = element.attribute("bpmnElement");
      if (!drawn.empty()) drawings_.emplace(drawn, element);
    }
  }
}

// extensionElements; the "extension" of diagram interchange.
bool Model::opens_extension(xml::ElementIndex index) const {
  if (tags_[index] == Tag::extension_elements) return true;
  return spaces_[document_->name_space(index)] == Space::di && document_->name(index) == "extension";
}

Element Model::find(std::string_view id) const {
  const auto found = ids_.find(id);
  return found == ids_.end() ? Element() : found->second;
}

Element Model::resolve(std::string_view reference) const {
  reference = trim(reference);
  if (const Element exact = find(reference)) return exact;
  const std::size_t colon = reference.rfind(':');
  return colon == std::string_view::npos ? Element() : find(reference.substr(colon + 1));
}

Element Model::drawing_of(std::string_view id) const {
  const auto found = drawings_.find(id);
  return found == drawings_.end() ? Element() : found->second;
}

}  // namespace baton::bpmn
