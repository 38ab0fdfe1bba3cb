#include <fmt/format.h>

#include <array>
#include <algorithm>
#include <charconv>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

bool is_at_least_one(std::string_view text) {
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error != std::errc() || value >= 1;
}

void quantity_is_positive(const Facts& facts, std::string_view name, const Report& report) {
  facts.each_of(is_activity, [&](Element activity) {
    const auto text = activity.find_attribute(name);
    if (text && !is_at_least_one(*text)) report(activity, fmt::format("The {} of '{}' is {}", name, activity.id(), *text));
  });
}

template <class Wanted>
void has_one_loop(const Facts& facts, Wanted wanted, const Report& report) {
  facts.each_of(wanted, [&](Element activity) {
    if (activity.child(Tag::standard_loop_characteristics) && activity.child(Tag::multi_instance_loop_characteristics)) {
      report(activity, fmt::format("'{}' has two kinds of loop", activity.id()));
    }
  });
}

constexpr std::array kRoles = {Tag::performer, Tag::human_performer, Tag::potential_owner, Tag::resource_role};

void each_role(const Facts& facts, const auto& visit) {
  for (const Tag tag : kRoles) {
    for (const Element& role : facts.all(tag)) visit(role);
  }
}

void choreographies_stay_out(const Facts& facts, Tag scope, const Report& report) {
  facts.each_of(is_choreography_activity, [&](Element activity) {
    const Tag around = activity.parent().tag();
    const bool found = scope == Tag::process ? around == Tag::process : is_sub_process(around);
    if (found) report(activity, fmt::format("The {} '{}' stands in a {}", activity.name(), activity.id(), activity.parent().name()));
  });
}

void event_sub_processes_have_no_flows(const Facts& facts, const Report& report) {
  facts.each_of(is_sub_process, [&](Element sub_process) {
    if (!is_event_sub_process(sub_process)) return;
    if (facts.incoming_count(sub_process) + facts.outgoing_count(sub_process) > 0) {
      report(sub_process, fmt::format("The event sub-process '{}' has sequence flows", sub_process.id()));
    }
  });
}

bool may_stand_in_ad_hoc(Tag tag) {
  return tag != Tag::start_event && tag != Tag::end_event && tag != Tag::conversation && tag != Tag::sub_conversation &&
         tag != Tag::call_conversation && tag != Tag::conversation_link && !is_choreography_activity(tag);
}

void ad_hoc_has_no_ends(const Facts& facts, const Report& report) {
  for (const Element& ad_hoc : facts.all(Tag::ad_hoc_sub_process)) {
    for (Element child = ad_hoc.first_child(); child; child = child.next()) {
      if (!may_stand_in_ad_hoc(child.tag())) report(child, fmt::format("A {} stands in an ad-hoc sub-process", child.name()));
    }
  }
}

void ad_hoc_has_activities(const Facts& facts, const Report& report) {
  for (const Element& ad_hoc : facts.all(Tag::ad_hoc_sub_process)) {
    const Elements children = ad_hoc.children();
    const bool found = std::any_of(children.begin(), children.end(), [](const Element& child) { return is_activity(child.tag()); });
    if (!found) report(ad_hoc, fmt::format("The ad-hoc sub-process '{}' has no activity", ad_hoc.id()));
  }
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.036", kError, "A process has no choreography activities.",
     [](const Facts& f, const Report& r) { choreographies_stay_out(f, Tag::process, r); }},
    {"EXT.037", kError, "startQuantity is one or more.", [](const Facts& f, const Report& r) { quantity_is_positive(f, "startQuantity", r); }},
    {"EXT.038", kError, "completionQuantity is one or more.",
     [](const Facts& f, const Report& r) { quantity_is_positive(f, "completionQuantity", r); }},
    {"EXT.039", kError, "A resource role names a resource or has an assignment expression, not both.",
     [](const Facts& f, const Report& r) {
       each_role(f, [&](Element role) {
         if (role.child(Tag::resource_ref) && role.child(Tag::resource_assignment_expression)) r(role, "A resource role has a resourceRef and a resourceAssignmentExpression");
       });
     }},
    {"EXT.040", kError, "Parameters are bound where a resource is named.",
     [](const Facts& f, const Report& r) {
       each_role(f, [&](Element role) {
         if (role.child(Tag::resource_parameter_binding) && !role.child(Tag::resource_ref)) r(role, "A resource role has a resourceParameterBinding and no resourceRef");
       });
     }},
    {"EXT.041", kError, "An activity has one kind of loop.", [](const Facts& f, const Report& r) { has_one_loop(f, is_activity, r); }},
    {"EXT.049", kError, "A receive task that instantiates has no incoming flow.",
     [](const Facts& f, const Report& r) {
       for (const Element& task : f.all(Tag::receive_task)) {
         if (task.flag("instantiate") && f.incoming_count(task) > 0) r(task, fmt::format("The instantiating receive task '{}' has an incoming flow", task.id()));
       }
     }},
    {"EXT.053", kError, "A script task with a script names its format.",
     [](const Facts& f, const Report& r) {
       f.each({Tag::script_task, Tag::global_script_task}, [&](Element task) {
         if (task.child(Tag::script) && is_blank(task.attribute("scriptFormat"))) r(task, "A script has no scriptFormat");
       });
     }},
    {"EXT.054", kError, "A sub-process has one kind of loop.", [](const Facts& f, const Report& r) { has_one_loop(f, is_sub_process, r); }},
    {"EXT.055", kError, "An ad-hoc sub-process has one kind of loop.",
     [](const Facts& f, const Report& r) { has_one_loop(f, [](Tag tag) { return tag == Tag::ad_hoc_sub_process; }, r); }},
    {"EXT.056", kError, "A sub-process has no choreography activities.",
     [](const Facts& f, const Report& r) { choreographies_stay_out(f, Tag::sub_process, r); }},
    {"EXT.057", kError, "An event sub-process has no sequence flows.", event_sub_processes_have_no_flows},
    {"EXT.061", kError, "An ad-hoc sub-process has an activity.", ad_hoc_has_activities},
    {"EXT.062", kError, "An ad-hoc sub-process has no start and end events, conversations and choreography activities.", ad_hoc_has_no_ends},
});

}  // namespace

StrictRules activity_rules() { return kRules; }

}  // namespace baton::bpmn::strict
