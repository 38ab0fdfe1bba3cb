#include "conformance/random/random_suite.hpp"

#include <fmt/format.h>

#include <optional>

#include "bpmn/bpmn.hpp"
#include "conformance/random/dice.hpp"
#include "conformance/random/engine_side.hpp"
#include "conformance/random/generator.hpp"
#include "conformance/random/token_game.hpp"

namespace baton::conformance {

namespace {

constexpr std::uint64_t kGroup = 1000;
constexpr int kMostSteps = 30;
constexpr int kMostTokens = 40;   // a diagram that breeds tokens is left then
constexpr std::size_t kMostStates = 64;  // as many ways to understand what was done

using Labels = TokenGame::Labels;

std::string words(const Labels& labels) { return fmt::format("[{}]", fmt::join(labels, ", ")); }

class RandomRun {
 public:
  RandomRun(std::uint64_t seed, bool wrong_join)
      : dice_(seed ^ 0x9e3779b97f4a7c15), xml_(random_model(seed)), engine_(seed % 2 == 0), game_(bpmn::load(xml_).model, wrong_join) {}

  Verdict run() {
    try {
      engine_.deploy(xml_);
    } catch (const EngineError& error) {
      return {Outcome::refused, error.message()};
    }
    for (int i = 0; i < kVariables; ++i) variables_[fmt::format("v{}", i)] = dice_.below(2);
    if (const auto wrong = doing("start", [&] { engine_.start(variables_); })) return {Outcome::failed, *wrong};
    states_ = {game_.start("p", variables_)};
    for (int step = 0; step < kMostSteps; ++step) {
      if (const auto wrong = compare()) return {Outcome::failed, *wrong};
      if (engine_.ended() || !goes_on()) break;
      if (const auto wrong = one_step()) return {Outcome::failed, *wrong};
    }
    return {};
  }

 private:
  std::string done_so_far() const { return fmt::format("after {}: ", fmt::join(done_, ", ")); }

  template <typename Action>
  std::optional<std::string> doing(const std::string& label, Action action) {
    done_.push_back(label);
    try {
      action();
      return std::nullopt;
    } catch (const EngineError& error) {
      return done_so_far() + "refused: " + error.message();
    }
  }

  bool goes_on() const {
    return !game_.enabled(states_.front()).empty() && TokenGame::size(states_.front()) < kMostTokens && states_.size() < kMostStates;
  }

  // Keeps the states that allow what the engine allows.
  std::optional<std::string> compare() {
    const Labels seen = engine_.ended() ? Labels{} : engine_.enabled();
    std::vector<TokenScope> agreeing;
    for (TokenScope& state : states_) {
      if (game_.enabled(state) == seen && state.done() == engine_.ended()) agreeing.push_back(std::move(state));
    }
    if (agreeing.empty()) {
      return done_so_far() + fmt::format("the engine {} allows {}, the specification {} {}", engine_.ended() ? "has ended and" : "",
                                         words(seen), expected_end_, words(expected_));
    }
    states_ = std::move(agreeing);
    if (engine_.ended()) return nothing_left();
    return same_after_restart();
  }

  std::optional<std::string> nothing_left() {
    const std::string left = engine_.leftovers();
    return left.empty() ? std::nullopt : std::optional(done_so_far() + "the instance has ended, and left " + left);
  }

  std::optional<std::string> same_after_restart() {
    if (!dice_.one_in(4)) return std::nullopt;
    const std::string before = engine_.tree();
    engine_.restart();
    const std::string after = engine_.tree();
    if (before == after) return std::nullopt;
    return done_so_far() + "the tree was " + before + ", and after a restart " + after;
  }

  std::optional<std::string> one_step() {
    const Labels enabled = game_.enabled(states_.front());
    const std::string label = *std::next(enabled.begin(), dice_.below(static_cast<int>(enabled.size())));
    TokenGame::Variables changes;
    if (label.rfind("task ", 0) == 0) changes[fmt::format("v{}", dice_.below(kVariables))] = dice_.below(2);
    for (const auto& [name, value] : changes) variables_[name] = value;
    const int choice = dice_.below(1000);
    if (const auto wrong = doing(label, [&] { engine_.perform(label, choice, changes); })) return wrong;
    std::vector<TokenScope> next;
    for (const TokenScope& state : states_) {
      for (TokenScope& one : game_.after(state, label, variables_)) next.push_back(std::move(one));
    }
    states_ = std::move(next);
    expected_ = game_.enabled(states_.front());
    expected_end_ = states_.front().done() ? "has ended and allows" : "allows";
    return std::nullopt;
  }

  Dice dice_;
  std::string xml_;
  EngineSide engine_;
  TokenGame game_;
  TokenGame::Variables variables_;
  std::vector<TokenScope> states_;
  std::vector<std::string> done_;
  Labels expected_;  // of one state, for the message
  std::string expected_end_ = "allows";
};

}  // namespace

// A failure shows its diagram: nobody has it as a file.
Verdict run_random(std::uint64_t seed, bool wrong_join) {
  Verdict verdict = RandomRun(seed, wrong_join).run();
  if (verdict.outcome != Outcome::passed) verdict.message += "\n" + random_model(seed);
  return verdict;
}

Suite random_suite(std::uint64_t first, int count) {
  Suite suite{kRandomSuite, {}};
  for (int i = 0; i < count; ++i) {
    const std::uint64_t seed = first + static_cast<std::uint64_t>(i);
    Case one;
    one.group = fmt::format("from {}", seed / kGroup * kGroup);
    one.name = fmt::format("seed {}", seed);
    one.model_name = fmt::format("random {}", seed);
    one.run = [seed](Subject&) { return std::vector<TestResult>{{"run", run_random(seed), {}}}; };
    suite.cases.push_back(std::move(one));
  }
  return suite;
}

}  // namespace baton::conformance
