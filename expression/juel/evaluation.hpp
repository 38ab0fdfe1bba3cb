// One evaluation of an expression: the scope that it sees, and the objects that it has read from variables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "expression/expression.hpp"
#include "expression/juel/item.hpp"

namespace baton::juel {

class Evaluation {
 public:
  explicit Evaluation(Scope& scope) : scope_(scope) {}

  Scope& scope() { return scope_; }

  // A variable or an implicit object. Throws Fault (property) when there is none of that name.
  Item identifier(const std::string& name);

  // A variable; nothing read is Null. Objects are the same ones at each reading.
  Item variable(const std::string& name, bool local, bool& found);

  // Writes lists and maps back to their variables when methods have changed them, as Camunda does at the end
  // of a command; changed Spin nodes stay unwritten, as there. To be called once, after the evaluation.
  void write_back();

  // A variable was set: what was read before is no longer its object.
  void forget(std::string_view name);

 private:
  struct Bound {
    std::string name;
    bool local;
    ObjectPtr object;
  };

  Scope& scope_;
  std::vector<Bound> bound_;
};

}  // namespace baton::juel
