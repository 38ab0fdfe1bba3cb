#include "bpmn/model/tag.hpp"

#include <array>
#include <unordered_map>

namespace baton::bpmn {

namespace {

constexpr std::array kNames = {
    std::string_view(""),
    std::string_view(""),
#define X(enumerator, name) std::string_view(name),
    BATON_BPMN_TAGS(X)
#undef X
};

// What a flow node is; tags that are none have no row.
enum class Class : std::uint8_t { none, event, gateway, activity, sub_process, event_definition };

struct Row {
  Tag tag;
  Class kind;
};

constexpr Row kClasses[] = {
    {Tag::start_event, Class::event},
    {Tag::end_event, Class::event},
    {Tag::intermediate_catch_event, Class::event},
    {Tag::intermediate_throw_event, Class::event},
    {Tag::boundary_event, Class::event},
    {Tag::exclusive_gateway, Class::gateway},
    {Tag::inclusive_gateway, Class::gateway},
    {Tag::parallel_gateway, Class::gateway},
    {Tag::event_based_gateway, Class::gateway},
    {Tag::complex_gateway, Class::gateway},
    {Tag::task, Class::activity},
    {Tag::manual_task, Class::activity},
    {Tag::user_task, Class::activity},
    {Tag::service_task, Class::activity},
    {Tag::send_task, Class::activity},
    {Tag::receive_task, Class::activity},
    {Tag::script_task, Class::activity},
    {Tag::business_rule_task, Class::activity},
    {Tag::call_activity, Class::activity},
    {Tag::sub_process, Class::sub_process},
    {Tag::transaction, Class::sub_process},
    {Tag::ad_hoc_sub_process, Class::sub_process},
    {Tag::cancel_event_definition, Class::event_definition},
    {Tag::compensate_event_definition, Class::event_definition},
    {Tag::conditional_event_definition, Class::event_definition},
    {Tag::error_event_definition, Class::event_definition},
    {Tag::escalation_event_definition, Class::event_definition},
    {Tag::link_event_definition, Class::event_definition},
    {Tag::message_event_definition, Class::event_definition},
    {Tag::signal_event_definition, Class::event_definition},
    {Tag::terminate_event_definition, Class::event_definition},
    {Tag::timer_event_definition, Class::event_definition},
};

constexpr auto classes() {
  std::array<Class, static_cast<std::size_t>(Tag::count_)> table{};
  for (const Row& row : kClasses) table[static_cast<std::size_t>(row.tag)] = row.kind;
  return table;
}

Class class_of(Tag tag) {
  static constexpr auto kTable = classes();
  return kTable[static_cast<std::size_t>(tag)];
}

}  // namespace

Tag tag_of(std::string_view name, bool is_diagram) {
  static const auto kIndex = [] {
    std::unordered_map<std::string_view, Tag> index;
    for (std::size_t i = static_cast<std::size_t>(Tag::foreign) + 1; i < kNames.size(); ++i) {
      index.emplace(kNames[i], static_cast<Tag>(i));
    }
    return index;
  }();
  const auto found = kIndex.find(name);
  if (found == kIndex.end() || (found->second >= Tag::diagram) != is_diagram) return Tag::unknown;
  return found->second;
}

std::string_view tag_name(Tag tag) { return kNames[static_cast<std::size_t>(tag)]; }

bool is_event(Tag tag) { return class_of(tag) == Class::event; }
bool is_gateway(Tag tag) { return class_of(tag) == Class::gateway; }
bool is_activity(Tag tag) { return class_of(tag) == Class::activity || class_of(tag) == Class::sub_process; }
bool is_sub_process(Tag tag) { return class_of(tag) == Class::sub_process; }
bool is_event_definition(Tag tag) { return class_of(tag) == Class::event_definition; }

}  // namespace baton::bpmn
