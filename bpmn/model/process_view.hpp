// One process of a model, seen as flow nodes and sequence flows with their references resolved: what rules ask
// and what the graph is built from.
//
// Nodes are numbered in document order, node 0 is the process. A reference that leads nowhere, or to the wrong
// place, is kNone; saying so is the rules' part. Immutable; lives as long as its model.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bpmn/model/model.hpp"

namespace baton::bpmn {

class ProcessView {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  struct Node {
    Element element;
    Tag tag = Tag::unknown;
    std::uint32_t scope = kNone;           // the sub-process or process around it
    std::uint32_t host = kNone;            // boundary event: what it is attached to, in the same scope
    std::vector<Element> definitions;      // of its events, referenced ones included
    std::vector<std::uint32_t> children;   // sub-process: flow nodes directly inside
    std::vector<std::uint32_t> flows;      // sequence flows directly inside
    std::vector<std::uint32_t> boundaries;
    std::vector<std::uint32_t> incoming, outgoing;  // flows
    Element loop;                          // multiInstanceLoopCharacteristics
    bool is_event_sub_process = false;
    bool is_for_compensation = false;      // marked as a handler

    std::string_view id() const { return element.id(); }
    // The definition of that kind; none when there is none.
    Element definition(Tag tag) const;
  };

  struct Flow {
    Element element;
    std::uint32_t scope = kNone;
    // Flow nodes of the same scope.
    std::uint32_t source = kNone, target = kNone;
  };

  explicit ProcessView(Element process);

  const Element& process() const { return nodes_.front().element; }
  const Model& model() const { return process().model(); }
  const std::vector<Node>& nodes() const { return nodes_; }
  const Node& node(std::uint32_t index) const { return nodes_[index]; }
  const std::vector<Flow>& flows() const { return flows_; }
  const std::vector<Element>& associations() const { return associations_; }

  std::uint32_t find(std::string_view id) const;  // kNone when the process has no such flow node
  // The flow node that a reference means, whatever its prefix.
  std::uint32_t resolve(std::string_view reference) const;
  // The definition's messageRef, signalRef, errorRef or escalationRef.
  Element referenced(Element definition, std::string_view attribute) const;
  // The handler that is associated with a compensation boundary event.
  std::uint32_t handler_of(const Node& boundary) const;

 private:
  void collect();
  void add_node(Element element, std::uint32_t scope);
  void add_definitions(Node& node);
  void link();

  std::vector<Node> nodes_;
  std::vector<Flow> flows_;
  std::vector<Element> associations_;
  std::unordered_map<std::string_view, std::uint32_t> ids_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> associated_;  // source id -> targets
};

}  // namespace baton::bpmn
