// Two gateways say which of the two happens how.
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  look.each(is_gateway, [&](Element gateway) {
    const Diagram& diagram = look.diagram();
    if (diagram.incoming(gateway).size() > 1 && diagram.outgoing(gateway).size() > 1) look.report(gateway, "Gateway forks and joins");
  });
}

}  // namespace

const LintRule& no_gateway_join_fork() {
  static constexpr LintRule kRule{"no-gateway-join-fork", Family::style, Severity::error,
                                  "A gateway joins or forks, not both.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
