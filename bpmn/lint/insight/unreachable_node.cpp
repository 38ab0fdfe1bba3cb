// What no token can ever reach is dead, mostly a loop that lost its entry or a part that lost its flow.
#include <set>

#include "bpmn/lint/insight/tables.hpp"

namespace baton::bpmn::lint {

namespace {

bool stands_alone(Element node) {
  return node.tag() == Tag::start_event || node.flag("isForCompensation") || is_event_sub_process(node) || is_ad_hoc(node);
}

// Where nothing in the scope says where to start, everything without incoming flow starts.
bool begins(const Diagram& diagram, Element node) {
  if (stands_alone(node)) return true;
  if (node.tag() == Tag::boundary_event) return !diagram.referenced(node, "attachedToRef");
  return diagram.incoming(node).empty() && !node.parent().child(Tag::start_event);
}

class Reach {
 public:
  explicit Reach(const Diagram& diagram) : diagram_(diagram) {
    diagram.each(is_node, [&](Element node) {
      if (begins(diagram, node)) enter(node);
    });
    while (!open_.empty()) {
      const Element node = open_.back();
      open_.pop_back();
      follow(node);
    }
  }

  bool holds(Element node) const { return reached_.count(node.index()) > 0; }

 private:
  void enter(Element node) {
    if (node && reached_.insert(node.index()).second) open_.push_back(node);
  }

  void follow(Element node) {
    for (const Element& flow : diagram_.outgoing(node)) enter(diagram_.target(flow));
    for (const Element& boundary : diagram_.boundaries(node)) enter(boundary);
    if (const Element link = node.child(Tag::link_event_definition)) follow_link(link);
  }

  // To whatever catches it in its scope.
  void follow_link(Element link) {
    for (const Element& other : diagram_.all(Tag::link_event_definition)) {
      const bool is_same = other.attribute("name") == link.attribute("name");
      if (is_same && other.parent().parent() == link.parent().parent()) enter(other.parent());
    }
  }

  const Diagram& diagram_;
  std::set<xml::ElementIndex> reached_;
  Elements open_;
};

void check(const Look& look) {
  const Reach reach(look.diagram());
  look.each(is_node, [&](Element node) {
    if (!reach.holds(node)) look.report(node, "No path from a start leads here");
  });
}

}  // namespace

const LintRule& unreachable_node() {
  static constexpr LintRule kRule{"unreachable-node", Family::insight, Severity::warning,
                                  "A path leads from a start to every node.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
