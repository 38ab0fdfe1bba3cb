// The compiled form of an expression: a tree of nodes, immutable, evaluated by walking it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "expression/juel/item.hpp"

namespace baton::juel {

class Node {
 public:
  virtual ~Node() = default;
  Node() = default;
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  // Throws Fault.
  virtual Item evaluate(Evaluation& evaluation) const = 0;
  // As messages about a base expression call it.
  virtual std::string describe() const { return "<expression>"; }

  int depth() const { return depth_; }

 protected:
  void contain(const Node& child) { depth_ = std::max(depth_, child.depth_ + 1); }

 private:
  int depth_ = 1;
};

using NodePtr = std::unique_ptr<const Node>;

enum class BinaryOperator : unsigned char {
  add,
  subtract,
  multiply,
  divide,
  modulo,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
};
enum class UnaryOperator : unsigned char { negate, logical_not, empty };

struct Function;  // functions.hpp

NodePtr make_literal(Item value);
NodePtr make_identifier(std::string name);
NodePtr make_binary(BinaryOperator op, NodePtr left, NodePtr right);
NodePtr make_logical(bool is_and, NodePtr left, NodePtr right);
NodePtr make_unary(UnaryOperator op, NodePtr child);
NodePtr make_choice(NodePtr question, NodePtr yes, NodePtr no);
NodePtr make_property(NodePtr base, NodePtr name);  // base.name is base['name'], too
NodePtr make_method(NodePtr base, NodePtr name, std::vector<NodePtr> arguments);
NodePtr make_function(const Function& function, std::vector<NodePtr> arguments);
NodePtr make_composite(std::vector<NodePtr> parts);  // mixed text: the parts' texts in a row

}  // namespace baton::juel
