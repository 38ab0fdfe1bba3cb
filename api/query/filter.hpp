// The filter language of queries, as a table: one line per parameter says its name, how it is read and which
// condition it makes. The same table serves GET (URL), POST (body) and the elements of orQueries.
//
//   const Filter& filter = ...{{"assignee", Type::text, equal(col::task::assignee)},
//                              {"withoutDueDate", Type::flag, when(where::is_null(col::task::due))}};
//   Where where = filter.from_body(body, surroundings);
//
// Immutable once built; may be used on any thread.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "api/query/argument.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/store/query.hpp"

namespace baton::api::query {

// The parameters that were given and mean something (no null, no false flag).
class Arguments {
 public:
  const Argument* find(std::string_view name) const;
  bool has(std::string_view name) const { return find(name) != nullptr; }
  void set(std::string_view name, Argument argument);  // `name` outlives this

  auto begin() const { return given_.begin(); }
  auto end() const { return given_.end(); }
  bool empty() const { return given_.empty(); }

 private:
  std::vector<std::pair<std::string_view, Argument>> given_;
};

// Evaluates the text of an ...Expression parameter to what its twin would be given in a body.
using Evaluate = std::function<Json(const std::string& expression)>;

// What a condition may depend on besides its parameter.
struct Surroundings {
  TimestampMs now = 0;
  // The groups of a user, for candidateUser. Empty: users have no groups.
  std::function<std::vector<std::string>(const std::string& user_id)> groups_of;
  Evaluate evaluate;  // empty: expressions are refused (400), as in ad-hoc queries
};

struct Scope {
  const Arguments& given;
  const Surroundings& around;
  bool any = false;  // within orQueries: conditions are alternatives
};

// Null: no condition.
using Build = std::function<Where(const Argument&, const Scope&)>;

struct Parameter {
  std::string_view name;  // a literal
  Type type = Type::text;
  Build build;                  // empty: only other parameters look at it
  bool has_expression = false;  // there is a twin name + "Expression"
};

class Filter {
 public:
  // `check` may refuse combinations; it is called before any condition is built. `implied` may add a
  // condition that depends on what was not given (not within orQueries).
  explicit Filter(std::vector<Parameter> parameters, std::function<void(const Scope&)> check = nullptr,
                  std::function<Where(const Scope&)> implied = nullptr);

  // Unknown names are ignored. Throws HttpError 400, EngineError.
  Where from_url(const std::map<std::string, std::string>& parameters, const Surroundings& around) const;
  // With orQueries: alternatives within an element, all of the elements together. `body` is an object.
  Where from_body(const Json& body, const Surroundings& around) const;

  Arguments read_url(const std::map<std::string, std::string>& parameters) const;
  Arguments read_body(const Json& body, const Surroundings& around) const;
  Where combine(const Arguments& given, const Surroundings& around, bool any) const;

  const std::vector<Parameter>& parameters() const { return parameters_; }

 private:
  const Parameter* find(std::string_view name) const;
  // The parameter that "xExpression" stands for; null when there is none.
  const Parameter* find_expression(std::string_view name) const;

  std::vector<Parameter> parameters_;
  std::unordered_map<std::string_view, std::size_t> by_name_;
  std::function<void(const Scope&)> check_;
  std::function<Where(const Scope&)> implied_;
};

}  // namespace baton::api::query
