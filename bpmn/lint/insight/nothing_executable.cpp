// A deployment of it would define nothing: isExecutable is missing or false.
#include <algorithm>

#include "bpmn/lint/insight/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  const Elements& processes = look.diagram().all(Tag::process);
  if (processes.empty()) return;
  if (std::any_of(processes.begin(), processes.end(), [](const Element& process) { return process.flag("isExecutable"); })) return;
  look.report(processes.front(), "No process of the file is executable");
}

}  // namespace

const LintRule& nothing_executable() {
  static constexpr LintRule kRule{"nothing-executable", Family::insight, Severity::info,
                                  "A file with processes has one that is executable.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
