#include "api/query/sorting.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "api/http/message.hpp"
#include "api/query/variables.hpp"
#include "runtime/engine/error.hpp"

namespace baton::api::query {

namespace {

constexpr int kNoColumn = -1;

[[noreturn]] void bad_parameter(const std::string& name, const std::string& value) {
  throw HttpError{400, "InvalidRequestException",
                  "Cannot set query parameter '" + name + "' to value '" + value + "'"};
}

[[noreturn]] void bad_shape(const std::string& what) {
  throw HttpError{400, "InvalidRequestException", "Cannot read 'sorting': " + what};
}

const SortKey* find(const SortTable& table, std::string_view name) {
  for (const SortKey& key : table) {
    if (key.name == name) return &key;
  }
  return nullptr;
}

std::optional<std::string> text_member(const Json& object, const char* name) {
  const auto member = object.find(name);
  if (member == object.end() || member->is_null()) return std::nullopt;
  if (!member->is_string()) bad_shape(std::string(name) + " is no text");
  return member->get<std::string>();
}

// Both given and valid, or neither.
std::optional<Criterion> one_criterion(const std::optional<std::string>& sort_by,
                                       const std::optional<std::string>& sort_order, const SortTable& table) {
  const SortKey* key = sort_by ? find(table, *sort_by) : nullptr;
  if (sort_by && (!key || key->make)) bad_parameter("sortBy", *sort_by);
  if (sort_order && *sort_order != "asc" && *sort_order != "desc") bad_parameter("sortOrder", *sort_order);
  if (!sort_by && !sort_order) return std::nullopt;
  if (!sort_by || !sort_order) {
    throw HttpError{400, "InvalidRequestException",
                    "Only a single sorting parameter specified. sortBy and sortOrder required"};
  }
  Criterion criterion{key->sort, key->computed};
  criterion.sort.descending = *sort_order == "desc";
  return criterion;
}

// One element of "sorting". Camunda first adds the ordering, then the direction; an order without a direction
// or the other way round is not valid, nothing at all is.
std::optional<Criterion> element(const Json& dto, const SortTable& table) {
  if (!dto.is_object()) bad_shape("expected objects of sortBy and sortOrder");
  const auto sort_by = text_member(dto, "sortBy");
  const auto order = text_member(dto, "sortOrder");
  const bool has_direction = order == "asc" || order == "desc";
  const SortKey* key = sort_by ? find(table, *sort_by) : nullptr;
  if (!key) {
    if (!has_direction) return std::nullopt;
    throw EngineError(ErrorCode::not_valid, "Cannot sort by '" + sort_by.value_or("") +
                                                "': You should call any of the orderBy methods first before "
                                                "specifying a direction: currentOrderingProperty is null");
  }
  if (!has_direction) {
    throw EngineError(ErrorCode::not_valid,
                      "Invalid query: call asc() or desc() after using orderByXX(): direction is null");
  }
  Criterion criterion{key->sort, key->computed};
  if (key->make) {
    const auto parameters = dto.find("parameters");
    criterion.sort = key->make(parameters == dto.end() ? Json() : *parameters);
  }
  criterion.sort.descending = order == "desc";
  return criterion;
}

void add(Criteria& criteria, std::optional<Criterion> criterion) {
  if (!criterion) return;
  if (!criterion->computed && criterion->sort.column == kNoColumn) return;
  criteria.push_back(std::move(*criterion));
}

std::string folded(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c);
  });
  return text;
}

Cell key_of(const Row& row, const Criterion& criterion) {
  if (criterion.computed) return criterion.computed(row);
  Cell cell = row[static_cast<std::size_t>(criterion.sort.column)];
  if (criterion.sort.ignore_case) {
    if (auto* text = std::get_if<std::string>(&cell)) *text = folded(std::move(*text));
  }
  return cell;
}

// The columns by which values of a type are ordered.
int value_column(ValueType type) {
  switch (type) {
    case ValueType::boolean:
    case ValueType::short_integer:
    case ValueType::integer:
    case ValueType::long_integer:
    case ValueType::date:
      return col::variable::number;
    case ValueType::double_number:
      return col::variable::real;
    case ValueType::string:
      return col::variable::text;
    default:
      return kNoColumn;
  }
}

}  // namespace

