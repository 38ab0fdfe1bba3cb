// What the specification's rules ask of a model: references across files, the flows of a node, the definitions of an event,
// what an element belongs to. Made once for a model, lives as long as it and its imports.
#pragma once

#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "bpmn/rules/rule.hpp"
#include "bpmn/rules/strict/imports.hpp"

namespace baton::bpmn::strict {

using Elements = std::vector<Element>;

class Facts {
 public:
  Facts(const Model& model, const Imports& imports);

  const Model& model() const { return model_; }
  const Imports& imports() const { return imports_; }
  const Elements& all(Tag tag) const { return model_.all(tag); }
  // Visits the elements of these tags; of all tags for which `wanted(tag)` is true. Extensions are passed over.
  template <class Visit>
  void each(std::initializer_list<Tag> tags, Visit visit) const {
    for (const Tag tag : tags) {
      for (const Element& element : all(tag)) visit(element);
    }
  }
  template <class Wanted, class Visit>
  void each_of(Wanted wanted, Visit visit) const {
    for (std::size_t tag = 0; tag < static_cast<std::size_t>(Tag::count_); ++tag) {
      if (!wanted(static_cast<Tag>(tag))) continue;
      for (const Element& element : all(static_cast<Tag>(tag))) visit(element);
    }
  }

  // The element that a reference means: in the file of the namespace that its prefix stands for, else in this file or
  // in one that is imported.
  Element resolve(std::string_view reference) const;
  // What an attribute, or the text of the child of that name, refers to.
  Element referenced(Element element, std::string_view name) const;

  // Sequence flows by their source and target.
  const Elements& incoming(Element node) const { return known(incoming_, node); }
  const Elements& outgoing(Element node) const { return known(outgoing_, node); }
  // The same, or what the node itself says: whichever is more.
  std::size_t incoming_count(Element node) const;
  std::size_t outgoing_count(Element node) const;
  // A flow leads there and the node names it as incoming, or the same for outgoing: what nodes must have, they must say.
  bool has_incoming(Element node) const { return !incoming(node).empty() && node.child(Tag::incoming); }
  bool has_outgoing(Element node) const { return !outgoing(node).empty() && node.child(Tag::outgoing); }

  // Those of an event, referenced ones included.
  Elements definitions(Element event) const;
  bool has_definition(Element event, Tag kind) const;

 private:
  using Flows = std::unordered_map<xml::ElementIndex, Elements>;
  const Elements& known(const Flows& flows, Element node) const;

  const Model& model_;
  const Imports& imports_;
  Flows incoming_, outgoing_;
  Elements none_;
};

using StrictRule = Rule<Facts>;
using StrictRules = std::span<const StrictRule>;

// The nearest element of that tag around, or none.
Element around(Element element, Tag tag);
// Stands in a process that is to be executed.
bool is_executable(Element element);
// The process or sub-process that the flow element stands in.
Element scope_of(Element element);
bool is_in_event_sub_process(Element element);
bool is_event_sub_process(Element element);
// The URI that the root binds to the prefix of "prefix:name"; empty without a prefix, or when there is none.
std::string_view namespace_of(Element element, std::string_view reference);
// In "prefix:Name", the name.
std::string_view local_name(std::string_view name);
// Equal, or both of the same structure.
bool same_item(const Facts& facts, Element one, Element other);

constexpr bool is_artifact(Tag tag) {
  return tag == Tag::text_annotation || tag == Tag::group || tag == Tag::association || tag == Tag::artifact;
}
constexpr bool is_choreography_activity(Tag tag) {
  return tag == Tag::choreography_task || tag == Tag::sub_choreography || tag == Tag::call_choreography;
}

}  // namespace baton::bpmn::strict
