// Columns as JSON members: what is not there is null, times are dates (camunda7-rest rules 9 and 10).
// For .cpp files of api/dto and api/resources only: it includes the JSON library.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "expression/time.hpp"
#include "expression/value.hpp"

namespace baton::api {

inline Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }
inline Json text_or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }
inline Json number_or_null(const std::optional<std::int64_t>& number) {
  return number ? Json(*number) : Json();
}
inline Json date(TimestampMs time) { return format_rest_date(time); }
inline Json date_or_null(const std::optional<TimestampMs>& time) {
  return time ? Json(format_rest_date(*time)) : Json();
}
inline Json duration_or_null(TimestampMs start, const std::optional<TimestampMs>& end) {
  return end ? Json(*end - start) : Json();
}

// The columns type, number, real, text and text2 of a row as a Value.
template <class VariableRow>
Value value_of_row(const VariableRow& row) {
  StoredValue stored;
  stored.type = static_cast<ValueType>(row.type);
  stored.number = row.number.value_or(0);
  stored.real = row.real;
  stored.text = row.text.value_or("");
  stored.text2 = row.text2;
  return from_stored(stored);
}

}  // namespace baton::api
