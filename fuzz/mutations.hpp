// Changes to an XML tree as a bad modeler, a merge or a careless hand would make them.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace baton::fuzz {

// The text with some elements deleted, doubled, moved or renamed, attributes swapped, references led elsewhere or
// namespaces changed. Empty when `text` is no XML.
std::string mutated(std::string_view text, std::uint32_t seed);

// A part of `other` inside `text`. Empty when one of them is no XML.
std::string spliced(std::string_view text, std::string_view other, std::uint32_t seed);

}  // namespace baton::fuzz
