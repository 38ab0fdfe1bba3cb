#include "api/resources/body.hpp"

#include <fmt/format.h>

#include "expression/time.hpp"

namespace baton::api::body {

namespace {

[[noreturn]] void wrong_type(const char* name, const char* expected, const Json& found) {
  throw HttpError{400, "InvalidRequestException",
                  fmt::format("'{}' must be {}, but is {}", name, expected, found.type_name())};
}

std::string prefixed(const std::string& what, const std::string& message) {
  return what.empty() ? message : what + ": " + message;
}

}  // namespace

const Json* member(const Json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::optional<std::string> text(const Json& object, const char* name) {
  const Json* found = member(object, name);
  if (!found) return std::nullopt;
  if (found->is_string()) return found->get<std::string>();
  if (found->is_primitive()) return found->dump();  // as Jackson does
  wrong_type(name, "a text", *found);
}

std::string text_or_empty(const Json& object, const char* name) { return text(object, name).value_or(""); }

std::optional<std::int64_t> number(const Json& object, const char* name) {
  const Json* found = member(object, name);
  if (!found) return std::nullopt;
  if (found->is_number_integer()) return found->get<std::int64_t>();
  if (found->is_number()) return static_cast<std::int64_t>(found->get<double>());
  if (found->is_string()) {
    try {
      std::size_t used = 0;
      const std::string digits = found->get<std::string>();
      const std::int64_t value = std::stoll(digits, &used);
      if (used == digits.size()) return value;
    } catch (const std::logic_error&) {
    }
  }
  wrong_type(name, "a number", *found);
}

bool flag(const Json& object, const char* name, bool otherwise) {
  const Json* found = member(object, name);
  if (!found) return otherwise;
  if (found->is_boolean()) return found->get<bool>();
  if (*found == "true") return true;
  if (*found == "false") return false;
  wrong_type(name, "true or false", *found);
}

std::optional<TimestampMs> date(const Json& object, const char* name) {
  const auto given = text(object, name);
  if (!given || given->empty()) return std::nullopt;
  const auto parsed = try_parse_date(*given);
  if (!parsed) {
    throw HttpError{400, "InvalidRequestException",
                    fmt::format("Cannot convert '{}' of '{}' to a date (yyyy-MM-dd'T'HH:mm:ss.SSSZ)", *given, name)};
  }
  return parsed;
}

std::optional<TimestampMs> later(const Json& object, const char* name, const std::string& what) {
  const auto given = text(object, name);
  if (!given || given->empty()) return std::nullopt;
  const auto parsed = try_parse_date(*given);
  if (!parsed) {
    throw HttpError{400, "InvalidRequestException", fmt::format("{}: Invalid format: \"{}\"", what, *given)};
  }
  return parsed;
}

std::vector<std::string> texts(const Json& object, const char* name) {
  std::vector<std::string> found;
  const Json* list = member(object, name);
  if (!list) return found;
  if (!list->is_array()) wrong_type(name, "an array", *list);
  for (const Json& entry : *list) {
    if (!entry.is_string()) wrong_type(name, "an array of texts", entry);
    found.push_back(entry.get<std::string>());
  }
  return found;
}

Variables variables(const Json& object, const char* name, const std::string& what) {
  Variables read;
  const Json* map = member(object, name);
  if (!map) return read;
  if (!map->is_object()) wrong_type(name, "an object", *map);
  for (const auto& [key, dto] : map->items()) {
    if (!dto.is_object()) wrong_type(key.c_str(), "an object with value and type", dto);
    read.emplace(key, value(dto, what));
  }
  return read;
}

TypedValue value(const Json& dto, const std::string& what) {
  try {
    return value_from_rest(dto);
  } catch (const ValueError& error) {
    if (error.internal) throw HttpError{500, "RestException", prefixed(what, error.message), 0};
    // Camunda's own class shows where no operation puts its words around it.
    const bool is_bare = what.empty() && error.message.rfind("Unsupported value type", 0) == 0;
    throw HttpError{400, is_bare ? "RestException" : "InvalidRequestException", prefixed(what, error.message)};
  }
}

namespace {

Instruction::Type instruction_type(const std::string& name) {
  static const std::map<std::string, Instruction::Type> table = {
      {"cancel", Instruction::Type::cancel},
      {"startBeforeActivity", Instruction::Type::start_before},
      {"startAfterActivity", Instruction::Type::start_after},
      {"startTransition", Instruction::Type::start_transition},
  };
  const auto found = table.find(name);
  if (found == table.end()) {
    throw HttpError{400, "InvalidRequestException",
                    fmt::format("Could not convert '{}' to an instruction type", name)};
  }
  return found->second;
}

void check(const Instruction& instruction, const std::string& type, const std::string& what) {
  auto invalid = [&](const char* message) {
    throw HttpError{400, "InvalidRequestException",
                    prefixed(what, fmt::format("For instruction type '{}': {}", type, message))};
  };
  switch (instruction.type) {
    case Instruction::Type::cancel: {
      const int given = !instruction.activity_id.empty() + !instruction.activity_instance_id.empty() +
                        !instruction.transition_instance_id.empty();
      if (given != 1) {
        invalid("exactly one, 'activityId', 'activityInstanceId', or 'transitionInstanceId', is required");
      }
      break;
    }
    case Instruction::Type::start_before:
    case Instruction::Type::start_after:
      if (instruction.activity_id.empty()) invalid("'activityId' must be set");
      break;
    case Instruction::Type::start_transition:
      if (instruction.transition_id.empty()) invalid("'transitionId' must be set");
      break;
  }
}

}  // namespace

std::vector<Instruction> instructions(const Json& object, const char* name, const std::string& what) {
  std::vector<Instruction> read;
  const Json* list = member(object, name);
  if (!list) return read;
  if (!list->is_array()) wrong_type(name, "an array", *list);
  for (const Json& dto : *list) {
    Instruction instruction;
    const std::string type = text_or_empty(dto, "type");
    instruction.type = instruction_type(type);
    instruction.activity_id = text_or_empty(dto, "activityId");
    instruction.transition_id = text_or_empty(dto, "transitionId");
    instruction.activity_instance_id = text_or_empty(dto, "activityInstanceId");
    instruction.transition_instance_id = text_or_empty(dto, "transitionInstanceId");
    instruction.ancestor_activity_instance_id = text_or_empty(dto, "ancestorActivityInstanceId");
    instruction.cancel_current_active = flag(dto, "cancelCurrentActiveActivityInstances");
    check(instruction, type, what);
    if (const Json* map = member(dto, "variables")) {
      for (const auto& [key, entry] : map->items()) {
        Variables& target = flag(entry, "local") ? instruction.local_variables : instruction.variables;
        target.emplace(key, value(entry, what));
      }
    }
    read.push_back(std::move(instruction));
  }
  return read;
}

Json value_map(const std::map<std::string, Value>& values, bool deserialize) {
  Json map = Json::object();
  for (const auto& [name, value] : values) map[name] = value_to_rest(value, deserialize);
  return map;
}

}  // namespace baton::api::body
