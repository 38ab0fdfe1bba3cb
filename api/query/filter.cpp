#include "api/query/filter.hpp"

#include <nlohmann/json.hpp>

#include "api/http/message.hpp"
#include "runtime/engine/error.hpp"

namespace baton::api::query {

namespace {

constexpr std::string_view kExpression = "Expression";

[[noreturn]] void forbid_expressions() {
  throw EngineError(ErrorCode::bad_request,
                    "Expressions are forbidden in adhoc queries. This behavior can be toggled in the process "
                    "engine configuration");
}

}  // namespace

const Argument* Arguments::find(std::string_view name) const {
  for (const auto& [given, argument] : given_) {
    if (given == name) return &argument;
  }
  return nullptr;
}

void Arguments::set(std::string_view name, Argument argument) {
  for (auto& [given, old] : given_) {
    if (given == name) {
      old = std::move(argument);
      return;
    }
  }
  given_.emplace_back(name, std::move(argument));
}

Filter::Filter(std::vector<Parameter> parameters, std::function<void(const Scope&)> check,
               std::function<Where(const Scope&)> implied)
    : parameters_(std::move(parameters)), check_(std::move(check)), implied_(std::move(implied)) {
  for (std::size_t i = 0; i < parameters_.size(); ++i) by_name_.emplace(parameters_[i].name, i);
}

const Parameter* Filter::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &parameters_[found->second];
}

const Parameter* Filter::find_expression(std::string_view name) const {
  if (!name.ends_with(kExpression)) return nullptr;
  const Parameter* twin = find(name.substr(0, name.size() - kExpression.size()));
  return twin && twin->has_expression ? twin : nullptr;
}

Arguments Filter::read_url(const std::map<std::string, std::string>& parameters) const {
  Arguments given;
  for (const auto& [name, value] : parameters) {
    if (const Parameter* parameter = find(name)) {
      Argument argument;
      if (read_text(parameter->name, parameter->type, value, argument))
        given.set(parameter->name, std::move(argument));
    } else if (find_expression(name)) {
      forbid_expressions();
    }
  }
  return given;
}

Arguments Filter::read_body(const Json& body, const Surroundings& around) const {
  if (!body.is_object()) {
    throw HttpError{400, "InvalidRequestException",
                    std::string("Cannot read the query: expected an object, found ") + body.type_name()};
  }
  Arguments given;
  for (const auto& [name, value] : body.items()) {
    Argument argument;
    if (const Parameter* parameter = find(name)) {
      if (read_json(parameter->name, parameter->type, value, argument))
        given.set(parameter->name, std::move(argument));
      continue;
    }
    const Parameter* twin = value.is_null() ? nullptr : find_expression(name);
    if (!twin) continue;
    if (!around.evaluate) forbid_expressions();
    if (!read_json(name, Type::text, value, argument)) continue;
    Argument evaluated;
    if (read_json(twin->name, twin->type, around.evaluate(argument.text), evaluated)) {
      given.set(twin->name, std::move(evaluated));
    }
  }
  return given;
}

Where Filter::combine(const Arguments& given, const Surroundings& around, bool any) const {
  const Scope scope{given, around, any};
  if (check_) check_(scope);
  std::vector<Where> parts;
  for (const auto& [name, argument] : given) {
    const Parameter* parameter = find(name);
    if (!parameter->build) continue;
    if (Where part = parameter->build(argument, scope)) parts.push_back(std::move(part));
  }
  if (implied_ && !any) {
    if (Where part = implied_(scope)) parts.push_back(std::move(part));
  }
  if (parts.empty()) return nullptr;
  if (parts.size() == 1) return parts.front();
  return any ? where::any(std::move(parts)) : where::all(std::move(parts));
}

Where Filter::from_url(const std::map<std::string, std::string>& parameters,
                       const Surroundings& around) const {
  return combine(read_url(parameters), around, false);
}

Where Filter::from_body(const Json& body, const Surroundings& around) const {
  Where outer = combine(read_body(body, around), around, false);
  const auto alternatives = body.find("orQueries");
  if (alternatives == body.end() || alternatives->is_null()) return outer;
  if (!alternatives->is_array()) {
    throw HttpError{
        400, "InvalidRequestException",
        std::string("Cannot read 'orQueries': expected a list, found ") + alternatives->type_name()};
  }
  std::vector<Where> parts;
  if (outer) parts.push_back(std::move(outer));
  for (const Json& element : *alternatives) {
    if (Where part = combine(read_body(element, around), around, true)) parts.push_back(std::move(part));
  }
  return parts.empty() ? nullptr : where::all(std::move(parts));
}

}  // namespace baton::api::query
