#include <array>

#include "bpmn/rules/rule_info.hpp"

namespace baton::bpmn {

namespace {

constexpr std::array kFound = std::to_array<RuleInfo>({
    {"xml-encoding", Severity::error, "The bytes are of the encoding that the file names."},
    {"xml-too-large", Severity::error, "Size, depth and numbers of attributes stay within their limits."},
    {"xml-not-well-formed", Severity::error, "The file is well-formed XML without a document type."},
    {"not-bpmn", Severity::error, "The root element is definitions of BPMN 2.0."},
    {"expression-syntax", Severity::error, "Expressions are JUEL, scripts are of a language that can be read."},
    {"not-runnable", Severity::warning, "Scripts are JavaScript or JUEL and stand in the file; others cannot run here."},
    {"foreign-condition", Severity::error, "Conditions are JUEL or JavaScript, or mean the same in JUEL."},
    {"feel-expression", Severity::error, "FEEL expressions can be written as JUEL."},
    {"dialect-lost", Severity::warning, "What another engine's extensions say has a meaning here."},
    {"dialect-differs", Severity::info, "What another engine's extensions say means the same here."},
    {"token-quantity", Severity::error, "Quantities of tokens are numbers that the engine knows."},
    {"loop-maximum", Severity::error, "The maximum of a loop is not negative."},
});

}  // namespace

void describe_reading(std::vector<RuleInfo>& infos) { infos.insert(infos.end(), kFound.begin(), kFound.end()); }

}  // namespace baton::bpmn
