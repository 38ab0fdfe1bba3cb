#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "expression/time.hpp"

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

// Elements whose type in the schema is Expression; an xsi:type makes them formal.
constexpr std::array kExpressions = {Tag::condition_expression, Tag::completion_condition, Tag::loop_condition,
                                     Tag::loop_cardinality,     Tag::condition,            Tag::activation_condition,
                                     Tag::time_date,            Tag::time_cycle,           Tag::time_duration,
                                     Tag::from,                 Tag::to};
// Those that are formal without saying so.
constexpr std::array kFormal = {Tag::transformation, Tag::message_path, Tag::data_path, Tag::formal_expression};

bool is_formal(Element element) {
  if (std::find(kFormal.begin(), kFormal.end(), element.tag()) != kFormal.end()) return true;
  if (element.tag() == Tag::condition && element.parent().tag() == Tag::complex_behavior_definition) return true;
  return local_name(element.find_attribute(Space::xsi, "type").value_or("")) == "tFormalExpression";
}

void each_expression(const Facts& facts, const auto& visit) {
  const auto wanted = [](Tag tag) {
    return std::find(kExpressions.begin(), kExpressions.end(), tag) != kExpressions.end() ||
           std::find(kFormal.begin(), kFormal.end(), tag) != kFormal.end();
  };
  facts.each_of(wanted, visit);
}

// "type/subtype".
bool is_mime_type(std::string_view text) {
  const std::size_t slash = text.find('/');
  return slash != std::string_view::npos && slash > 0 && slash + 1 < text.size() &&
         text.find_first_of(" \t\r\n") == std::string_view::npos;
}

bool is_uri(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && (i + 2 >= text.size() || !std::isxdigit(static_cast<unsigned char>(text[i + 1])) || !std::isxdigit(static_cast<unsigned char>(text[i + 2])))) return false;
  }
  return text.find_first_of(" <>\"{}|\\^`") == std::string_view::npos;
}

void is_mime(const Facts& facts, Tag tag, std::string_view name, const Report& report) {
  for (const Element& element : facts.all(tag)) {
    const auto text = element.find_attribute(name);
    if (text && !is_mime_type(*text)) report(element, fmt::format("The {} '{}' is no MIME type", name, *text));
  }
}

void codes_are_given(const Facts& facts, const Report& report) {
  facts.each({Tag::end_event, Tag::intermediate_throw_event}, [&](Element event) {
    if (!is_executable(event)) return;
    for (const Element& definition : facts.definitions(event)) {
      if (definition.tag() != Tag::escalation_event_definition) continue;
      const Element escalation = facts.referenced(definition, "escalationRef");
      if (is_blank(escalation.attribute("escalationCode"))) report(event, fmt::format("'{}' throws an escalation without a code", event.id()));
    }
  });
}

bool is_evaluated(std::string_view text) {
  return text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos;
}

void times_are_iso(const Facts& facts, Tag tag, bool (*is_time)(const std::string&), const Report& report) {
  for (const Element& element : facts.all(tag)) {
    const std::string text = element.trimmed_text();
    if (!text.empty() && !is_evaluated(text) && !is_time(text)) report(element, fmt::format("The {} '{}' is not one of ISO 8601", element.name(), text));
  }
}

bool is_date(const std::string& text) { return try_parse_date(text).has_value(); }

bool is_duration(const std::string& text) {
  try {
    parse_period(text);
    return true;
  } catch (const TimeError&) {
    return false;
  }
}

// R/start/duration, R/duration/end, R/duration; crons are not of ISO 8601.
bool is_cycle(const std::string& text) {
  if (text.front() != 'R') return false;
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos || text.find_first_not_of("0123456789", 1) != slash) return false;
  const std::size_t second = text.find('/', slash + 1);
  const std::string first = text.substr(slash + 1, second == std::string::npos ? second : second - slash - 1);
  if (second == std::string::npos) return is_duration(first);
  const std::string last = text.substr(second + 1);
  return (is_date(first) && is_duration(last)) || (is_duration(first) && is_date(last));
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.004", kError, "The textFormat of a documentation is a MIME type.",
     [](const Facts& f, const Report& r) { is_mime(f, Tag::documentation, "textFormat", r); }},
    {"EXT.010", kError, "The textFormat of a text annotation is a MIME type.",
     [](const Facts& f, const Report& r) { is_mime(f, Tag::text_annotation, "textFormat", r); }},
    {"EXT.011", kError, "What throws an escalation names one with a code.", codes_are_given},
    {"EXT.012", kError, "Expressions of executable processes are formal.",
     [](const Facts& f, const Report& r) {
       each_expression(f, [&](Element e) {
         if (is_executable(e) && !is_formal(e)) r(e, fmt::format("The {} is no formal expression", e.name()));
       });
     }},
    {"EXT.013", kError, "A formal expression has a body.",
     [](const Facts& f, const Report& r) {
       each_expression(f, [&](Element e) {
         if (is_formal(e) && e.trimmed_text().empty()) r(e, fmt::format("The {} is a formal expression without a body", e.name()));
       });
     }},
    {"EXT.014", kError, "The language of an expression is a URI.",
     [](const Facts& f, const Report& r) {
       each_expression(f, [&](Element e) {
         if (!is_uri(e.attribute("language"))) r(e, fmt::format("The language '{}' is no URI", e.attribute("language")));
       });
     }},
    {"EXT.060", kError, "The method of a transaction is a URI.",
     [](const Facts& f, const Report& r) {
       for (const Element& transaction : f.all(Tag::transaction)) {
         if (!is_uri(transaction.attribute("method"))) r(transaction, fmt::format("The method '{}' is no URI", transaction.attribute("method")));
       }
     }},
    {"EXT.123", kError, "A condition that is executed is a formal expression.",
     [](const Facts& f, const Report& r) {
       for (const Element& definition : f.all(Tag::conditional_event_definition)) {
         const Element condition = definition.child(Tag::condition);
         if (is_executable(definition) && (!is_formal(condition) || condition.trimmed_text().empty())) r(definition, "A conditional event of an executable process has no formal expression");
       }
     }},
    {"EXT.131", kError, "A timer has one of timeDate, timeCycle and timeDuration.",
     [](const Facts& f, const Report& r) {
       for (const Element& timer : f.all(Tag::timer_event_definition)) {
         const auto has = [&](Tag tag) { return timer.child(tag) ? 1 : 0; };
         if (has(Tag::time_date) + has(Tag::time_cycle) + has(Tag::time_duration) > 1) r(timer, "A timer has several of timeDate, timeCycle and timeDuration");
       }
     }},
    {"EXT.132", kError, "A timeDate is a date of ISO 8601.", [](const Facts& f, const Report& r) { times_are_iso(f, Tag::time_date, is_date, r); }},
    {"EXT.133", kError, "A timeCycle is a repeating interval of ISO 8601.", [](const Facts& f, const Report& r) { times_are_iso(f, Tag::time_cycle, is_cycle, r); }},
    {"EXT.134", kError, "A timeDuration is a duration of ISO 8601.", [](const Facts& f, const Report& r) { times_are_iso(f, Tag::time_duration, is_duration, r); }},
    {"EXT.145", Verdict::info, "The format of a script is a MIME type.", [](const Facts& f, const Report& r) { is_mime(f, Tag::script_task, "scriptFormat", r); }},
});

}  // namespace

StrictRules text_rules() { return kRules; }

}  // namespace baton::bpmn::strict
