// Uncaught, an error ends its path like a plain end event, and an escalation is lost. A calling process may catch it.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "bpmn/lint/insight/tables.hpp"

namespace baton::bpmn::lint {

namespace {

struct Kind {
  Tag definition;
  std::string_view name, reference, code;
};

constexpr std::array kKinds = std::to_array<Kind>({
    {Tag::error_event_definition, "error", "errorRef", "errorCode"},
    {Tag::escalation_event_definition, "escalation", "escalationRef", "escalationCode"},
});

std::string_view code_of(const Diagram& diagram, Element definition, const Kind& kind) {
  const Element thrown = diagram.referenced(definition, kind.reference);
  return thrown ? thrown.attribute(kind.code) : std::string_view();
}

bool catches(const Diagram& diagram, Element event, const Kind& kind, std::string_view code) {
  for (const Element& definition : diagram.definitions(event)) {
    if (definition.tag() != kind.definition) continue;
    const std::string_view caught = code_of(diagram, definition, kind);
    if (caught.empty() || caught == code) return true;
  }
  return false;
}

// By a boundary event of `scope`, or by an event sub-process in it.
bool is_caught_at(const Diagram& diagram, Element scope, const Kind& kind, std::string_view code) {
  for (const Element& child : scope.children()) {
    if (!is_event_sub_process(child)) continue;
    for (const Element& start : child.children(Tag::start_event)) {
      if (catches(diagram, start, kind, code)) return true;
    }
  }
  const Elements& boundaries = diagram.boundaries(scope);
  return std::any_of(boundaries.begin(), boundaries.end(),
                     [&](const Element& boundary) { return catches(diagram, boundary, kind, code); });
}

void check_event(const Look& look, Element event, const Kind& kind) {
  for (const Element& definition : look.diagram().definitions(event)) {
    if (definition.tag() != kind.definition) continue;
    const std::string_view code = code_of(look.diagram(), definition, kind);
    bool caught = false;
    for (Element scope = event.parent(); scope && is_container(scope.tag()) && !caught; scope = scope.parent()) {
      caught = is_caught_at(look.diagram(), scope, kind, code);
    }
    const std::string what = fmt::format("{}{}", kind.name, code.empty() ? "" : fmt::format(" '{}'", code));
    if (!caught) look.report(event, fmt::format("Nothing in this process catches the {}", what));
  }
}

void check(const Look& look) {
  look.each([](Tag tag) { return tag == Tag::end_event || tag == Tag::intermediate_throw_event; }, [&](Element event) {
    for (const Kind& kind : kKinds) check_event(look, event, kind);
  });
}

}  // namespace

const LintRule& uncaught_error() {
  static constexpr LintRule kRule{"uncaught-error", Family::insight, Severity::info,
                                  "An error or escalation that is thrown is caught around it.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
