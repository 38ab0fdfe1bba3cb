// The token is gone at an end event, so what such a flow leads to is not reached by it.
#include <fmt/format.h>

#include "bpmn/lint/insight/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  for (const Element& end : look.diagram().all(Tag::end_event)) {
    const bool terminates = look.diagram().has_definition(end, Tag::terminate_event_definition);
    for (const Element& flow : look.diagram().outgoing(end)) {
      look.report(flow, fmt::format("The flow is never taken, since it leaves {} end event", terminates ? "a terminate" : "an"));
    }
  }
}

}  // namespace

const LintRule& flow_behind_end() {
  static constexpr LintRule kRule{"flow-behind-end", Family::insight, Severity::warning,
                                  "No flow leaves an end event.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
