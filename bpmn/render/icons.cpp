#include "bpmn/render/icons.hpp"

#include <array>

namespace baton::bpmn {

namespace {

constexpr std::string_view kCog =
    "M6.3 0.8 H8.3 L8.7 2.7 L10 3.3 L11.7 2.3 L13.1 3.7 L12.1 5.4 L12.6 6.6 L14.5 7 V9 L12.6 9.4 L12.1 10.7 L13.1 12.3 "
    "L11.7 13.7 L10 12.7 L8.7 13.3 L8.3 15.2 H6.3 L5.9 13.3 L4.6 12.7 L2.9 13.7 L1.5 12.3 L2.5 10.7 L2 9.4 L0.1 9 V7 "
    "L2 6.6 L2.5 5.4 L1.5 3.7 L2.9 2.3 L4.6 3.3 L5.9 2.7 Z M10 8 A2.7 2.7 0 1 0 4.6 8 A2.7 2.7 0 1 0 10 8 Z";
constexpr std::string_view kFrontCog =
    "M10.9 6.6 H12.5 L12.8 8 L13.8 8.5 L15.1 7.7 L16.2 8.8 L15.4 10.1 L15.8 11.1 L17.3 11.4 V13 L15.8 13.3 L15.4 14.3 "
    "L16.2 15.6 L15.1 16.7 L13.8 15.9 L12.8 16.3 L12.5 17.8 H10.9 L10.6 16.3 L9.6 15.9 L8.3 16.7 L7.2 15.6 L8 14.3 L7.6 "
    "13.3 L6.1 13 V11.4 L7.6 11.1 L8 10.1 L7.2 8.8 L8.3 7.7 L9.6 8.5 L10.6 8 Z M13.8 12.2 A2.1 2.1 0 1 0 9.6 12.2 A2.1 "
    "2.1 0 1 0 13.8 12.2 Z";

const Icon kNothing;
const Icon kUser = {{"M2 17 V13.8 C2 11 4.3 9.4 6.6 9 L9 11.2 L11.4 9 C13.7 9.4 16 11 16 13.8 V17 Z"},
                    {"M5 17 V14 M13 17 V14", Ink::line},
                    {"M5.4 5.2 A3.6 4 0 1 1 12.6 5.2 A3.6 4 0 1 1 5.4 5.2 Z"},
                    {"M5.4 5 C6.5 2.9 11 2.6 12.6 5 C12.6 0.2 5.4 0.2 5.4 5 Z", Ink::solid, 0.5}};
const Icon kService = {{kCog}, {kFrontCog}};
const Icon kScript = {{"M6.2 1.5 H16 C10.8 5.6 17 11.2 12 16.5 H2.2 C7.2 11.2 1 5.6 6.2 1.5 Z"},
                      {"M5.3 4.6 H11.8 M5.3 7.6 H12 M6.4 10.6 H13 M6 13.6 H12.4", Ink::line}};
const Icon kManual = {
    {"M0.8 9.6 L4.6 4.6 C5.2 3.8 5.9 3.5 6.8 3.5 H10 C11.3 3.5 11.3 5.3 10 5.3 H8.2 H16 C17.3 5.3 17.3 7.2 16 7.2 H16.6 "
     "C17.8 7.2 17.8 9.1 16.6 9.1 H16 C17.2 9.1 17.2 11 16 11 H14.9 C16 11 16 12.9 14.9 12.9 H6.4 C4.6 12.9 3.5 12.6 "
     "2.6 11.8 Z"},
    {"M8.2 5.3 L7.2 6.6 M10.6 7.2 H16 M10.6 9.1 H16 M10.6 11 H14.9", Ink::line}};
const Icon kBusinessRule = {{"M1.2 3 H16.8 V15 H1.2 Z"},
                            {"M1.2 3 H16.8 V6.6 H1.2 Z", Ink::solid, 1},
                            {"M1.2 10.8 H16.8 M6 6.6 V15", Ink::line}};
const Icon kEnvelope = {{"M1.2 4 H16.8 V14.4 H1.2 Z"}, {"M1.2 4 L9 10 L16.8 4", Ink::line}};
const Icon kSolidEnvelope = {{"M1.2 4 H16.8 V14.4 H1.2 Z", Ink::solid}, {"M1.2 4 L9 10 L16.8 4", Ink::cut, 1.2}};

struct TaskRow {
  Tag tag;
  const Icon* icon;
};
const std::array<TaskRow, 11> kTasks = {{{Tag::user_task, &kUser},
                                         {Tag::global_user_task, &kUser},
                                         {Tag::service_task, &kService},
                                         {Tag::script_task, &kScript},
                                         {Tag::global_script_task, &kScript},
                                         {Tag::manual_task, &kManual},
                                         {Tag::global_manual_task, &kManual},
                                         {Tag::business_rule_task, &kBusinessRule},
                                         {Tag::global_business_rule_task, &kBusinessRule},
                                         {Tag::send_task, &kSolidEnvelope},
                                         {Tag::receive_task, &kEnvelope}}};

struct TriggerRow {
  Tag tag;
  Trigger trigger;
};
constexpr std::array<TriggerRow, 10> kTriggers = {{{Tag::message_event_definition, Trigger::message},
                                                   {Tag::timer_event_definition, Trigger::timer},
                                                   {Tag::conditional_event_definition, Trigger::conditional},
                                                   {Tag::escalation_event_definition, Trigger::escalation},
                                                   {Tag::error_event_definition, Trigger::error},
                                                   {Tag::cancel_event_definition, Trigger::cancel},
                                                   {Tag::compensate_event_definition, Trigger::compensation},
                                                   {Tag::signal_event_definition, Trigger::signal},
                                                   {Tag::link_event_definition, Trigger::link},
                                                   {Tag::terminate_event_definition, Trigger::terminate}}};

struct EventRow {
  Trigger trigger;
  Icon catching, throwing;
};

EventRow both(Trigger trigger, std::string_view data) {
  return {trigger, {{data, Ink::outline, 1.2}}, {{data, Ink::solid, 1.2}}};
}

const std::vector<EventRow>& events() {
  static const std::vector<EventRow> kRows = {
      {Trigger::none, {}, {}},
      {Trigger::message,
       {{"M9 11.5 H27 V24.5 H9 Z", Ink::outline, 1.2}, {"M9 11.5 L18 19 L27 11.5", Ink::line, 1.2}},
       {{"M9 11.5 H27 V24.5 H9 Z", Ink::solid, 1.2}, {"M9 11.5 L18 19 L27 11.5", Ink::cut, 1.4}}},
      {Trigger::timer,
       {{"M7.5 18 A10.5 10.5 0 1 1 28.5 18 A10.5 10.5 0 1 1 7.5 18 Z", Ink::outline, 1.2},
        {"M18 7.5 V10 M18 26 V28.5 M7.5 18 H10 M26 18 H28.5 M23.25 8.9 L22.2 10.7 M12.75 27.1 L13.8 25.3 M8.9 12.75 L10.7 "
         "13.8 M27.1 23.25 L25.3 22.2 M12.75 8.9 L13.8 10.7 M23.25 27.1 L22.2 25.3 M27.1 12.75 L25.3 13.8 M8.9 23.25 L10.7 22.2",
         Ink::line, 0.8},
        {"M20.3 10.6 L18 18 H23.6", Ink::line, 1.3}},
       {}},
      {Trigger::conditional,
       {{"M11.5 9 H24.5 V27 H11.5 Z", Ink::outline, 1.2}, {"M13.5 12.6 H22.5 M13.5 16.2 H22.5 M13.5 19.8 H22.5 M13.5 23.4 H22.5", Ink::line, 1.1}},
       {}},
      both(Trigger::escalation, "M18 8.5 L25 26.5 L18 19.5 L11 26.5 Z"),
      both(Trigger::error, "M9.2 26.2 L13.6 10.4 L19.6 18.4 L26.2 9.2 L22.2 25 L16.4 17.4 Z"),
      both(Trigger::cancel,
           "M11.4 8.2 L18 14.8 L24.6 8.2 L27.8 11.4 L21.2 18 L27.8 24.6 L24.6 27.8 L18 21.2 L11.4 27.8 L8.2 24.6 L14.8 18 L8.2 11.4 Z"),
      both(Trigger::compensation, "M8 18 L16.8 12 V24 Z M16.8 18 L25.6 12 V24 Z"),
      both(Trigger::signal, "M18 8.6 L27 24.2 H9 Z"),
      both(Trigger::link, "M9 14.4 H18.6 V10 L27.6 18 L18.6 26 V21.6 H9 Z"),
      {Trigger::terminate, {}, {{"M8 18 A10 10 0 1 1 28 18 A10 10 0 1 1 8 18 Z", Ink::solid, 1}}},
      both(Trigger::multiple, "M18 7.6 L27.9 14.8 L24.1 26.4 H11.9 L8.1 14.8 Z"),
      both(Trigger::parallel_multiple, "M15.6 8 H20.4 V15.6 H28 V20.4 H20.4 V28 H15.6 V20.4 H8 V15.6 H15.6 Z"),
  };
  return kRows;
}

const Icon kSubProcess = {{"M0.5 0.5 H13.5 V13.5 H0.5 Z"}, {"M7 3 V11 M3 7 H11", Ink::line, 1.3}};
const Icon kLoop = {{"M4.4 12.4 A5.6 5.6 0 1 1 9.4 12.5", Ink::line, 1.5}, {"M4.9 8.9 V12.7 H1.1", Ink::line, 1.5}};
const Icon kParallel = {{"M3 1 V13 M7 1 V13 M11 1 V13", Ink::line, 2.2}};
const Icon kSequential = {{"M1 3 H13 M1 7 H13 M1 11 H13", Ink::line, 2.2}};
const Icon kCompensation = {{"M1 7 L7 3 V11 Z M7 7 L13 3 V11 Z", Ink::outline, 1.2}};
const Icon kAdHoc = {{"M1 9.4 C2.6 3.4 5.2 4.4 7 6.8 C8.8 9.2 11.4 9.8 13 4.4 V7.2 C11.4 12.2 8.8 11.8 7 9.4 C5.2 7 2.6 6.4 1 11.6 Z", Ink::solid, 0.5}};

}  // namespace

const Icon& task_icon(Tag tag) {
  for (const TaskRow& row : kTasks) {
    if (row.tag == tag) return *row.icon;
  }
  return kNothing;
}

Trigger trigger_of(Tag event_definition) {
  for (const TriggerRow& row : kTriggers) {
    if (row.tag == event_definition) return row.trigger;
  }
  return Trigger::none;
}

const Icon& event_icon(Trigger trigger, bool is_throwing) {
  for (const EventRow& row : events()) {
    if (row.trigger != trigger) continue;
    const Icon& wanted = is_throwing ? row.throwing : row.catching;
    return wanted.empty() ? (is_throwing ? row.catching : row.throwing) : wanted;
  }
  return kNothing;
}

const Icon& marker_icon(Marker marker) {
  switch (marker) {
    case Marker::sub_process: return kSubProcess;
    case Marker::loop: return kLoop;
    case Marker::parallel: return kParallel;
    case Marker::sequential: return kSequential;
    case Marker::compensation: return kCompensation;
    case Marker::ad_hoc: return kAdHoc;
  }
  return kNothing;
}

const Icon& envelope_icon(bool is_solid) { return is_solid ? kSolidEnvelope : kEnvelope; }

}  // namespace baton::bpmn
