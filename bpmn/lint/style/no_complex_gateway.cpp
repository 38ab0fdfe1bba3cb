// Few readers know what complex gateways wait for.
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  for (const Element& gateway : look.diagram().all(Tag::complex_gateway)) {
    look.report(gateway, "Element type 'complexGateway' is discouraged");
  }
}

}  // namespace

const LintRule& no_complex_gateway() {
  static constexpr LintRule kRule{"no-complex-gateway", Family::style, Severity::error,
                                  "There are no complex gateways.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
