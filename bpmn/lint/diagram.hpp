// A model as the lint rules ask it: what flows where, which definitions an event has, what stands in a scope. Made once for
// a model; lives as long as it.
//
// Unlike ProcessView it knows everything that is drawn, executable or not. A sequence flow belongs to a node when it begins
// or ends there, and also when only the node says so.
#pragma once

#include <unordered_map>
#include <vector>

#include "bpmn/model/model.hpp"

namespace baton::bpmn::lint {

using Elements = std::vector<Element>;

class Diagram {
 public:
  explicit Diagram(const Model& model);

  const Model& model() const { return model_; }
  const Elements& all(Tag tag) const { return model_.all(tag); }
  // Visits, in document order, the elements for whose tag `wanted` is true. Extensions are passed over.
  template <class Wanted, class Visit>
  void each(Wanted wanted, Visit visit) const {
    for (xml::ElementIndex i = 0; i < model_.size(); ++i) {
      if (wanted(model_.tag(i)) && !model_.is_extension(i)) visit(model_.element(i));
    }
  }

  // What an attribute refers to.
  Element referenced(Element element, std::string_view attribute) const;
  Element source(Element flow) const { return referenced(flow, "sourceRef"); }
  Element target(Element flow) const { return referenced(flow, "targetRef"); }

  const Elements& incoming(Element node) const { return known(incoming_, node); }
  const Elements& outgoing(Element node) const { return known(outgoing_, node); }

  // The boundary events attached to the activity.
  const Elements& boundaries(Element host) const { return known(boundaries_, host); }

  // Of an event, referenced ones included.
  Elements definitions(Element event) const;
  bool has_definition(Element event, Tag kind) const;
  bool has_only(Element event, Tag kind) const;  // and at least one

  // The last shape or edge that draws it.
  Element drawing(Element element) const;

 private:
  using Flows = std::unordered_map<xml::ElementIndex, Elements>;
  static void add(Flows& flows, Element node, Element flow);
  const Elements& known(const Flows& flows, Element node) const;

  const Model& model_;
  Flows incoming_, outgoing_, boundaries_;
  std::unordered_map<xml::ElementIndex, Element> drawings_;
  Elements none_;
};

bool has_condition(Element flow);
bool is_default_flow(const Diagram& diagram, Element node, Element flow);
bool is_event_sub_process(Element element);
// The nearest element of that tag around, itself included; none when there is none.
Element around(Element element, Tag tag);
bool is_in_executable_process(Element element);
// The element around is an ad-hoc sub-process.
bool is_ad_hoc(Element element);

constexpr bool is_choreography_activity(Tag tag) {
  return tag == Tag::choreography_task || tag == Tag::sub_choreography || tag == Tag::call_choreography;
}
// Processes and sub-processes of all kinds, choreographies: what holds flow elements.
bool is_container(Tag tag);
bool is_activity_or_event(Tag tag);
bool is_node(Tag tag);          // events, activities and gateways
bool is_flow_element(Tag tag);  // nodes, sequence flows, data objects, references to data, choreography activities
// "Process" or "Sub process", as findings begin.
std::string_view kind_of_scope(Element scope);

}  // namespace baton::bpmn::lint
