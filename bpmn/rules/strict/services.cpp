#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

Element item_of(const Facts& facts, Element data) { return facts.referenced(data, "itemSubjectRef"); }
Element item_of_message(const Facts& facts, Element message) { return facts.referenced(message, "itemRef"); }


// Tasks of a kind that name an operation or message: visit(task, its ioSpecification).
void each_with(const Facts& facts, Tag task_tag, std::string_view reference, const auto& visit) {
  for (const Element& task : facts.all(task_tag)) {
    const Element io = task.child(Tag::io_specification);
    if (io && facts.referenced(task, reference)) visit(task, io);
  }
}

void at_most_one(const Facts& facts, Tag task_tag, std::string_view reference, Tag part, const Report& report) {
  each_with(facts, task_tag, reference, [&](Element task, Element io) {
    const std::size_t parts = io.children(part).size();
    if (parts > 1) report(task, fmt::format("'{}' has {} elements {}", task.id(), parts, tag_name(part)));
  });
}

// The items of the data and of the message are the same.
void items_match(const Facts& facts, Element task, Tag data_tag, Element message, const Report& report) {
  if (!message) return;
  for (const Element& data : task.child(Tag::io_specification).children(data_tag)) {
    if (same_item(facts, item_of(facts, data), item_of_message(facts, message))) continue;
    report(data, fmt::format("The item of '{}' is not that of the message '{}'", data.id(), message.id()));
  }
}

void operation_items_match(const Facts& facts, std::string_view message, Tag data, const Report& report) {
  each_with(facts, Tag::service_task, "operationRef", [&](Element task, Element) {
    items_match(facts, task, data, facts.referenced(facts.referenced(task, "operationRef"), message), report);
  });
}

void message_items_match(const Facts& facts, Tag task_tag, Tag data, const Report& report) {
  each_with(facts, task_tag, "messageRef", [&](Element task, Element) {
    items_match(facts, task, data, facts.referenced(task, "messageRef"), report);
  });
}

bool is_callable(Tag tag) {
  return tag == Tag::process || tag == Tag::global_task || tag == Tag::global_user_task || tag == Tag::global_script_task ||
         tag == Tag::global_manual_task || tag == Tag::global_business_rule_task;
}

std::size_t matches(const Facts& facts, const Elements& some, const Elements& others) {
  Elements left = others;
  std::size_t found = 0;
  for (const Element& one : some) {
    const auto same = std::find_if(left.begin(), left.end(), [&](const Element& other) {
      return same_item(facts, item_of(facts, one), item_of(facts, other));
    });
    if (same == left.end()) continue;
    left.erase(same);
    ++found;
  }
  return found;
}

void calls_match(const Facts& facts, const Report& report) {
  for (const Element& call : facts.all(Tag::call_activity)) {
    const Element called = facts.referenced(call, "calledElement");
    if (!is_callable(called.tag())) continue;
    const Element given = call.child(Tag::io_specification), wanted = called.child(Tag::io_specification);
    for (const Tag kind : {Tag::data_input, Tag::data_output}) {
      const Elements here = given.children(kind), there = wanted.children(kind);
      const std::size_t found = matches(facts, here, there);
      if (found == here.size() && found == there.size()) continue;
      report(call, fmt::format("The elements {} of '{}' are not those of the called '{}'", tag_name(kind), call.id(), called.id()));
    }
  }
}

void services_are_bound(const Facts& facts, const Report& report) {
  facts.each_of(is_callable, [&](Element callable) {
    if (callable.child(Tag::supported_interface_ref) && !callable.child(Tag::io_binding)) {
      report(callable, fmt::format("'{}' supports an interface and has no ioBinding", callable.id()));
    }
  });
}

void bindings_match(const Facts& facts, const Report& report) {
  for (const Element& binding : facts.all(Tag::io_binding)) {
    const Element operation = facts.referenced(binding, "operationRef");
    const auto check = [&](std::string_view data_name, std::string_view message_name) {
      const Element data = facts.referenced(binding, data_name), message = facts.referenced(operation, message_name);
      if (!data || !message || same_item(facts, item_of(facts, data), item_of_message(facts, message))) return;
      report(binding, fmt::format("The item of '{}' is not that of the operation's message '{}'", data.id(), message.id()));
    };
    check("inputDataRef", "inMessageRef");
    check("outputDataRef", "outMessageRef");
  }
}

void message_events_name(const Facts& facts, std::string_view reference, const Report& report) {
  for (const Element& definition : facts.all(Tag::message_event_definition)) {
    const Element child = definition.child(reference);
    const bool given = definition.has(reference) || (child && !child.trimmed_text().empty());
    if (is_executable(definition) && !given) report(definition, fmt::format("A message event of an executable process has no {}", reference));
  }
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.042", kError, "A service task with an operation has one input set.",
     [](const Facts& f, const Report& r) {
       for (const Element& task : f.all(Tag::service_task)) {
         if (!f.referenced(task, "operationRef")) continue;
         const std::size_t sets = task.child(Tag::io_specification).children(Tag::input_set).size();
         if (sets != 1) r(task, fmt::format("The service task '{}' has {} input sets", task.id(), sets));
       }
     }},
    {"EXT.043", kError, "A service task with an operation has at most one output set.",
     [](const Facts& f, const Report& r) { at_most_one(f, Tag::service_task, "operationRef", Tag::output_set, r); }},
    {"EXT.044", kError, "A service task's input has the item of the operation's message.",
     [](const Facts& f, const Report& r) { operation_items_match(f, "inMessageRef", Tag::data_input, r); }},
    {"EXT.045", kError, "A service task's output has the item of the operation's answer.",
     [](const Facts& f, const Report& r) { operation_items_match(f, "outMessageRef", Tag::data_output, r); }},
    {"EXT.046", kError, "A send task with a message has at most one input set.",
     [](const Facts& f, const Report& r) { at_most_one(f, Tag::send_task, "messageRef", Tag::input_set, r); }},
    {"EXT.047", kError, "A send task with a message has at most one data input.",
     [](const Facts& f, const Report& r) { at_most_one(f, Tag::send_task, "messageRef", Tag::data_input, r); }},
    {"EXT.048", kError, "A send task's input has the item of its message.",
     [](const Facts& f, const Report& r) { message_items_match(f, Tag::send_task, Tag::data_input, r); }},
    {"EXT.050", kError, "A receive task with a message has at most one output set.",
     [](const Facts& f, const Report& r) { at_most_one(f, Tag::receive_task, "messageRef", Tag::output_set, r); }},
    {"EXT.051", kError, "A receive task with a message has at most one data output.",
     [](const Facts& f, const Report& r) { at_most_one(f, Tag::receive_task, "messageRef", Tag::data_output, r); }},
    {"EXT.052", kError, "A receive task's output has the item of its message.",
     [](const Facts& f, const Report& r) { message_items_match(f, Tag::receive_task, Tag::data_output, r); }},
    {"EXT.063", kError, "The data of a call activity are those of what it calls.", calls_match},
    {"EXT.064", kError, "What is exposed as a service binds its data to an operation.", services_are_bound},
    {"EXT.065", kError, "A binding connects data with an operation's messages of the same items.", bindings_match},
    {"EXT.127", kError, "A message event that is executed names its message.",
     [](const Facts& f, const Report& r) { message_events_name(f, "messageRef", r); }},
    {"EXT.128", kError, "A message event that is executed names its operation.",
     [](const Facts& f, const Report& r) { message_events_name(f, "operationRef", r); }},
});

}  // namespace

StrictRules service_rules() { return kRules; }

}  // namespace baton::bpmn::strict
