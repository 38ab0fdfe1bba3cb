#include "api/query/variables.hpp"

#include "api/http/message.hpp"

namespace baton::api::query {

namespace {

struct Columns {
  int name, type, number, real, text;
};

const Columns& columns_of(TableId table) {
  static const Columns runtime = {col::variable::name, col::variable::type, col::variable::number,
                                  col::variable::real, col::variable::text};
  static const Columns history = {col::historic_variable::name, col::historic_variable::type,
                                  col::historic_variable::number, col::historic_variable::real,
                                  col::historic_variable::text};
  return table == TableId::historic_variable ? history : runtime;
}

Cell type_cell(ValueType type) { return Cell{static_cast<std::int64_t>(type)}; }

bool is_order(Operator op) {
  return op == Operator::gt || op == Operator::gteq || op == Operator::lt || op == Operator::lteq;
}

// not equal and not like are negations of their opposites.
bool is_negation(Operator op) { return op == Operator::neq || op == Operator::not_like; }

Compare compare_of(Operator op) {
  switch (op) {
    case Operator::eq:
    case Operator::neq:
      return Compare::eq;
    case Operator::gt:
      return Compare::gt;
    case Operator::gteq:
      return Compare::ge;
    case Operator::lt:
      return Compare::lt;
    case Operator::lteq:
      return Compare::le;
    case Operator::like:
    case Operator::not_like:
      return Compare::like;
  }
  return Compare::eq;
}

std::string_view words_of(Operator op) {
  switch (op) {
    case Operator::gt:
      return "greater than";
    case Operator::gteq:
      return "greater than or equal";
    case Operator::lt:
      return "less than";
    case Operator::lteq:
      return "less than or equal";
    default:
      return "like";
  }
}

// String.valueOf, as Camunda makes the operand of like.
std::string like_operand(const Value& value) {
  switch (value.type()) {
    case ValueType::string:
      return value.as_string();
    case ValueType::boolean:
      return value.as_boolean() ? "true" : "false";
    case ValueType::short_integer:
    case ValueType::integer:
    case ValueType::long_integer:
      return std::to_string(value.as_long());
    default:
      return "null";
  }
}

Operator checked_operator(const VariableCondition& condition, const VariableRules& rules) {
  Operator op{};
  bool allowed = false;
  std::string_view rest = rules.operators;
  while (!rest.empty() && !allowed) {
    const auto end = rest.find(' ');
    allowed = rest.substr(0, end) == condition.op;
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  if (!allowed || !parse_operator(condition.op, op)) {
    throw HttpError{400, "InvalidRequestException",
                    "Invalid " + std::string(rules.noun) + " comparator specified: " + condition.op};
  }
  return op;
}

Where condition_on(TableId table, const VariableCondition& condition, const VariableRules& rules,
                   const Scope& scope) {
  const Operator op = checked_operator(condition, rules);
  if (!condition.has_name) throw EngineError(rules.missing_name, "name is null");
  if (condition.is_structure)
    throw EngineError(ErrorCode::process_engine, "Object values cannot be used to query");
  const ValueType type = condition.value.type();
  if (is_order(op) && (type == ValueType::null || type == ValueType::boolean)) {
    throw EngineError(rules.refusal,
                      "Booleans and null cannot be used in '" + std::string(words_of(op)) + "' condition");
  }
  Where name = where::compare(columns_of(table).name, Compare::eq, Cell{condition.name},
                              scope.given.has("variableNamesIgnoreCase"));
  Where value = value_condition(table, op, condition.value, scope.given.has("variableValuesIgnoreCase"));
  return where::all({std::move(name), std::move(value)});
}

Where together(std::vector<Where> parts, bool any) {
  if (parts.empty()) return nullptr;
  if (parts.size() == 1) return parts.front();
  return any ? where::any(std::move(parts)) : where::all(std::move(parts));
}

}  // namespace

Where value_condition(TableId table, Operator op, const Value& value, bool ignore_case) {
  if (is_negation(op)) {
    const Operator opposite = op == Operator::neq ? Operator::eq : Operator::like;
    return where::negate(value_condition(table, opposite, value, ignore_case));
  }
  const Columns& column = columns_of(table);
  const Compare compare = compare_of(op);
  const auto of_type = [&](ValueType type, Where condition) {
    return where::all({where::eq(column.type, type_cell(type)), std::move(condition)});
  };
  if (op == Operator::like) {
    return of_type(ValueType::string, where::like(column.text, like_operand(value), ignore_case));
  }
  switch (value.type()) {
    case ValueType::null:
      return where::eq(column.type, type_cell(ValueType::null));
    case ValueType::boolean:
      return of_type(ValueType::boolean, where::eq(column.number, value.as_boolean()));
    case ValueType::short_integer:
    case ValueType::integer:
    case ValueType::long_integer: {
      const std::int64_t number = value.as_long();
      Where whole = where::all(
          {where::in(column.type, {type_cell(ValueType::short_integer), type_cell(ValueType::integer),
                                   type_cell(ValueType::long_integer)}),
           where::compare(column.number, compare, Cell{number})});
      Where real = of_type(ValueType::double_number,
                           where::compare(column.real, compare, Cell{static_cast<double>(number)}));
      return where::any({std::move(whole), std::move(real)});
    }
    case ValueType::double_number:
      return of_type(ValueType::double_number, where::compare(column.real, compare, Cell{value.as_double()}));
    case ValueType::date:
      return of_type(ValueType::date, where::compare(column.number, compare, Cell{value.as_date()}));
    case ValueType::string:
      return of_type(ValueType::string,
                     where::compare(column.text, compare, Cell{value.as_string()}, ignore_case));
    default:
      return where::never();
  }
}

Build variables(VariableTable place, VariableRules rules) {
  return [=](const Argument& a, const Scope& scope) -> Where {
    std::vector<Where> parts;
    for (const VariableCondition& given : a.variables) {
      Where condition = condition_on(place.table, given, rules, scope);
      if (place.further) condition = where::all({place.further, std::move(condition)});
      parts.push_back(where::exists(place.table, place.inner, place.outer, std::move(condition)));
    }
    return together(std::move(parts), scope.any);
  };
}

Build variable_rows(TableId table, VariableRules rules) {
  return [=](const Argument& a, const Scope& scope) -> Where {
    std::vector<Where> parts;
    for (const VariableCondition& given : a.variables)
      parts.push_back(condition_on(table, given, rules, scope));
    return together(std::move(parts), scope.any);
  };
}

Where type_in(int type_column, const std::vector<std::string>& names) {
  std::vector<Cell> types;
  for (const std::string& name : names) {
    ValueType type{};
    if (parse_type_name(name, type)) types.push_back(type_cell(type));
  }
  return types.empty() ? where::never() : where::in(type_column, std::move(types));
}

}  // namespace baton::api::query
