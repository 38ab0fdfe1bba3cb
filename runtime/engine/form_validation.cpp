#include "runtime/engine/form_validation.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "expression/time.hpp"
#include "runtime/engine/refusal.hpp"

namespace baton {

using bpmn::FormField;

const bpmn::UserTaskWork* user_task_work(const TaskRecord& task) {
  if (!task.execution) return nullptr;
  const bpmn::NodeId node = task.execution->graph->find_node(task.row.task_definition_key);
  return node == bpmn::kNoNode ? nullptr : std::get_if<bpmn::UserTaskWork>(&task.execution->graph->node(node).work);
}

namespace {

[[noreturn]] void invalid(std::string message) { throw Refusal(ErrorCode::form_validation, std::move(message)); }

double number_of(const std::string& config, const FormField& field, const char* constraint) {
  double number = 0;
  const auto [end, error] = std::from_chars(config.data(), config.data() + config.size(), number);
  if (error != std::errc() || end != config.data() + config.size()) {
    invalid(fmt::format("Cannot validate form field '{}': {} '{}' is not a number", field.id, constraint, config));
  }
  return number;
}

// --- Constraints: false refuses the value -------------------------------------------------------

using Check = bool (*)(const FormField&, const std::string& config, const Value* submitted, Scope& scope);

bool required(const FormField& field, const std::string&, const Value* submitted, Scope& scope) {
  if (submitted && !submitted->is_null()) {
    return submitted->type() != ValueType::string || !submitted->as_string().empty();
  }
  const auto present = scope.variable(field.id);
  if (present && !present->is_null()) return true;
  return !field.default_value.empty() && !field.default_value.evaluate(scope).is_null();
}

bool readonly(const FormField&, const std::string&, const Value* submitted, Scope&) {
  return !submitted || submitted->is_null();
}

bool minimum(const FormField& field, const std::string& config, const Value* submitted, Scope&) {
  if (!submitted || submitted->is_null()) return true;
  return submitted->is_number() && submitted->as_double() >= number_of(config, field, "min");
}

// Exclusive, as Camunda has it.
bool maximum(const FormField& field, const std::string& config, const Value* submitted, Scope&) {
  if (!submitted || submitted->is_null()) return true;
  return submitted->is_number() && submitted->as_double() < number_of(config, field, "max");
}

std::size_t length_of(const Value& value) {  // in characters
  if (value.type() != ValueType::string) {
    invalid(fmt::format("A length cannot be validated on a value of type {}", type_name(value.type())));
  }
  const std::string& text = value.as_string();
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool minimum_length(const FormField& field, const std::string& config, const Value* submitted, Scope&) {
  if (!submitted || submitted->is_null()) return true;
  return static_cast<double>(length_of(*submitted)) >= number_of(config, field, "minlength");
}

bool maximum_length(const FormField& field, const std::string& config, const Value* submitted, Scope&) {
  if (!submitted || submitted->is_null()) return true;
  return static_cast<double>(length_of(*submitted)) <= number_of(config, field, "maxlength");
}

struct Constraint {
  const char* name;
  Check check;
};

constexpr Constraint kConstraints[] = {
    {"required", required}, {"readonly", readonly},        {"min", minimum},
    {"max", maximum},       {"minlength", minimum_length}, {"maxlength", maximum_length},
};

void validate(const FormField& field, const Value* submitted, Scope& scope) {
  for (const auto& [name, config] : field.constraints) {
    const auto* found = std::find_if(std::begin(kConstraints), std::end(kConstraints),
                                     [&](const Constraint& c) { return name == c.name; });
    if (found == std::end(kConstraints)) {
      invalid(fmt::format("Form field '{}' has a constraint '{}' that cannot be evaluated here", field.id, name));
    }
    if (found->check(field, config, submitted, scope)) continue;
    invalid(fmt::format("Invalid value submitted for form field '{}': validation of {}{} failed.", field.id, name,
                        config.empty() ? std::string() : "(" + config + ")"));
  }
}

// --- Types --------------------------------------------------------------------------------------

// A date by the letters of Java's SimpleDateFormat that forms use: y M d H h m s S a, quoted text, others as they are.
class PatternDate {
 public:
  PatternDate(std::string_view text, std::string_view pattern) : text_(text), pattern_(pattern) {}

  bool parse(TimestampMs& out) {
    while (at_ < pattern_.size()) {
      if (!step()) return false;
    }
    if (month_ < 1 || month_ > 12 || day_ < 1 || day_ > 31) return false;
    if (is_afternoon_ && hour_ < 12) hour_ += 12;
    const std::string iso = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", year_, month_, day_, hour_, minute_,
                                        second_, millisecond_);
    try {
      out = parse_date(iso);
      return true;
    } catch (const TimeError&) {
      return false;
    }
  }

 private:
  bool step() {
    const char letter = pattern_[at_];
    if (letter == '\'') return quoted();
    if (!std::isalpha(static_cast<unsigned char>(letter))) return literal(pattern_.substr(at_++, 1));
    std::size_t count = 0;
    while (at_ < pattern_.size() && pattern_[at_] == letter) ++at_, ++count;
    if (letter == 'a') return half_day();
    int* const target = part(letter);
    // A number ends where it must when another number follows at once.
    const bool is_bounded = at_ < pattern_.size() && std::isalpha(static_cast<unsigned char>(pattern_[at_]));
    return target && number(*target, is_bounded ? count : 9);
  }

  int* part(char letter) {
    switch (letter) {
      case 'y': return &year_;
      case 'M': return &month_;
      case 'd': return &day_;
      case 'H':
      case 'h': return &hour_;
      case 'm': return &minute_;
      case 's': return &second_;
      case 'S': return &millisecond_;
      default: return nullptr;
    }
  }

  bool number(int& target, std::size_t digits) {
    std::size_t used = 0;
    int value = 0;
    while (used < digits && read_ < text_.size() && std::isdigit(static_cast<unsigned char>(text_[read_]))) {
      value = value * 10 + (text_[read_++] - '0');
      ++used;
    }
    target = value;
    return used > 0;
  }

  bool quoted() {
    const std::size_t end = pattern_.find('\'', ++at_);
    const std::string_view inside = pattern_.substr(at_, end == std::string_view::npos ? end : end - at_);
    at_ = end == std::string_view::npos ? pattern_.size() : end + 1;
    return literal(inside.empty() ? "'" : inside);
  }

  bool literal(std::string_view expected) {
    if (text_.substr(read_, expected.size()) != expected) return false;
    read_ += expected.size();
    return true;
  }

  bool half_day() {
    is_afternoon_ = text_.substr(read_, 2) == "PM" || text_.substr(read_, 2) == "pm";
    const bool is_known = is_afternoon_ || text_.substr(read_, 2) == "AM" || text_.substr(read_, 2) == "am";
    read_ += 2;
    return is_known && read_ <= text_.size();
  }

  std::string_view text_, pattern_;
  std::size_t read_ = 0, at_ = 0;
  int year_ = 1970, month_ = 1, day_ = 1, hour_ = 0, minute_ = 0, second_ = 0, millisecond_ = 0;
  bool is_afternoon_ = false;
};

using Convert = Value (*)(const FormField&, const Value&);

[[noreturn]] void wrong_type(const Value& value, const char* type) {
  invalid(fmt::format("Value '{}' is not of type {}.", to_text(value), type));
}

Value to_string_value(const FormField&, const Value& value) {
  return value.type() == ValueType::string ? value : Value::string(to_text(value));
}

Value to_long(const FormField&, const Value& value) {
  if (value.is_number()) {
    return Value::long_integer(value.is_whole_number() ? value.as_long() : static_cast<std::int64_t>(value.as_double()));
  }
  if (value.type() != ValueType::string) wrong_type(value, "Long");
  const std::string& text = value.as_string();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) wrong_type(value, "Long");
  return Value::long_integer(number);
}

Value to_boolean(const FormField&, const Value& value) {
  if (value.type() == ValueType::boolean) return value;
  if (value.type() != ValueType::string) wrong_type(value, "Boolean");
  std::string text = value.as_string();
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return Value::boolean(text == "true");
}

Value to_date(const FormField& field, const Value& value) {
  if (value.type() == ValueType::date) return value;
  if (value.type() != ValueType::string) {
    invalid(fmt::format("Value '{}' cannot be transformed into a Date.", to_text(value)));
  }
  if (value.as_string().empty()) return Value::null();
  const std::string pattern = field.date_pattern.empty() ? "dd/MM/yyyy" : field.date_pattern;
  TimestampMs date = 0;
  if (!PatternDate(value.as_string(), pattern).parse(date)) {
    invalid(fmt::format("Could not parse value '{}' as date using date format '{}'.", value.as_string(), pattern));
  }
  return Value::date(date);
}

Value to_enum(const FormField& field, const Value& value) {
  if (value.type() != ValueType::string) {
    invalid(fmt::format("Value '{}' is not a String.", to_text(value)));
  }
  const bool is_known = std::any_of(field.values.begin(), field.values.end(),
                                    [&](const auto& known) { return known.first == value.as_string(); });
  if (!is_known) invalid("Invalid value for enum form property: " + value.as_string());
  return value;
}

struct Type {
  const char* name;
  Convert convert;
};

constexpr Type kTypes[] = {
    {"string", to_string_value}, {"long", to_long}, {"boolean", to_boolean}, {"date", to_date}, {"enum", to_enum},
};

Value convert(const FormField& field, const Value& value) {
  if (value.is_null()) return value;
  for (const Type& type : kTypes) {
    if (field.type == type.name) return type.convert(field, value);
  }
  return value;
}

}  // namespace

Variables apply_form(const bpmn::FormDefinition& form, Variables given, Scope& scope) {
  for (const FormField& field : form.fields) {
    if (!form.business_key_field.empty() && field.id == form.business_key_field) continue;
    const auto submitted = given.find(field.id);
    const bool is_submitted = submitted != given.end();
    validate(field, is_submitted ? &submitted->second.value : nullptr, scope);
    if (is_submitted) {
      submitted->second.value = convert(field, submitted->second.value);
    } else if (!field.default_value.empty()) {
      given[field.id] = {convert(field, field.default_value.evaluate(scope)), false};
    }
  }
  return given;
}

}  // namespace baton
