#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

Element item_of(const Facts& facts, Element data) { return facts.referenced(data, "itemSubjectRef"); }

// isCollection of the data and of its item definition are the same; false where they are not given.
void collections_match(const Facts& facts, std::initializer_list<Tag> tags, const Report& report) {
  facts.each(tags, [&](Element data) {
    const Element item = item_of(facts, data);
    if (item.tag() != Tag::item_definition || data.flag("isCollection") == item.flag("isCollection")) return;
    report(data, fmt::format("isCollection of '{}' differs from that of its item definition '{}'", data.id(), item.id()));
  });
}

// "name [state]".
void states_are_named(const Facts& facts, const Report& report) {
  for (const Element& reference : facts.all(Tag::data_object_reference)) {
    const Element object = facts.referenced(reference, "dataObjectRef"), state = reference.child(Tag::data_state);
    if (!object || !reference.has("name") || !object.has("name") || !state.has("name")) continue;
    const std::string expected = fmt::format("{} [{}]", object.attribute("name"), state.attribute("name"));
    if (reference.attribute("name") != expected) {
      report(reference, fmt::format("The name '{}' is not '{}'", reference.attribute("name"), expected));
    }
  }
}

constexpr bool may_have_properties(Tag tag) { return tag == Tag::process || is_activity(tag) || is_event(tag); }

bool is_of_callable(Element data) {
  const Tag owner = data.parent().parent().tag();
  return data.parent().tag() == Tag::io_specification && owner == Tag::process;
}

// Inputs of a process are only read, its outputs only written, from inside.
void data_are_not_misused(const Facts& facts, Tag association, std::string_view end, Tag data_tag, const Report& report) {
  for (const Element& element : facts.all(association)) {
    for (const Element& reference : element.children(end)) {
      const Element data = facts.resolve(reference.trimmed_text());
      if (data.tag() == data_tag && is_of_callable(data)) report(element, fmt::format("The {} '{}' of the process is the {} of a {}", data.name(), data.id(), end, element.name()));
    }
  }
}

bool lists(const Facts& facts, Element set, Tag list, Element data) {
  for (const Element& reference : set.children(list)) {
    if (facts.resolve(reference.trimmed_text()) == data) return true;
  }
  return false;
}

// Each input or output is in at least one set.
void data_are_in_sets(const Facts& facts, Tag data_tag, Tag set_tag, Tag list, const Report& report) {
  for (const Element& data : facts.all(data_tag)) {
    if (data.parent().tag() != Tag::io_specification && !is_event(data.parent().tag())) continue;
    const Elements sets = data.parent().children(set_tag);
    const bool found = std::any_of(sets.begin(), sets.end(), [&](const Element& set) { return lists(facts, set, list, data); });
    if (!found) report(data, fmt::format("The {} '{}' is in no {}", data.name(), data.id(), tag_name(set_tag)));
  }
}

// What a set lists as optional, or needed while executing, is in the set.
void special_are_in_set(const Facts& facts, Tag set_tag, Tag special, Tag list, const Report& report) {
  for (const Element& set : facts.all(set_tag)) {
    for (const Element& reference : set.children(special)) {
      const Element data = facts.resolve(reference.trimmed_text());
      if (data && !lists(facts, set, list, data)) report(reference, fmt::format("'{}' is in {} and not in {}", data.id(), tag_name(special), tag_name(list)));
    }
  }
}

void sets_name_each_other(const Facts& facts, const Report& report) {
  const auto check = [&](Tag set_tag, Tag list, Tag back) {
    for (const Element& set : facts.all(set_tag)) {
      for (const Element& reference : set.children(list)) {
        const Element other = facts.resolve(reference.trimmed_text());
        if (other && !lists(facts, other, back, set)) report(set, fmt::format("'{}' does not name '{}' in {}", other.id(), set.id(), tag_name(back)));
      }
    }
  };
  check(Tag::input_set, Tag::output_set_refs, Tag::input_set_refs);
  check(Tag::output_set, Tag::input_set_refs, Tag::output_set_refs);
}

// The item definition that an end of a data association has, by way of references to data objects and stores.
Element item_at(const Facts& facts, Element end) {
  if (const Element item = item_of(facts, end)) return item;
  for (const std::string_view reference : {"dataObjectRef", "dataStoreRef"}) {
    if (const Element data = facts.referenced(end, reference)) return item_of(facts, data);
  }
  return {};
}

void each_association(const Facts& facts, const auto& visit) {
  facts.each({Tag::data_input_association, Tag::data_output_association}, visit);
}