SortKey by(std::string_view name, int column, bool ignore_case) {
  Sort sort;
  sort.column = column;
  sort.ignore_case = ignore_case;
  return {name, sort};
}

SortKey by_nothing(std::string_view name) { return by(name, kNoColumn); }

SortKey by_duration(std::string_view name, int start_column, int end_column) {
  SortKey key{name, Sort{}};
  key.computed = [=](const Row& row) -> Cell {
    const auto* start = std::get_if<std::int64_t>(&row[static_cast<std::size_t>(start_column)]);
    const auto* end = std::get_if<std::int64_t>(&row[static_cast<std::size_t>(end_column)]);
    if (!start || !end) return {};
    return *end - *start;
  };
  return key;
}

SortKey by_type_name(std::string_view name, int type_column) {
  SortKey key{name, Sort{}};
  key.computed = [=](const Row& row) -> Cell {
    const auto* type = std::get_if<std::int64_t>(&row[static_cast<std::size_t>(type_column)]);
    return type ? Cell{folded(std::string(type_name(static_cast<ValueType>(*type))))} : Cell{};
  };
  return key;
}

SortKey by_related(std::string_view name, TableId table, int inner, int outer, int column) {
  Sort sort;
  sort.column = column;
  sort.related = table;
  sort.related_inner = inner;
  sort.related_outer = outer;
  return {name, sort};
}

SortKey by_variable(std::string_view name, int inner, int outer, Where further) {
  SortKey key{name, Sort{}};
  key.make = [=](const Json& parameters) {
    const auto variable = parameters.is_object() ? text_member(parameters, "variable") : std::nullopt;
    const auto type_name = parameters.is_object() ? text_member(parameters, "type") : std::nullopt;
    if (!variable) throw EngineError(ErrorCode::null_value, "variableName is null");
    ValueType type{};
    if (!type_name || !parse_type_name(*type_name, type)) {
      throw EngineError(ErrorCode::null_value, "valueType is null");
    }
    Sort sort;
    sort.column = value_column(type);
    if (sort.column == kNoColumn) {
      throw EngineError(ErrorCode::process_engine, "Cannot order by variables of type " + *type_name);
    }
    sort.related = TableId::variable;
    sort.related_inner = inner;
    sort.related_outer = outer;
    sort.related_where =
        where::all({where::eq(col::variable::name, Cell{*variable}),
                    where::eq(col::variable::type, Cell{static_cast<std::int64_t>(type)}), further});
    return sort;
  };
  return key;
}

Criteria sort_from_url(const std::map<std::string, std::string>& parameters, const SortTable& table) {
  const auto given = [&](const char* name) {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::nullopt : std::optional<std::string>(found->second);
  };
  Criteria criteria;
  add(criteria, one_criterion(given("sortBy"), given("sortOrder"), table));
  return criteria;
}

Criteria sort_from_body(const Json& body, const SortTable& table) {
  Criteria criteria;
  add(criteria, one_criterion(text_member(body, "sortBy"), text_member(body, "sortOrder"), table));
  const auto sorting = body.find("sorting");
  if (sorting == body.end() || sorting->is_null()) return criteria;
  if (!sorting->is_array()) bad_shape(std::string("expected a list, found ") + sorting->type_name());
  for (const Json& dto : *sorting) add(criteria, element(dto, table));
  return criteria;
}

bool needs_rows(const Criteria& criteria) {
  return std::any_of(criteria.begin(), criteria.end(),
                     [](const Criterion& c) { return c.computed != nullptr; });
}

void sort_rows(std::vector<Row>& rows, const Criteria& criteria) {
  std::stable_sort(rows.begin(), rows.end(), [&](const Row& left, const Row& right) {
    for (const Criterion& criterion : criteria) {
      const Cell a = key_of(left, criterion), b = key_of(right, criterion);
      if (a == b) continue;
      return criterion.sort.descending ? b < a : a < b;
    }
    return false;
  });
}

}  // namespace baton::api::query
