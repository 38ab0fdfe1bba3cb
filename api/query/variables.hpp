// Conditions on variables: exists(a variable of the name whose value compares), with Camunda 7's rules of
// types. A whole number compares with all numbers, a fraction with Doubles only, everything else with its own
// type; neq means "is there and not equal"; null equals null whatever the type.
#pragma once

#include "api/query/filter.hpp"
#include "runtime/engine/error.hpp"

namespace baton::api::query {

// Where variables are: their table, how its rows hang on the outer row, and which of them count.
struct VariableTable {
  TableId table = TableId::variable;
  int inner = 0;
  int outer = 0;
  Where further;  // may be null
};

// What a parameter allows and how it complains; the differences are Camunda's.
struct VariableRules {
  std::string_view noun = "variable";  // "Invalid <noun> comparator specified: ..."
  std::string_view operators = "eq neq gt gteq lt lteq like";
  ErrorCode refusal = ErrorCode::not_valid;       // an order asked of null or a flag
  ErrorCode missing_name = ErrorCode::not_valid;  // a condition without a name
};

// Type::variables. Looks at variableNamesIgnoreCase and variableValuesIgnoreCase.
Build variables(VariableTable where_they_are, VariableRules rules = {});
// The same on rows that are variables themselves.
Build variable_rows(TableId table, VariableRules rules = {});

// The condition on a variable's value alone: `op` with `value` (not like is asked as negation).
Where value_condition(TableId table, Operator op, const Value& value, bool ignore_case);
// Whether a row's value is of one of these types, given by name ("string", "Integer"). Unknown names match
// nothing.
Where type_in(int type_column, const std::vector<std::string>& names);

}  // namespace baton::api::query
