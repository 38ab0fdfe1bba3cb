#include "fuzz/mutations.hpp"

#include <array>
#include <iterator>
#include <pugixml.hpp>
#include <sstream>
#include <vector>

namespace baton::fuzz {

namespace {

using Dice = std::minstd_rand;

constexpr std::array<const char*, 34> kNames = {
    "userTask", "serviceTask", "subProcess", "boundaryEvent", "startEvent", "endEvent", "exclusiveGateway", "inclusiveGateway",
    "parallelGateway", "complexGateway", "eventBasedGateway", "intermediateCatchEvent", "intermediateThrowEvent", "callActivity",
    "multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "sequenceFlow", "transaction", "adHocSubProcess",
    "compensateEventDefinition", "linkEventDefinition", "messageEventDefinition", "timerEventDefinition", "laneSet", "lane",
    "participant", "messageFlow", "dataObject", "dataInputAssociation", "ioSpecification", "extensionElements", "process",
    "collaboration", "scriptTask"};
constexpr std::array<const char*, 22> kValues = {
    "", "-1", "0", "1e999", "99999999999999999999", "true", "false", "${", "${a", "#{a.b(", "${a}", "= for", "=a", "=\"", "R/PT0S",
    "R99999999999/PT1S", "P-1D", "0 0 0 0 0 ?", "\xef\xbf\xbf", "a:b:c", "NaN", "Infinity"};
constexpr std::array<const char*, 7> kUris = {
    "http://www.omg.org/spec/BPMN/20100524/MODEL", "http://www.omg.org/spec/BPMN/20100524/DI",
    "http://camunda.org/schema/1.0/bpmn", "http://camunda.org/schema/zeebe/1.0", "http://flowable.org/bpmn",
    "http://www.jboss.org/drools", ""};

template <class List>
auto& pick(List& list, Dice& dice) { return list[dice() % std::size(list)]; }

struct Tree {
  pugi::xml_document document;
  std::vector<pugi::xml_node> nodes;
  std::vector<pugi::xml_attribute> attributes;
  std::vector<std::string> ids;

  explicit Tree(std::string_view text) {
    if (document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_declaration)) index();
  }

  void index() {
    nodes.clear();
    attributes.clear();
    ids.clear();
    for (pugi::xml_node node = document.document_element(); node; node = after(node)) {
      nodes.push_back(node);
      for (pugi::xml_attribute one : node.attributes()) {
        attributes.push_back(one);
        if (std::string_view(one.name()) == "id") ids.emplace_back(one.value());
      }
    }
  }

  // In document order, without recursion; elements only.
  static pugi::xml_node after(pugi::xml_node node) {
    pugi::xml_node next = node.first_child();
    while (true) {
      while (next && next.type() != pugi::node_element) next = next.next_sibling();
      if (next) return next;
      next = node.next_sibling();
      node = node.parent();
      if (!node || node.type() == pugi::node_document) return {};
    }
  }

  std::string text() const {
    std::ostringstream out;
    document.save(out, "", pugi::format_raw | pugi::format_no_declaration);
    return out.str();
  }
};

std::string prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return std::string(name.substr(0, colon == std::string_view::npos ? 0 : colon + 1));
}

bool is_inside(pugi::xml_node node, pugi::xml_node ancestor) {
  while (node && node != ancestor) node = node.parent();
  return static_cast<bool>(node);
}

void remove(Tree& tree, Dice& dice) {
  pugi::xml_node node = pick(tree.nodes, dice);
  node.parent().remove_child(node);
}

void duplicate(Tree& tree, Dice& dice) {
  pugi::xml_node node = pick(tree.nodes, dice);
  node.parent().insert_copy_after(node, node);
}

void move(Tree& tree, Dice& dice) {
  pugi::xml_node node = pick(tree.nodes, dice), to = pick(tree.nodes, dice);
  if (!is_inside(to, node)) to.append_move(node);
}

void wrap(Tree& tree, Dice& dice) {
  pugi::xml_node node = pick(tree.nodes, dice);
  pugi::xml_node made = node.parent().insert_child_before((prefix(node.name()) + pick(kNames, dice)).c_str(), node);
  made.append_move(node);
}

void rename(Tree& tree, Dice& dice) {
  pugi::xml_node node = pick(tree.nodes, dice);
  node.set_name((prefix(node.name()) + pick(kNames, dice)).c_str());
}

void swap_values(Tree& tree, Dice& dice) {
  if (tree.attributes.empty()) return;
  pugi::xml_attribute a = pick(tree.attributes, dice), b = pick(tree.attributes, dice);
  const std::string value = a.value();
  a.set_value(b.value());
  b.set_value(value.c_str());
}

void retarget(Tree& tree, Dice& dice) {
  if (tree.attributes.empty() || tree.ids.empty()) return;
  pick(tree.attributes, dice).set_value(pick(tree.ids, dice).c_str());
}

void retext(Tree& tree, Dice& dice) {
  pugi::xml_node node = pick(tree.nodes, dice);
  const std::string value = dice() % 2 && !tree.ids.empty() ? pick(tree.ids, dice) : std::string(pick(kValues, dice));
  if (node.first_child().type() == pugi::node_element) return;
  node.text().set(value.c_str());
}

void revalue(Tree& tree, Dice& dice) {
  if (!tree.attributes.empty()) pick(tree.attributes, dice).set_value(pick(kValues, dice));
}

void forget(Tree& tree, Dice& dice) {
  pugi::xml_node node = pick(tree.nodes, dice);
  if (pugi::xml_attribute first = node.first_attribute()) node.remove_attribute(first);
}

void respace(Tree& tree, Dice& dice) {
  for (pugi::xml_attribute one : tree.document.document_element().attributes()) {
    if (std::string_view(one.name()).starts_with("xmlns") && dice() % 3 == 0) one.set_value(pick(kUris, dice));
  }
}

constexpr std::array kMutations = {remove, duplicate, move, wrap, rename, swap_values, retarget, retarget, retext, revalue, forget, respace};

}  // namespace

std::string mutated(std::string_view text, std::uint32_t seed) {
  Tree tree(text);
  Dice dice(seed + 1);
  if (tree.nodes.empty()) return {};
  const int count = 1 + static_cast<int>(dice() % 4);
  for (int i = 0; i < count && !tree.nodes.empty(); ++i) {
    pick(kMutations, dice)(tree, dice);
    tree.index();
  }
  return tree.text();
}

std::string spliced(std::string_view text, std::string_view other, std::uint32_t seed) {
  Tree tree(text), from(other);
  Dice dice(seed + 1);
  if (tree.nodes.empty() || from.nodes.empty()) return {};
  pick(tree.nodes, dice).append_copy(pick(from.nodes, dice));
  return tree.text();
}

}  // namespace baton::fuzz
