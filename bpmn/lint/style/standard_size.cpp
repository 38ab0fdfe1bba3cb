// Shapes of one size make a diagram calm. Open sub-processes, pools with content and lanes follow what they hold.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "bpmn/lint/bounds.hpp"
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

struct Size {
  std::string_view type;  // as options name it
  bool (*is_type)(Tag tag);
  double width, height;
};

bool is_task(Tag tag) { return is_activity(tag) && !is_sub_process(tag) && tag != Tag::call_activity; }

constexpr std::array kSizes = std::to_array<Size>({
    {"bpmn:SubProcess", is_sub_process, 100, 80},
    {"bpmn:CallActivity", [](Tag tag) { return tag == Tag::call_activity; }, 100, 80},
    {"bpmn:Task", is_task, 100, 80},
    {"bpmn:Gateway", is_gateway, 50, 50},
    {"bpmn:Event", is_event, 36, 36},
    {"bpmn:DataObjectReference", [](Tag tag) { return tag == Tag::data_object_reference; }, 36, 50},
    {"bpmn:DataStoreReference", [](Tag tag) { return tag == Tag::data_store_reference; }, 50, 50},
    {"bpmn:Participant", [](Tag tag) { return tag == Tag::participant; }, 60, 60},
});

using Wanted = std::pair<std::optional<double>, std::optional<double>>;

std::optional<double> number(const Json& size, const char* name) {
  const auto found = size.find(name);
  return found != size.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

Wanted wanted_of(const Size& row, const Json& options) {
  const auto found = options.find(row.type);
  if (found == options.end()) return {row.width, row.height};
  return found->is_object() ? Wanted{number(*found, "width"), number(*found, "height")} : Wanted{};
}

Wanted expected(const Look& look, Element element, Element shape) {
  if (is_sub_process(element.tag()) && shape.flag("isExpanded")) return {};
  const auto row = std::find_if(kSizes.begin(), kSizes.end(), [&](const Size& size) { return size.is_type(element.tag()); });
  if (row == kSizes.end()) return {};
  Wanted wanted = wanted_of(*row, look.options());
  if (element.tag() != Tag::participant) return wanted;
  if (look.diagram().referenced(element, "processRef")) return {};
  (shape.flag("isHorizontal", true) ? wanted.first : wanted.second).reset();  // an empty pool is as long as you like
  return wanted;
}

std::string message_of(const Wanted& wanted) {
  if (!wanted.second) return fmt::format("Element has a non-standard width; expected width of {}", *wanted.first);
  if (!wanted.first) return fmt::format("Element has a non-standard height; expected height of {}", *wanted.second);
  return fmt::format("Element has a non-standard size; expected {}x{}", *wanted.first, *wanted.second);
}

void check(const Look& look) {
  for (const Element& shape : look.diagram().all(Tag::shape)) {
    const Element element = look.diagram().referenced(shape, "bpmnElement");
    const auto size = size_of(shape);
    if (!element || !size) continue;
    const Wanted wanted = expected(look, element, shape);
    const bool differs = (wanted.first && *wanted.first != size->first) || (wanted.second && *wanted.second != size->second);
    if (differs) look.report(element, shape, message_of(wanted));
  }
}

}  // namespace

const LintRule& standard_size() {
  static constexpr LintRule kRule{"standard-size", Family::style, Severity::warning,
                                  "Shapes have the sizes that modelers give them; options name others by "
                                  "type.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
