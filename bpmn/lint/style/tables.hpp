// bpmnlint's rules, by its ids and with its findings: one file for each.
#pragma once

#include "bpmn/lint/lint_rule.hpp"

namespace baton::bpmn::lint {

const LintRule& ad_hoc_sub_process();
const LintRule& conditional_event();
const LintRule& conditional_flows();
const LintRule& end_event_required();
const LintRule& event_based_gateway();
const LintRule& event_sub_process_typed_start_event();
const LintRule& fake_join();
const LintRule& global();
const LintRule& label_required();
const LintRule& link_event();
const LintRule& no_bpmndi();
const LintRule& no_complex_gateway();
const LintRule& no_disconnected();
const LintRule& no_duplicate_sequence_flows();
const LintRule& no_gateway_join_fork();
const LintRule& no_implicit_end();
const LintRule& no_implicit_split();
const LintRule& no_implicit_start();
const LintRule& no_inclusive_gateway();
const LintRule& no_overlapping_elements();
const LintRule& single_blank_start_event();
const LintRule& single_event_definition();
const LintRule& standard_size();
const LintRule& start_event_required();
const LintRule& sub_process_blank_start_event();
const LintRule& superfluous_gateway();
const LintRule& superfluous_label();
const LintRule& superfluous_termination();

}  // namespace baton::bpmn::lint
