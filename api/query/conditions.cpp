#include "api/query/conditions.hpp"

#include <memory>

namespace baton::api::query {

namespace {

Build number(int column, Compare op) {
  return [=](const Argument& a, const Scope&) { return where::compare(column, op, Cell{a.number}); };
}

Build text(int column, Compare op, bool ignore_case) {
  return
      [=](const Argument& a, const Scope&) { return where::compare(column, op, Cell{a.text}, ignore_case); };
}

}  // namespace

Build equal(int column) { return text(column, Compare::eq, false); }
Build equal_ignoring_case(int column) { return text(column, Compare::eq, true); }
Build unequal_ignoring_case(int column) { return text(column, Compare::ne, true); }
Build like(int column) { return text(column, Compare::like, false); }
Build like_ignoring_case(int column) { return text(column, Compare::like, true); }

Build not_like_ignoring_case(int column) {
  return [=](const Argument& a, const Scope&) {
    return where::all({where::not_null(column), where::negate(where::like(column, a.text, true))});
  };
}

Build in(int column) {
  return [=](const Argument& a, const Scope&) -> Where {
    if (a.texts.empty()) return nullptr;
    if (a.texts.size() == 1) return where::eq(column, Cell{a.texts.front()});
    return where::in(column, a.texts);
  };
}

Build not_in(int column) {
  return [=](const Argument& a, const Scope&) -> Where {
    if (a.texts.empty()) return nullptr;
    return where::all({where::not_null(column), where::negate(where::in(column, a.texts))});
  };
}

Build when(Where condition) {
  return [condition = std::move(condition)](const Argument&, const Scope&) { return condition; };
}

Build same(int column) { return number(column, Compare::eq); }
Build at_least(int column) { return number(column, Compare::ge); }
Build at_most(int column) { return number(column, Compare::le); }
Build before(int column) { return number(column, Compare::lt); }
Build after(int column) { return number(column, Compare::gt); }

Build compare_all(int column) {
  return [=](const Argument& a, const Scope&) -> Where {
    std::vector<Where> parts;
    for (const DateCondition& d : a.dates) parts.push_back(where::compare(column, d.compare, Cell{d.at}));
    return parts.empty() ? nullptr : where::all(std::move(parts));
  };
}

Build related(TableId table, int inner, int outer, Build condition) {
  return related(table, inner, outer, nullptr, std::move(condition));
}

Build related(TableId table, int inner, int outer, Where further, Build condition) {
  return [=](const Argument& a, const Scope& scope) -> Where {
    Where part = condition(a, scope);
    if (!part) return nullptr;
    if (further) part = where::all({further, part});
    return where::exists(table, inner, outer, std::move(part));
  };
}

std::vector<Parameter> one_row(TableId table, int inner, int outer, std::vector<Parameter> parameters) {
  const auto lines = std::make_shared<const std::vector<Parameter>>(parameters);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    parameters[i].build = [=](const Argument& argument, const Scope& scope) -> Where {
      if (scope.any) {
        Where part = (*lines)[i].build(argument, scope);
        return part ? where::exists(table, inner, outer, std::move(part)) : nullptr;
      }
      std::vector<Where> parts;
      for (std::size_t k = 0; k < lines->size(); ++k) {
        const Argument* given = scope.given.find((*lines)[k].name);
        if (!given) continue;
        if (k < i) return nullptr;  // that line has made the condition
        if (Where part = (*lines)[k].build(*given, scope)) parts.push_back(std::move(part));
      }
      return where::exists(table, inner, outer, where::all(std::move(parts)));
    };
  }
  return parameters;
}

std::vector<Parameter> tenants(int column, std::string_view including) {
  std::vector<Parameter> lines = {{"tenantIdIn", Type::list,
                                   [=](const Argument& a, const Scope& scope) -> Where {
                                     if (a.texts.empty()) return nullptr;
                                     Where listed = where::in(column, a.texts);
                                     if (including.empty() || !scope.given.has(including)) return listed;
                                     return where::any({listed, where::is_null(column)});
                                   }},
                                  {"withoutTenantId", Type::flag, when(where::is_null(column))}};
  if (!including.empty()) lines.push_back({including, Type::flag, nullptr});
  return lines;
}

std::vector<Parameter> suspension(int column) {
  return {{"active", Type::flag,
           [=](const Argument&, const Scope& scope) -> Where {
             return scope.given.has("suspended") ? nullptr : where::eq(column, false);
           }},
          {"suspended", Type::flag, when(where::eq(column, true))}};
}

std::vector<Parameter> of_cases(std::initializer_list<std::string_view> names, Type type) {
  std::vector<Parameter> lines;
  for (const std::string_view name : names) {
    lines.push_back({name, type, [](const Argument& a, const Scope&) -> Where {
                       const bool nothing_asked = a.text.empty() && a.texts.empty() && a.variables.empty();
                       return nothing_asked ? nullptr : where::never();
                     }});
  }
  return lines;
}

std::vector<Parameter> flags(std::initializer_list<std::string_view> names) {
  std::vector<Parameter> lines;
  for (const std::string_view name : names) lines.push_back({name, Type::flag, nullptr});
  return lines;
}

Build not_empty(std::string what, Build build) {
  return [what = std::move(what), build = std::move(build)](const Argument& a, const Scope& scope) {
    if (a.texts.empty()) throw EngineError(ErrorCode::process_engine, what + " is empty");
    return build(a, scope);
  };
}

std::vector<Parameter> join(std::initializer_list<std::vector<Parameter>> tables) {
  std::vector<Parameter> all;
  for (const auto& table : tables) all.insert(all.end(), table.begin(), table.end());
  return all;
}

}  // namespace baton::api::query
