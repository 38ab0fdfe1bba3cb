// A gateway between two single flows does nothing.
#include "bpmn/lint/fix/flows.hpp"
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  look.each(is_gateway, [&](Element gateway) {
    const Diagram& diagram = look.diagram();
    if (diagram.incoming(gateway).size() != 1 || diagram.outgoing(gateway).size() != 1) return;
    look.report(gateway, "Gateway is superfluous. It only has one source and target.");
  });
}

// Safe where the gateway passes the token on whatever happens, and nothing hangs on it.
bool mend(const Diagram& diagram, Element gateway, Editor& editor) {
  if (gateway.tag() == Tag::complex_gateway || gateway.tag() == Tag::event_based_gateway) return false;
  if (has_more_than_flows(diagram, gateway)) return false;
  return bypass(diagram, gateway, editor);
}

}  // namespace

const LintRule& superfluous_gateway() {
  static constexpr LintRule kRule{"superfluous-gateway", Family::style, Severity::warning,
                                  "A gateway has more than one incoming or more than one outgoing flow.", check, mend};
  return kRule;
}

}  // namespace baton::bpmn::lint
