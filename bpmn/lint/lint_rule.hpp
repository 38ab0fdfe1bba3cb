// What a lint rule is, and what it is given to look at. A rule is a file of its own: an id, how bad it is, one line that says
// what it demands, the function that looks for offences and, where that is safe, one that mends them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "bpmn/edit/editor.hpp"
#include "bpmn/findings.hpp"
#include "bpmn/lint/diagram.hpp"
#include "expression/value.hpp"

namespace baton::bpmn::lint {

enum class Family : std::uint8_t {
  deployment,     // what refuses a deployment, or would: bpmn/rules/executable
  specification,  // what BPMN 2.0 demands: bpmn/rules/strict
  style,          // bpmnlint's rules, by its ids
  insight,        // what goes wrong when it runs
  soundness,      // what bpmn/soundness says of the token flow
};

struct ScriptProblem {
  int line = 0;  // of the script, 1-based; 0: unknown
  std::string message;
};

// What the rules may ask of the world. Without `check_script` scripts are not parsed.
struct Environment {
  TimestampMs now = 0;
  // Why the text is no JavaScript; nothing when it is.
  std::function<std::optional<ScriptProblem>(const std::string& source)> check_script{};
};

// What a rule is given.
class Look {
 public:
  Look(const Diagram& diagram, const Environment& environment, const Json& options, std::string_view rule, Severity severity,
       Findings& findings)
      : diagram_(diagram), environment_(environment), options_(options), rule_(rule), severity_(severity),
        findings_(findings) {}

  const Diagram& diagram() const { return diagram_; }
  const Environment& environment() const { return environment_; }
  const Json& options() const { return options_; }  // what the configuration says beside the severity; an object

  template <class Wanted, class Visit>
  void each(Wanted wanted, Visit visit) const { diagram_.each(wanted, visit); }

  // One sentence about `at`.
  void report(Element at, std::string message) const { report(at, at, std::move(message)); }
  // Located at `place`, concerning `element`.
  void report(Element element, Element place, std::string message) const;
  // Located `line` lines into the text of `place` (1: its first), when that is known.
  void report_line(Element element, Element place, int line, std::string message) const;

 private:
  const Diagram& diagram_;
  const Environment& environment_;
  const Json& options_;
  std::string_view rule_;
  Severity severity_;
  Findings& findings_;
};

// A finding's place, mended through `editor`. False when this one is better left to people.
using Mend = bool (*)(const Diagram& diagram, Element element, Editor& editor);

struct LintRule {
  std::string_view id;
  Family family;
  Severity severity;         // where a preset turns it on and says no other
  std::string_view summary;  // what is demanded, one sentence
  void (*check)(const Look& look);
  Mend mend = nullptr;
};

}  // namespace baton::bpmn::lint
