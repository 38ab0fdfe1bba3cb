#include "expression/juel/functions.hpp"

#include <array>

#include "expression/juel/date_time.hpp"
#include "expression/juel/evaluation.hpp"
#include "expression/juel/objects.hpp"
#include "expression/juel/spin.hpp"

namespace baton::juel {

namespace {

using Arguments = std::vector<Item>;

Item now(Evaluation& evaluation, const Arguments&) { return Item(Value::date(evaluation.scope().now())); }

Item date_time(Evaluation& evaluation, const Arguments&) {
  return Item(std::make_shared<DateTimeObject>(evaluation.scope().now()));
}

Item current_user(Evaluation& evaluation, const Arguments&) {
  std::string user = evaluation.scope().current_user();
  return user.empty() ? Item() : text_item(std::move(user));
}

// Null when nobody is logged in.
Item current_user_groups(Evaluation& evaluation, const Arguments&) {
  auto groups = evaluation.scope().current_user_groups();
  if (groups.empty() && evaluation.scope().current_user().empty()) return {};
  std::vector<Item> items;
  for (auto& group : groups) items.push_back(text_item(std::move(group)));
  return Item(make_list(std::move(items)));
}

Item spin(Evaluation&, const Arguments& arguments) { return parse_spin(arguments[0], true); }

Item spin_json(Evaluation&, const Arguments& arguments) { return parse_spin(arguments[0], false); }

constexpr std::array<Function, 6> kFunctions = {{
    {"now", 0, 0, now},
    {"dateTime", 0, 0, date_time},
    {"currentUser", 0, 0, current_user},
    {"currentUserGroups", 0, 0, current_user_groups},
    {"S", 1, 1, spin},
    {"JSON", 1, 1, spin_json},
}};

}  // namespace

const Function* find_function(std::string_view name) {
  for (const auto& function : kFunctions) {
    if (function.name == name) return &function;
  }
  return nullptr;
}

}  // namespace baton::juel
