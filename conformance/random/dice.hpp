// Random numbers that are the same on every machine for a seed.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace baton::conformance {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  // 0 <= result < bound; the distributions of the standard library differ between its makers.
  int below(int bound) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(bound)); }
  int between(int low, int high) { return low + below(high - low + 1); }
  bool one_in(int chances) { return below(chances) == 0; }
  template <typename T>
  const T& pick(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace baton::conformance
