// The implicit objects `execution`, `task`, `externalTask` and `delegateExecution`: variables through the
// Scope, everything else through its properties and calls.
#pragma once

#include "expression/juel/item.hpp"

namespace baton::juel {

bool is_implicit_object(std::string_view name);

class ScopeObject : public Object {
 public:
  explicit ScopeObject(std::string name) : Object(ObjectKind::variable_scope), name_(std::move(name)) {}

  std::string class_name() const override;
  std::string text() const override { return class_name(); }
  Value to_value() const override;  // throws Fault: it cannot be a variable
  Json to_json() const override;    // throws Fault
  const MethodTable& methods() const override;
  bool equals(const Item& other) const override;
  std::optional<Item> call_other(Evaluation& evaluation, std::string_view name,
                                 const std::vector<Item>& arguments) const override;
  std::optional<Item> read_other(Evaluation& evaluation, std::string_view name) const override;

 private:
  std::string name_;
};

}  // namespace baton::juel
