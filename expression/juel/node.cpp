#include "expression/juel/node.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "expression/juel/coercion.hpp"
#include "expression/juel/evaluation.hpp"
#include "expression/juel/fault.hpp"
#include "expression/juel/functions.hpp"
#include "expression/juel/methods.hpp"
#include "expression/juel/property.hpp"

namespace baton::juel {

namespace {

class Literal final : public Node {
 public:
  explicit Literal(Item value) : value_(std::move(value)) {}
  Item evaluate(Evaluation&) const override { return value_; }
  std::string describe() const override { return value_of(value_); }

 private:
  Item value_;
};

class Identifier final : public Node {
 public:
  explicit Identifier(std::string name) : name_(std::move(name)) {}
  Item evaluate(Evaluation& evaluation) const override { return evaluation.identifier(name_); }
  std::string describe() const override { return name_; }

 private:
  std::string name_;
};

using Compute = Item (*)(const Item&, const Item&);

constexpr std::array<Compute, 11> kBinary = {
    add,
    subtract,
    multiply,
    divide,
    modulo,
    [](const Item& a, const Item& b) { return bool_item(less(a, b)); },
    [](const Item& a, const Item& b) { return bool_item(less_or_equal(a, b)); },
    [](const Item& a, const Item& b) { return bool_item(greater(a, b)); },
    [](const Item& a, const Item& b) { return bool_item(greater_or_equal(a, b)); },
    [](const Item& a, const Item& b) { return bool_item(equal(a, b)); },
    [](const Item& a, const Item& b) { return bool_item(!equal(a, b)); },
};

class Binary final : public Node {
 public:
  Binary(BinaryOperator op, NodePtr left, NodePtr right)
      : compute_(kBinary[static_cast<std::size_t>(op)]), left_(std::move(left)), right_(std::move(right)) {
    contain(*left_);
    contain(*right_);
  }
  Item evaluate(Evaluation& evaluation) const override {
    const Item left = left_->evaluate(evaluation);
    return compute_(left, right_->evaluate(evaluation));
  }

 private:
  Compute compute_;
  NodePtr left_, right_;
};

class Logical final : public Node {
 public:
  Logical(bool is_and, NodePtr left, NodePtr right)
      : is_and_(is_and), left_(std::move(left)), right_(std::move(right)) {
    contain(*left_);
    contain(*right_);
  }
  Item evaluate(Evaluation& evaluation) const override {
    if (to_boolean(left_->evaluate(evaluation)) != is_and_) return bool_item(!is_and_);
    return bool_item(to_boolean(right_->evaluate(evaluation)));
  }

 private:
  bool is_and_;
  NodePtr left_, right_;
};

class Unary final : public Node {
 public:
  Unary(UnaryOperator op, NodePtr child) : op_(op), child_(std::move(child)) { contain(*child_); }
  Item evaluate(Evaluation& evaluation) const override {
    const Item item = child_->evaluate(evaluation);
    switch (op_) {
      case UnaryOperator::negate: return negate(item);
      case UnaryOperator::logical_not: return bool_item(!to_boolean(item));
      case UnaryOperator::empty: return bool_item(is_empty(item));
    }
    return {};
  }

 private:
  UnaryOperator op_;
  NodePtr child_;
};

class Choice final : public Node {
 public:
  Choice(NodePtr question, NodePtr yes, NodePtr no)
      : question_(std::move(question)), yes_(std::move(yes)), no_(std::move(no)) {
    contain(*question_);
    contain(*yes_);
    contain(*no_);
  }
  Item evaluate(Evaluation& evaluation) const override {
    const Node& chosen = to_boolean(question_->evaluate(evaluation)) ? *yes_ : *no_;
    return chosen.evaluate(evaluation);
  }
  std::string describe() const override { return "?"; }

 private:
  NodePtr question_, yes_, no_;
};

class Property final : public Node {
 public:
  Property(NodePtr base, NodePtr name) : base_(std::move(base)), name_(std::move(name)) {
    contain(*base_);
    contain(*name_);
  }
  Item evaluate(Evaluation& evaluation) const override {
    const Item base = base_->evaluate(evaluation);
    if (base.is_null()) return {};
    const Item name = name_->evaluate(evaluation);
    if (name.is_null()) return {};
    return read_property(evaluation, base, name);
  }
  std::string describe() const override { return ". " + name_->describe(); }

