#include "conformance/random/soundness_suite.hpp"

#include <fmt/format.h>

#include "bpmn/bpmn.hpp"
#include "bpmn/graph/builder.hpp"
#include "bpmn/soundness/catchers.hpp"
#include "bpmn/soundness/soundness.hpp"
#include "conformance/random/exhaustive.hpp"
#include "conformance/random/generator.hpp"
#include "conformance/random/replay.hpp"

namespace baton::conformance {

namespace {

using bpmn::soundness::Fault;

constexpr std::uint64_t kGroup = 1000;
constexpr std::size_t kMostStates = 3000;

// What bpmn/soundness says, in the words of the token game.
class Said {
 public:
  explicit Said(const bpmn::Element& process) {
    bpmn::Findings ignored;
    bpmn::Compiler compiler(ignored, false);
    graph_ = bpmn::build_graph(bpmn::ProcessView(process), compiler);
    const bpmn::ProcessSoundness sound = bpmn::check_soundness(*graph_);
    for (const bpmn::ScopeSoundness& scope : sound.scopes) add(scope);
    if (said.has_second_token) return;
    for (const bpmn::NodeId node : sound.dead) said.dead.insert(id(node));
  }

  Soundness said;

 private:
  std::string id(bpmn::NodeId node) const { return graph_->node(bpmn::soundness::inner_of(*graph_, node)).element_id; }

  void add(const bpmn::ScopeSoundness& scope) {
    said.is_too_large = said.is_too_large || !scope.complete;
    said.has_second_token = said.has_second_token || scope.has_second_token;
    for (const bpmn::soundness::Offence& offence : scope.offences) {
      switch (offence.fault) {
        case Fault::deadlock: said.deadlocks.insert(id(offence.node)); break;
        case Fault::waits_for_ever: said.waiting.insert(id(offence.node)); break;
        case Fault::left_behind: said.left_behind.insert(id(offence.node)); break;
        case Fault::no_way_out: said.without_way_out.insert(id(scope.scope)); break;
        case Fault::second_token: break;
      }
    }
  }

  std::shared_ptr<const bpmn::ProcessGraph> graph_;
};

std::string only_in(const char* what, const Ids& expected, const Ids& said) {
  if (expected == said) return "";
  return fmt::format("{}: the token game says [{}], the check [{}]; ", what, fmt::join(expected, ", "), fmt::join(said, ", "));
}

std::string difference(const Soundness& expected, const Soundness& said) {
  if (expected.has_second_token != said.has_second_token) {
    return fmt::format("two tokens meet: the token game says {}, the check {}", expected.has_second_token, said.has_second_token);
  }
  if (expected.has_second_token) return "";
  return only_in("dead", expected.dead, said.dead) + only_in("deadlock", expected.deadlocks, said.deadlocks) +
         only_in("waits for ever", expected.waiting, said.waiting) +
         only_in("left behind", expected.left_behind, said.left_behind) +
         only_in("no way out", expected.without_way_out, said.without_way_out);
}

Shape shape_of(std::uint64_t seed) {
  Shape shape;
  shape.is_free = seed % 8 != 0;
  shape.most_nodes = 8 + static_cast<int>(seed % 5) * 4;
  shape.most_depth = 2;
  return shape;
}

std::string wrong_traces(const bpmn::Element& process) {
  std::string wrong;
  for (const bpmn::SoundnessFinding& finding : bpmn::soundness_findings(process)) {
    if (const std::string one = replay(process, finding); !one.empty()) wrong += one + "; ";
  }
  return wrong;
}

const char* kind_of(const Soundness& said) {
  if (said.has_second_token) return "two tokens meet";
  const bool is_sound = said.dead.empty() && said.deadlocks.empty() && said.waiting.empty() && said.without_way_out.empty();
  return is_sound ? "sound" : "faulty";
}

void break_join(std::string& xml) {
  const std::size_t at = xml.find("<parallelGateway");
  if (at != std::string::npos) xml.replace(at, 16, "<exclusiveGateway");
}

}  // namespace

TestResult compare_soundness(std::uint64_t seed, bool wrong_join) {
  const std::string xml = random_model(seed, shape_of(seed));
  std::string checked = xml;
  if (wrong_join) break_join(checked);
  const bpmn::Loaded loaded = bpmn::read(xml), other = bpmn::read(checked);
  const Soundness expected = explore_all(loaded.model->find("p"), kMostStates);
  if (expected.is_too_large) return {"too large", {Outcome::skipped, "too many states for the token game"}, {}};
  const Soundness said = Said(other.model->find("p")).said;
  std::string different = said.is_too_large ? "the check gave up" : difference(expected, said);
  if (!wrong_join) different += wrong_traces(loaded.model->find("p"));
  if (different.empty()) return {kind_of(expected), {}, {}};
  return {kind_of(expected), {Outcome::failed, different + "\n" + xml}, {}};
}

Suite soundness_suite(std::uint64_t first, int count) {
  Suite suite{kSoundnessSuite, {}};
  for (int i = 0; i < count; ++i) {
    const std::uint64_t seed = first + static_cast<std::uint64_t>(i);
    Case one;
    one.group = fmt::format("from {}", seed / kGroup * kGroup);
    one.name = fmt::format("seed {}", seed);
    one.model_name = fmt::format("random {}", seed);
    one.run = [seed](Subject&) { return std::vector<TestResult>{compare_soundness(seed)}; };
    suite.cases.push_back(std::move(one));
  }
  return suite;
}

}  // namespace baton::conformance