void associated_items_match(const Facts& facts, const Report& report) {
  each_association(facts, [&](Element association) {
    if (association.child(Tag::transformation) || association.child(Tag::assignment)) return;
    const Element target = item_at(facts, facts.referenced(association, "targetRef"));
    for (const Element& reference : association.children(Tag::source_ref)) {
      const Element source = item_at(facts, facts.resolve(reference.trimmed_text()));
      if (!source || !target || same_item(facts, source, target)) continue;
      report(association, fmt::format("A data association connects the items '{}' and '{}' without a transformation", source.id(), target.id()));
    }
  });
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.020", kError, "isCollection of data is that of their item definition.",
     [](const Facts& f, const Report& r) { collections_match(f, {Tag::data_object, Tag::data_input, Tag::data_output, Tag::data_store}, r); }},
    {"EXT.076", Verdict::warning, "A data object reference is named 'data object [state]'.", states_are_named},
    {"EXT.077", kError, "isCollection of a data object is that of its item definition.",
     [](const Facts& f, const Report& r) { collections_match(f, {Tag::data_object}, r); }},
    {"EXT.078", kError, "Processes, activities and events have properties.",
     [](const Facts& f, const Report& r) {
       for (const Element& property : f.all(Tag::property)) {
         if (!may_have_properties(property.parent().tag())) r(property, fmt::format("A {} has no properties", property.parent().name()));
       }
     }},
    {"EXT.079", kError, "A sub-process has no ioSpecification.",
     [](const Facts& f, const Report& r) {
       for (const Element& io : f.all(Tag::io_specification)) {
         if (is_sub_process(io.parent().tag())) r(io, "A sub-process has an ioSpecification");
       }
     }},
    {"EXT.080", kError, "The inputs of a process are not written.",
     [](const Facts& f, const Report& r) { data_are_not_misused(f, Tag::data_output_association, "targetRef", Tag::data_input, r); }},
    {"EXT.081", kError, "isCollection of a data input is that of its item definition.",
     [](const Facts& f, const Report& r) { collections_match(f, {Tag::data_input}, r); }},
    {"EXT.082", kError, "The outputs of a process are not read.",
     [](const Facts& f, const Report& r) { data_are_not_misused(f, Tag::data_input_association, "sourceRef", Tag::data_output, r); }},
    {"EXT.083", kError, "isCollection of a data output is that of its item definition.",
     [](const Facts& f, const Report& r) { collections_match(f, {Tag::data_output}, r); }},
    {"EXT.084", kError, "A data input is in an input set.",
     [](const Facts& f, const Report& r) { data_are_in_sets(f, Tag::data_input, Tag::input_set, Tag::data_input_refs, r); }},
    {"EXT.085", kError, "An optional input of a set is in the set; sets that belong together name each other.",
     [](const Facts& f, const Report& r) {
       special_are_in_set(f, Tag::input_set, Tag::optional_input_refs, Tag::data_input_refs, r);
       sets_name_each_other(f, r);
     }},
    {"EXT.086", kError, "An input while executing is in its set.",
     [](const Facts& f, const Report& r) { special_are_in_set(f, Tag::input_set, Tag::while_executing_input_refs, Tag::data_input_refs, r); }},
    {"EXT.087", kError, "Input and output sets that belong together name each other.", sets_name_each_other},
    {"EXT.088", kError, "A data output is in an output set.",
     [](const Facts& f, const Report& r) { data_are_in_sets(f, Tag::data_output, Tag::output_set, Tag::data_output_refs, r); }},
    {"EXT.089", kError, "An optional output of a set is in the set.",
     [](const Facts& f, const Report& r) { special_are_in_set(f, Tag::output_set, Tag::optional_output_refs, Tag::data_output_refs, r); }},
    {"EXT.090", kError, "An output while executing is in its set.",
     [](const Facts& f, const Report& r) { special_are_in_set(f, Tag::output_set, Tag::while_executing_output_refs, Tag::data_output_refs, r); }},
    {"EXT.091", kError, "Without a transformation a data association connects the same items.", associated_items_match},
    {"EXT.092", kError, "Without a transformation a data association has one source.",
     [](const Facts& f, const Report& r) {
       each_association(f, [&](Element association) {
         if (!association.child(Tag::transformation) && association.children(Tag::source_ref).size() > 1) r(association, "A data association without a transformation has several sources");
       });
     }},
});

}  // namespace

StrictRules data_rules() { return kRules; }

}  // namespace baton::bpmn::strict
