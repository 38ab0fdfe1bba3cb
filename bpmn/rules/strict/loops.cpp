#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

void each_loop(const Facts& facts, const auto& visit) {
  for (const Element& loop : facts.all(Tag::multi_instance_loop_characteristics)) visit(loop, loop.parent());
}

// The data input or output of the activity that the loop runs over; none when it is something else.
Element loop_data(const Facts& facts, Element loop, Element activity, std::string_view reference, Tag kind) {
  const Element data = facts.referenced(loop, reference);
  return data.tag() == kind && data.parent() == activity.child(Tag::io_specification) ? data : Element();
}

// One of a collection has its structure and is none itself.
bool is_one_of_collection(const Facts& facts, Element item, Element collection) {
  const Element one = facts.referenced(item, "itemSubjectRef"), all = facts.referenced(collection, "itemSubjectRef");
  if (!one || !all) return true;
  return !one.flag("isCollection") && !item.flag("isCollection") && one.find_attribute("structureRef") == all.find_attribute("structureRef");
}

void items_are_scalar(const Facts& facts, std::string_view reference, Tag kind, Tag item_tag, const Report& report) {
  each_loop(facts, [&](Element loop, Element) {
    const Element item = loop.child(item_tag), data = facts.referenced(loop, reference);
    if (!item || data.tag() != kind || is_one_of_collection(facts, item, data)) return;
    report(loop, fmt::format("The type of the {} is not that of an element of '{}'", item.name(), data.id()));
  });
}

// A literal that cannot be a truth value.
bool is_no_condition(Element condition) {
  const std::string text = condition.trimmed_text();
  if (text.empty() || text == "true" || text == "false") return false;
  const bool number = text.find_first_not_of("0123456789.-+") == std::string::npos;
  const bool quoted = text.size() > 1 && (text.front() == '"' || text.front() == '\'') &&
                      text.find(text.front(), 1) == text.size() - 1;
  return number || quoted;
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.067", kError, "A multi-instance activity that is executed has a loopCardinality or loopDataInputRef.",
     [](const Facts& f, const Report& r) {
       each_loop(f, [&](Element loop, Element activity) {
         const bool given = loop.child(Tag::loop_cardinality) || loop.child(Tag::loop_data_input_ref) || loop.vendor("collection");
         if (is_executable(loop) && !given) r(loop, fmt::format("The multi-instance activity '{}' has neither loopCardinality nor loopDataInputRef", activity.id()));
       });
     }},
    {"EXT.068", kError, "A loopDataInputRef names a data input of the activity.",
     [](const Facts& f, const Report& r) {
       each_loop(f, [&](Element loop, Element activity) {
         const Element reference = loop.child(Tag::loop_data_input_ref);
         if (!reference || !is_executable(loop) || is_sub_process(activity.tag())) return;
         if (!loop_data(f, loop, activity, "loopDataInputRef", Tag::data_input)) r(reference, fmt::format("'{}' is no data input of '{}'", reference.trimmed_text(), activity.id()));
       });
     }},
    {"EXT.069", kError, "An output item is one of the loop's output collection.",
     [](const Facts& f, const Report& r) { items_are_scalar(f, "loopDataOutputRef", Tag::data_output, Tag::output_data_item, r); }},
    {"EXT.070", kError, "An input item is one of the loop's input collection.",
     [](const Facts& f, const Report& r) { items_are_scalar(f, "loopDataInputRef", Tag::data_input, Tag::input_data_item, r); }},
    {"EXT.071", kError, "The completion condition of a loop is a truth value.",
     [](const Facts& f, const Report& r) {
       each_loop(f, [&](Element loop, Element) {
         const Element condition = loop.child(Tag::completion_condition);
         if (is_no_condition(condition)) r(condition, fmt::format("The completionCondition '{}' is no truth value", condition.trimmed_text()));
       });
     }},
    {"EXT.072", kError, "The condition of a complex behavior is a truth value.",
     [](const Facts& f, const Report& r) {
       for (const Element& behavior : f.all(Tag::complex_behavior_definition)) {
         const Element condition = behavior.child(Tag::condition);
         if (is_no_condition(condition)) r(condition, fmt::format("The condition '{}' is no truth value", condition.trimmed_text()));
       }
     }},
});

}  // namespace

StrictRules loop_rules() { return kRules; }

}  // namespace baton::bpmn::strict
