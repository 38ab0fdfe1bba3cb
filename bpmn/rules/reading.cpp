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
    {"token-quantity", Severity::warning, "Quantities of tokens are numbers that the engine knows."},
    {"loop-maximum", Severity::warning, "The maximum of a loop is a number."},
});

}  // namespace

void describe_reading(std::vector<RuleInfo>& infos) { infos.insert(infos.end(), kFound.begin(), kFound.end()); }

}  // namespace baton::bpmn
