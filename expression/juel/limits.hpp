// How much an expression may build: texts, and lists, maps and documents as a whole. Without limits a few
// dozen characters (l.addAll(l), s.concat(s)) ask for all memory.
#pragma once

#include <cstddef>

#include "expression/juel/item.hpp"

namespace baton::juel {

constexpr std::size_t kMaxText = 8 * 1024 * 1024;
constexpr std::size_t kMaxWeight = 32 * 1024 * 1024;  // bytes of text, plus 64 for each value
constexpr int kMaxNesting = 500;

// Each throws Fault beyond the limits.
void check_text_size(std::size_t size);
void check_weight(const Item& item);
void check_weight(const Json& tree);

}  // namespace baton::juel
