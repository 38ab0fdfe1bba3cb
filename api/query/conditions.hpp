// The conditions that parameters of a Filter make: factories for the common ones, each a Build.
#pragma once

#include <initializer_list>

#include "api/query/filter.hpp"
#include "runtime/engine/error.hpp"

namespace baton::api::query {

// Text and lists of text.
Build equal(int column);
Build equal_ignoring_case(int column);
Build unequal_ignoring_case(int column);
Build like(int column);
Build like_ignoring_case(int column);
Build not_like_ignoring_case(int column);
Build in(int column);      // an empty list is no condition
Build not_in(int column);  // rows without a value do not match

// Flags: the condition when the flag is set.
Build when(Where condition);

// Integers and dates.
Build same(int column);
Build at_least(int column);
Build at_most(int column);
Build before(int column);  // strictly
Build after(int column);
Build compare_all(int column);  // Type::dates

// The parameter's condition on a row of `table` with table.inner == this.outer.
Build related(TableId table, int inner, int outer, Build condition);
// The same, with one further condition on that row.
Build related(TableId table, int inner, int outer, Where further, Build condition);

// Several parameters that speak of one and the same related row: outside of orQueries one row must satisfy
// all that were given, so the first given one makes the condition for all; inside, each stands alone.
// Takes lines with conditions on the related table, answers them as lines of the outer one.
std::vector<Parameter> one_row(TableId table, int inner, int outer, std::vector<Parameter> parameters);

// tenantIdIn and withoutTenantId; `including` names the flag that adds rows without a tenant to tenantIdIn.
std::vector<Parameter> tenants(int column, std::string_view including = {});
// active and suspended of a bool column; suspended wins when both are given.
std::vector<Parameter> suspension(int column);
// Parameters of cases: nothing here belongs to one, so they match nothing.
std::vector<Parameter> of_cases(std::initializer_list<std::string_view> names, Type type = Type::text);
// Read, and looked at by others only.
std::vector<Parameter> flags(std::initializer_list<std::string_view> names);

// The parameter, whose empty list is refused with a ProcessEngineException.
Build not_empty(std::string what, Build build);

// Puts tables together.
std::vector<Parameter> join(std::initializer_list<std::vector<Parameter>> tables);

}  // namespace baton::api::query
