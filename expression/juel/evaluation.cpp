#include "expression/juel/evaluation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "expression/juel/fault.hpp"
#include "expression/juel/objects.hpp"
#include "expression/juel/variable_scope.hpp"

namespace baton::juel {

Item Evaluation::identifier(const std::string& name) {
  if (is_implicit_object(name) && scope_.property(name, "")) return Item(std::make_shared<ScopeObject>(name));
  bool found = false;
  Item item = variable(name, false, found);
  if (found) return item;
  if (name == "authenticatedUserId") {
    const std::string user = scope_.current_user();
    return user.empty() ? Item() : text_item(user);
  }
  throw Fault{FaultKind::property, fmt::format("Cannot resolve identifier '{}'", name)};
}

Item Evaluation::variable(const std::string& name, bool local, bool& found) {
  for (const auto& bound : bound_) {
    if (bound.name == name && bound.local == local) {
      found = true;
      return Item(bound.object);
    }
  }
  auto value = local ? scope_.local_variable(name) : scope_.variable(name);
  found = value.has_value();
  if (!found) return {};
  const ValueType type = value->type();
  if (type < ValueType::object) return Item(std::move(*value));
  Item item = to_item(*value);
  if (item.object) bound_.push_back({name, local, item.object});
  return item;
}

void Evaluation::forget(std::string_view name) {
  std::erase_if(bound_, [&](const Bound& bound) { return bound.name == name; });
}

void Evaluation::write_back() {
  for (const auto& [name, local, object] : bound_) {
    if (!object->changed()) continue;
    if (local) {
      scope_.set_local_variable(name, object->to_value());
    } else {
      scope_.set_variable(name, object->to_value());
    }
  }
}

}  // namespace baton::juel
