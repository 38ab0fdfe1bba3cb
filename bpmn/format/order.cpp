#include "bpmn/format/order.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace baton::bpmn {

namespace {

struct Rank {
  std::string_view name;
  int rank;
};

// As the schema's types inherit from each other: base element, flow element, flow node, activity, container.
constexpr std::array<Rank, 31> kRanks = {{
    {"documentation", 0},
    {"extensionElements", 1},
    {"import", 2},
    {"extension", 3},
    {"auditing", 4},
    {"monitoring", 5},
    {"categoryValueRef", 6},
    {"incoming", 7},
    {"outgoing", 8},
    {"supportedInterfaceRef", 9},
    {"ioSpecification", 10},
    {"ioBinding", 11},
    {"property", 12},
    {"dataInput", 13},
    {"dataOutput", 13},
    {"dataInputAssociation", 14},
    {"dataOutputAssociation", 14},
    {"inputSet", 15},
    {"outputSet", 15},
    {"resourceRole", 16},
    {"performer", 16},
    {"humanPerformer", 16},
    {"potentialOwner", 16},
    {"standardLoopCharacteristics", 17},
    {"multiInstanceLoopCharacteristics", 17},
    {"laneSet", 18},
    {"association", 40},
    {"group", 40},
    {"textAnnotation", 40},
    {"correlationSubscription", 41},
    {"supports", 42},
}};

constexpr int kAnything = 30;

// Under the root: definitions that processes refer to stand before them, diagrams last.
constexpr std::array<Rank, 6> kRootRanks = {{
    {"collaboration", 31},
    {"choreography", 32},
    {"globalConversation", 32},
    {"process", 33},
    {"relationship", 50},
    {"BPMNDiagram", 45},
}};

template <std::size_t Size>
int find(const std::array<Rank, Size>& ranks, std::string_view name, int otherwise) {
  const auto* found = std::find_if(ranks.begin(), ranks.end(), [&](const Rank& r) { return r.name == name; });
  return found == ranks.end() ? otherwise : found->rank;
}

int attribute_rank(std::string_view name) {
  if (name == "xmlns") return 0;
  if (name.starts_with("xmlns:")) return 1;
  if (name == "id") return 2;
  return name == "name" ? 3 : 4;
}

}  // namespace

int child_rank(std::string_view parent, std::string_view child) {
  const int common = find(kRanks, child, kAnything);
  if (parent == "definitions" && common == kAnything) return find(kRootRanks, child, kAnything);
  // In a collaboration artifacts may stand between; everywhere else the table says it all.
  return common;
}

bool attribute_precedes(std::string_view a, std::string_view b) {
  return std::make_tuple(attribute_rank(a), a) < std::make_tuple(attribute_rank(b), b);
}

}  // namespace baton::bpmn
