// Rules about what goes wrong when a diagram runs: one file for each.
#pragma once

#include "bpmn/lint/lint_rule.hpp"

namespace baton::bpmn::lint {

const LintRule& bean_call();
const LintRule& constant_condition();
const LintRule& default_with_condition();
const LintRule& duplicate_name();
const LintRule& flow_behind_end();
const LintRule& flow_references();
const LintRule& ignored_condition();
const LintRule& no_default_flow();
const LintRule& nothing_executable();
const LintRule& script_syntax();
const LintRule& timer_never_fires();
const LintRule& timer_syntax();
const LintRule& uncaught_error();
const LintRule& unreachable_node();
const LintRule& unresolved_variable();
const LintRule& unused_definition();

}  // namespace baton::bpmn::lint
