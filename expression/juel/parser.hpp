// Text to a tree of nodes, by JUEL's grammar.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "expression/juel/node.hpp"

namespace baton::juel {

struct Parsed {
  NodePtr root;  // null when the text holds no expression: then it is `literal`
  std::string literal;
  std::set<std::string> names;  // the identifiers
};

// Throws SyntaxError with Camunda's words: also for unknown functions and for nesting beyond kMaxDepth.
Parsed parse(std::string_view text);

constexpr int kMaxDepth = 400;              // of brackets in the text and of nodes in the tree
constexpr std::size_t kMaxTokens = 20'000;  // texts outside of ${} count one, whatever their length

}  // namespace baton::juel
