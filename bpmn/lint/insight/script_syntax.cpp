// A deployment takes scripts as they are; one that cannot be parsed fails when it is reached.
#include "bpmn/lint/insight/tables.hpp"
#include "bpmn/lint/insight/texts.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  if (!look.environment().check_script) return;
  for (const Script& script : scripts_of(look.diagram())) {
    if (!script.is_javascript()) continue;
    const auto problem = look.environment().check_script(script.text.text);
    if (problem) look.report_line(script.text.owner, script.text.at, problem->line, "The script cannot be parsed: " + problem->message);
  }
}

}  // namespace

const LintRule& script_syntax() {
  static constexpr LintRule kRule{"script-syntax", Family::insight, Severity::error,
                                  "Scripts are JavaScript that can be parsed.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
