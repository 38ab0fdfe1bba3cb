// A second, naive implementation of clause 13: tokens on sequence flows of nested scopes, moved one at a time until nothing
// moves. Slow and plain on purpose, and it shares nothing with the interpreter but the Model that it reads.
//
// It knows what random diagrams hold (generator.hpp). A state is a value: where one step may go on in several ways -
// which of three instances of a task was completed - all of them are followed.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "bpmn/model/model.hpp"

namespace baton::conformance {

struct TokenScope;

// An activity or event that a token rests in.
struct TokenRest {
  bpmn::Element node;
  int waiting = 0;                 // instances of a task or event that wait
  std::vector<TokenScope> scopes;  // instances of a sub-process
  int to_come = 0;                 // further instances of a sequential multi-instance activity
  std::set<std::string> spent;     // boundary timers that fired and do not fire again
};

struct TokenScope {
  bpmn::Element container;             // process, sub-process or event sub-process
  std::vector<bpmn::Element> tokens;   // sequence flows, one for each token
  std::vector<TokenRest> rests;
  bool interrupted = false;            // by an event sub-process: nothing else is caught in it any more
  std::set<std::string> spent;         // start timers of event sub-processes that fired
  bool done() const { return tokens.empty() && rests.empty(); }
};

class TokenGame {
 public:
  using Variables = std::map<std::string, int>;
  using Labels = std::multiset<std::string>;

  // `wrong_join`: a parallel gateway does not wait. That is what a harness has to notice.
  explicit TokenGame(std::shared_ptr<const bpmn::Model> model, bool wrong_join = false);

  TokenScope start(const std::string& process, const Variables& variables) const;

  // What can be done: "task ID", "message ID", "signal ID", "timer ID", as often as it can be.
  Labels enabled(const TokenScope& state) const;
  // All states that doing it may lead to; none when it cannot be done.
  std::vector<TokenScope> after(const TokenScope& state, const std::string& label, const Variables& variables) const;
  // Tokens and waiting instances, nested ones included.
  static int size(const TokenScope& state);

 private:
  std::shared_ptr<const bpmn::Model> model_;
  bool wrong_join_;
};

}  // namespace baton::conformance
