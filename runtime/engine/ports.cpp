// The real clock and ids. Ids are UUIDs of version 7 (RFC 9562): milliseconds first, then a counter that keeps
// ids of one millisecond in order, then random bits; so rows of one time lie together in an index.
#include "runtime/engine/ports.hpp"

#include <array>
#include <chrono>
#include <mutex>
#include <random>

namespace baton {

namespace {

std::int64_t wall_clock_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

class SystemClock final : public Clock {
 public:
  TimestampMs now() const override { return wall_clock_ms(); }
};

class SystemIds final : public IdSource {
 public:
  SystemIds() : random_(seed()) {}

  std::string next() override {
    std::uint64_t time = 0, low = 0;
    std::uint32_t counter = 0;
    {
      std::lock_guard lock(mutex_);
      const auto now = static_cast<std::uint64_t>(wall_clock_ms());
      if (now > last_) {
        last_ = now;
        counter_ = static_cast<std::uint32_t>(random_() & 0x7ff);
      } else if (++counter_ > 0x3ffff) {  // clock stands or went back: borrow from the future
        ++last_;
        counter_ = 0;
      }
      time = last_;
      counter = counter_;
      low = random_();
    }
    // 48 bits time, version 7, 12 bits of the counter, variant, 6 bits of the counter, 56 bits random.
    const std::uint64_t high = (time << 16) | 0x7000 | (counter >> 6);
    const std::uint64_t rest = (std::uint64_t{2} << 62) | (std::uint64_t{counter & 0x3f} << 56) | (low >> 8);
    return text(high, rest);
  }

 private:
  static std::uint64_t seed() {
    std::random_device device;
    return (std::uint64_t{device()} << 32) ^ device();
  }

  static std::string text(std::uint64_t high, std::uint64_t low) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out(36, '-');
    int at = 0;
    for (int i = 0; i < 32; ++i) {
      if (at == 8 || at == 13 || at == 18 || at == 23) ++at;
      const std::uint64_t word = i < 16 ? high : low;
      out[static_cast<std::size_t>(at++)] = kDigits[(word >> (60 - 4 * (i % 16))) & 15];
    }
    return out;
  }

  std::mutex mutex_;
  std::mt19937_64 random_;
  std::uint64_t last_ = 0;
  std::uint32_t counter_ = 0;
};

}  // namespace

std::unique_ptr<Clock> system_clock() { return std::make_unique<SystemClock>(); }
std::unique_ptr<IdSource> system_ids() { return std::make_unique<SystemIds>(); }

}  // namespace baton
