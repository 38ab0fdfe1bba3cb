// When no condition holds, an exclusive or inclusive gateway fails. Two conditions of which one is the negation of the
// other are enough.
#include <algorithm>
#include <array>
#include <string>

#include "bpmn/lint/insight/tables.hpp"

namespace baton::bpmn::lint {

namespace {

std::string condition_of(Element flow) {
  const std::string text = flow.child(Tag::condition_expression).trimmed_text();
  std::string bare;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') bare += c;
  }
  const bool is_expression = bare.size() > 3 && (bare.starts_with("${") || bare.starts_with("#{")) && bare.ends_with("}");
  return is_expression ? bare.substr(2, bare.size() - 3) : bare;
}

struct Opposite {
  std::string_view one, other;
};

constexpr std::array kOpposites = std::to_array<Opposite>({
    {"==", "!="}, {">", "<="}, {"<", ">="}, {"==true", "==false"}});

bool is_negation(const std::string& one, const std::string& other) {
  for (const std::string_view sign : {"!", "not"}) {
    const std::string prefix(sign);
    if (one == prefix + other || one == prefix + "(" + other + ")") return true;
  }
  for (const Opposite& pair : kOpposites) {
    const std::size_t at = one.find(pair.one);
    if (at == std::string::npos) continue;
    std::string turned = one;
    turned.replace(at, pair.one.size(), pair.other);
    if (turned == other) return true;
  }
  return one + "==false" == other;
}

bool is_exhaustive(const Elements& flows) {
  for (const Element& one : flows) {
    for (const Element& other : flows) {
      if (is_negation(condition_of(one), condition_of(other))) return true;
    }
  }
  return false;
}

void check(const Look& look) {
  const Diagram& diagram = look.diagram();
  look.each([](Tag tag) { return tag == Tag::exclusive_gateway || tag == Tag::inclusive_gateway; }, [&](Element gateway) {
    const Elements& flows = diagram.outgoing(gateway);
    if (flows.size() < 2 || diagram.referenced(gateway, "default")) return;
    if (!std::all_of(flows.begin(), flows.end(), has_condition) || is_exhaustive(flows)) return;
    look.report(gateway, "All outgoing flows have conditions and none is the default: the gateway fails when none holds");
  });
}

}  // namespace

const LintRule& no_default_flow() {
  static constexpr LintRule kRule{"no-default-flow", Family::insight, Severity::info,
                                  "Where all flows have conditions there is a default flow.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
