// The model of a file: every element of BPMN 2.0's metamodel that it holds, as it stands there, with its
// attributes, children and references; unknown extensions included.
//
// A Model owns its document, so nothing is lost: save() of an unchanged model gives back the same bytes. It
// checks nothing (see bpmn/rules): ids may be missing or double, references may lead nowhere. Immutable; any
// thread may read it. Element is a handle, cheap to copy, valid as long as its Model.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bpmn/document/document.hpp"
#include "bpmn/model/tag.hpp"

namespace baton::bpmn {

class Model;

// The namespaces that mean something here.
enum class Space : std::uint8_t {
  none,
  bpmn,
  diagram,  // bpmndi
  dc,
  di,
  xsi,
  vendor,  // camunda and its relatives: see dialect/vendor.hpp
  fox,     // the old namespace of camunda's retry element
  other,
};

class Element {
 public:
  Element() = default;  // no element: every question has an empty answer
  Element(const Model* model, xml::ElementIndex index) : model_(model), index_(index) {}

  explicit operator bool() const { return model_ != nullptr; }
  bool operator==(const Element&) const = default;

  const Model& model() const { return *model_; }
  xml::ElementIndex index() const { return index_; }
  Tag tag() const;
  Space space() const;
  std::string_view name() const;  // local element name
  std::string_view id() const { return attribute("id"); }

  // Attributes without a prefix. attribute() is empty when there is none.
  std::optional<std::string_view> find_attribute(std::string_view name) const;
  std::string_view attribute(std::string_view name) const { return find_attribute(name).value_or(""); }
  bool has(std::string_view name) const { return find_attribute(name).has_value(); }
  // "true" or "1"; `fallback` when absent.
  bool flag(std::string_view name, bool fallback = false) const;
  // Attributes of a namespace.
  std::optional<std::string_view> find_attribute(Space space, std::string_view name) const;
  std::optional<std::string_view> vendor(std::string_view name) const { return find_attribute(Space::vendor, name); }

  Element parent() const;
  Element first_child() const;
  Element next() const;  // sibling
  Element child(Tag tag) const;                // the first
  Element child(std::string_view name) const;  // the first of that local name, whatever its namespace
  std::vector<Element> children() const;
  std::vector<Element> children(Tag tag) const;
  std::vector<Element> children(std::string_view name) const;
  // Inside its extensionElements.
  Element extension(std::string_view name) const;
  std::vector<Element> extensions(std::string_view name) const;

  std::string text() const;          // as written
  std::string trimmed_text() const;  // without white space around it

  xml::Place place() const;  // right after the start tag, as Camunda reports it
  int line() const;          // where it begins

 private:
  const Model* model_ = nullptr;
  xml::ElementIndex index_ = xml::kNoElement;
};

class Model {
 public:
  explicit Model(std::shared_ptr<const xml::Document> document);
  Model(const Model&) = delete;

  const xml::Document& document() const { return *document_; }
  Element root() const { return {this, 0}; }
  std::size_t size() const { return tags_.size(); }
  Element element(xml::ElementIndex index) const { return {this, index}; }

  Tag tag(xml::ElementIndex index) const { return tags_[index]; }
  Space space(xml::NamespaceId id) const { return spaces_[id]; }
  // The file declares a vendor's namespace.
  bool speaks_vendor() const { return std::find(spaces_.begin(), spaces_.end(), Space::vendor) != spaces_.end(); }
  // Inside extensionElements: not part of the model, whatever its namespace.
  bool is_extension(xml::ElementIndex index) const { return is_extension_[index]; }

  // All elements of a tag outside extensions, in document order.
  const std::vector<Element>& all(Tag tag) const { return by_tag_[static_cast<std::size_t>(tag)]; }
  // The first element with this id; none when there is none.
  Element find(std::string_view id) const;
  // What a reference means: the element of that id; else, behind a prefix, of the rest.
  Element resolve(std::string_view reference) const;
  // (first, later) elements of one id.
  const std::vector<std::pair<Element, Element>>& duplicate_ids() const { return duplicates_; }
  // The first shape or edge that draws the element.
  Element drawing_of(std::string_view id) const;

  // The file's bytes: what was loaded.
  const std::string& save() const { return document_->bytes(); }

 private:
  bool opens_extension(xml::ElementIndex index) const;

  std::shared_ptr<const xml::Document> document_;
  std::vector<Space> spaces_;
  std::vector<Tag> tags_;
  std::vector<bool> is_extension_;
  std::vector<std::vector<Element>> by_tag_;
  std::unordered_map<std::string_view, Element> ids_;
  std::unordered_map<std::string_view, Element> drawings_;
  std::vector<std::pair<Element, Element>> duplicates_;
};

}  // namespace baton::bpmn
