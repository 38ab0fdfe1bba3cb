// Few readers know what inclusive gateways wait for.
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  for (const Element& gateway : look.diagram().all(Tag::inclusive_gateway)) {
    look.report(gateway, "Element type 'inclusiveGateway' is discouraged");
  }
}

}  // namespace

const LintRule& no_inclusive_gateway() {
  static constexpr LintRule kRule{"no-inclusive-gateway", Family::style, Severity::warning,
                                  "There are no inclusive gateways.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
