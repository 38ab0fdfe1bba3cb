// Changes to a file of which only the changed places differ in its bytes.
//
// An Editor gathers changes to the elements of one model; save() writes the file with all of them, in its encoding,
// everything else byte for byte as it came. The model itself does not change: load() the result to see it. Later
// changes win over earlier ones of the same place; changes inside a removed element are dropped.
//
//   Editor editor(loaded.model);
//   editor.set_attribute(loaded.model->find("Task_1"), "name", "Check the order");
//   write_file(path, editor.save());
//
// Not for several threads at once.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bpmn/edit/fragment.hpp"
#include "bpmn/model/model.hpp"

namespace baton::bpmn {

class Editor {
 public:
  explicit Editor(std::shared_ptr<const Model> model);

  const Model& model() const { return *model_; }

  // `name` as it is written, with its prefix; see qualified_attribute().
  void set_attribute(Element element, std::string_view name, std::string_view value);
  // Nothing happens when there is none.
  void remove_attribute(Element element, std::string_view name);
  // Its value stays.
  void rename_attribute(Element element, std::string_view name, std::string_view new_name);
  // Instead of all its content.
  void set_text(Element element, std::string_view text);
  // Another element name, content and attributes stay.
  void set_name(Element element, std::string_view name);

  void remove(Element element);
  // As the last child.
  void append(Element parent, const Fragment& child);
  void insert_before(Element sibling, const Fragment& added);
  void insert_after(Element sibling, const Fragment& added);
  void replace(Element element, const Fragment& by);
  // Into its extensionElements, which are made where the schema wants them.
  void add_extension(Element element, const Fragment& child);

  // Another id, and everywhere the file refers to it.
  void rename(Element element, std::string_view id);

  // "prefix:name" for this namespace, declared at the root when no prefix means it at the element.
  std::string qualified_attribute(Element at, std::string_view uri, std::string_view preferred_prefix, std::string_view name);
  std::string qualified_element(Element at, std::string_view uri, std::string_view preferred_prefix, std::string_view name);

  bool has_changes() const;
  std::string save() const;
  // Where what save() gives came from.
  std::vector<xml::Piece> origin() const;

 private:
  struct Splice {
    std::uint32_t begin = 0, end = 0;
    std::string text;
  };

  std::string_view source() const;
  xml::Span span(Element element) const;
  std::string indent_of(Element element) const;
  std::uint32_t space_before(Element element) const;
  std::string qualified(Element at, std::string_view uri, std::string_view preferred, std::string_view name, bool is_element);
  void put(std::uint32_t begin, std::uint32_t end, std::string text);
  std::vector<Splice> splices() const;
  std::vector<Splice> effective() const;  // without those inside something that is gone
  Splice appended(Element parent, const std::vector<Fragment>& children) const;

  std::shared_ptr<const Model> model_;
  Layout layout_;
  std::vector<Splice> splices_;
  std::map<std::pair<xml::ElementIndex, std::string>, Splice> attributes_;
  std::map<xml::ElementIndex, std::vector<Fragment>> appended_;
  std::map<xml::ElementIndex, std::vector<Fragment>> extensions_;  // of elements that have no extensionElements
  std::map<std::string, std::string, std::less<>> declared_;       // uri -> prefix
};

}  // namespace baton::bpmn