 private:
  NodePtr base_, name_;
};

class MethodCall final : public Node {
 public:
  MethodCall(NodePtr base, NodePtr name, std::vector<NodePtr> arguments)
      : base_(std::move(base)), name_(std::move(name)), arguments_(std::move(arguments)) {
    contain(*base_);
    contain(*name_);
    for (const auto& argument : arguments_) contain(*argument);
  }
  Item evaluate(Evaluation& evaluation) const override {
    const Item base = base_->evaluate(evaluation);
    if (base.is_null()) {
      throw Fault{
          FaultKind::property,
          fmt::format("Target unreachable, base expression '{}' resolved to null", base_->describe())};
    }
    const Item name = name_->evaluate(evaluation);
    if (name.is_null()) throw Fault{FaultKind::property, "Method not found: null"};
    std::vector<Item> arguments;
    arguments.reserve(arguments_.size());
    for (const auto& argument : arguments_) arguments.push_back(argument->evaluate(evaluation));
    if (name.is(ValueType::string)) {
      return call_method(evaluation, base, name.value.as_string(), std::move(arguments));
    }
    return call_method(evaluation, base, to_text(name), std::move(arguments));
  }
  std::string describe() const override { return "<method>"; }

 private:
  NodePtr base_, name_;
  std::vector<NodePtr> arguments_;
};

class FunctionCall final : public Node {
 public:
  FunctionCall(const Function& function, std::vector<NodePtr> arguments)
      : function_(function), arguments_(std::move(arguments)) {
    for (const auto& argument : arguments_) contain(*argument);
  }
  Item evaluate(Evaluation& evaluation) const override {
    std::vector<Item> arguments;
    arguments.reserve(arguments_.size());
    for (const auto& argument : arguments_) arguments.push_back(argument->evaluate(evaluation));
    return function_.call(evaluation, arguments);
  }
  std::string describe() const override { return std::string(function_.name); }

 private:
  const Function& function_;
  std::vector<NodePtr> arguments_;
};

class Composite final : public Node {
 public:
  explicit Composite(std::vector<NodePtr> parts) : parts_(std::move(parts)) {
    for (const auto& part : parts_) contain(*part);
  }
  Item evaluate(Evaluation& evaluation) const override {
    std::string text;
    for (const auto& part : parts_) {
      const Item item = part->evaluate(evaluation);
      if (item.is(ValueType::string)) {
        text += item.value.as_string();
      } else {
        text += to_text(item);
      }
    }
    return text_item(std::move(text));
  }

 private:
  std::vector<NodePtr> parts_;
};

}  // namespace

NodePtr make_literal(Item value) { return std::make_unique<Literal>(std::move(value)); }

NodePtr make_identifier(std::string name) { return std::make_unique<Identifier>(std::move(name)); }

NodePtr make_binary(BinaryOperator op, NodePtr left, NodePtr right) {
  return std::make_unique<Binary>(op, std::move(left), std::move(right));
}

NodePtr make_logical(bool is_and, NodePtr left, NodePtr right) {
  return std::make_unique<Logical>(is_and, std::move(left), std::move(right));
}

NodePtr make_unary(UnaryOperator op, NodePtr child) { return std::make_unique<Unary>(op, std::move(child)); }

NodePtr make_choice(NodePtr question, NodePtr yes, NodePtr no) {
  return std::make_unique<Choice>(std::move(question), std::move(yes), std::move(no));
}

NodePtr make_property(NodePtr base, NodePtr name) {
  return std::make_unique<Property>(std::move(base), std::move(name));
}

NodePtr make_method(NodePtr base, NodePtr name, std::vector<NodePtr> arguments) {
  return std::make_unique<MethodCall>(std::move(base), std::move(name), std::move(arguments));
}

NodePtr make_function(const Function& function, std::vector<NodePtr> arguments) {
  return std::make_unique<FunctionCall>(function, std::move(arguments));
}

NodePtr make_composite(std::vector<NodePtr> parts) { return std::make_unique<Composite>(std::move(parts)); }

}  // namespace baton::juel
