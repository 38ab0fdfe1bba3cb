// baton lint: everything that is worth telling about a diagram.
//
// Loads as a deployment does and then asks the rules of style and insight as well (catalogue.hpp), as the configuration
// says. Pure but for what the environment does. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bpmn/bpmn.hpp"
#include "bpmn/lint/config/config.hpp"
#include "bpmn/lint/lint_rule.hpp"

namespace baton::bpmn::lint {

struct LintOptions {
  bool lenient = false;
  ReadImport read_import{};  // as in LoadOptions
  Environment environment{};
};

// Findings have the severities of the configuration, so errors do not say that a deployment is refused; `processes` does.
Loaded check(std::string_view bytes, const Config& config, const LintOptions& options);

struct Mended {
  std::string bytes;
  std::vector<std::string> done;  // one sentence for each finding that is no more
};

// The file without what can be mended safely (catalogue entries with `mend`) of what the configuration finds; bytes that
// are no BPMN stay as they are. Only the places concerned differ.
Mended mend(std::string bytes, const Config& config, const LintOptions& options);

}  // namespace baton::bpmn::lint
