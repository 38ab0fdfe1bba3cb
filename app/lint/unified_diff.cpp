// Myers' greedy algorithm on lines: time and memory grow with the number of differences, which is small here.
#include "app/lint/unified_diff.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace baton::app {

namespace {

using Lines = std::vector<std::string_view>;
constexpr int kContext = 3;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

struct Step {
  char sign = ' ';  // ' ', '-', '+'
  std::string_view line;
};

class Myers {
 public:
  Myers(const Lines& before, const Lines& after) : a_(before), b_(after) {}

  std::vector<Step> steps() {
    const int n = static_cast<int>(a_.size()), m = static_cast<int>(b_.size());
    offset_ = n + m + 1;
    reach_.assign(static_cast<std::size_t>(2 * offset_ + 1), 0);
    for (int d = 0; d <= n + m; ++d) {
      trace_.push_back(reach_);
      for (int k = -d; k <= d; k += 2) {
        int x = from_above(k, d) ? reach(k + 1) : reach(k - 1) + 1;
        while (x < n && x - k < m && a_[static_cast<std::size_t>(x)] == b_[static_cast<std::size_t>(x - k)]) ++x;
        reach(k) = x;
        if (x >= n && x - k >= m) return walk_back(d);
      }
    }
    return {};
  }

 private:
  int& reach(int k) { return reach_[static_cast<std::size_t>(k + offset_)]; }
  bool from_above(int k, int d) { return k == -d || (k != d && reach(k - 1) < reach(k + 1)); }

  std::vector<Step> walk_back(int d) {
    std::vector<Step> steps;
    int x = static_cast<int>(a_.size()), y = static_cast<int>(b_.size());
    for (; d >= 0; --d) {
      reach_ = trace_[static_cast<std::size_t>(d)];
      const int k = x - y, from = from_above(k, d) ? k + 1 : k - 1;
      const int start_x = d == 0 ? 0 : reach(from), start_y = d == 0 ? 0 : start_x - from;
      while (x > start_x && y > start_y) steps.push_back({' ', a_[static_cast<std::size_t>(--x)]}), --y;
      if (d == 0) break;
      if (x == start_x) steps.push_back({'+', b_[static_cast<std::size_t>(--y)]});
      else steps.push_back({'-', a_[static_cast<std::size_t>(--x)]});
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
  }

  const Lines &a_, &b_;
  int offset_ = 0;
  std::vector<int> reach_;
  std::vector<std::vector<int>> trace_;
};

// Steps [begin, end) as a hunk that begins behind so many lines of both texts.
std::string hunk(const std::vector<Step>& steps, std::size_t begin, std::size_t end, int line_a, int line_b) {
  int count_a = 0, count_b = 0;
  std::string body;
  for (std::size_t i = begin; i < end; ++i) {
    count_a += steps[i].sign != '+';
    count_b += steps[i].sign != '-';
    body += steps[i].sign;
    body += steps[i].line;
    if (!steps[i].line.ends_with('\n')) body += "\n\\ No newline at end of file\n";
  }
  return fmt::format("@@ -{},{} +{},{} @@\n{}", line_a + (count_a > 0), count_a, line_b + (count_b > 0), count_b, body);
}

}  // namespace

std::string unified_diff(const std::string& file, const std::string& before, const std::string& after) {
  const Lines a = lines_of(before), b = lines_of(after);
  const std::vector<Step> steps = Myers(a, b).steps();
  std::string text;
  int line_a = 0, line_b = 0;  // before steps[done]
  std::size_t done = 0;
  const auto advance = [&](std::size_t to) {
    for (; done < to; ++done) line_a += steps[done].sign != '+', line_b += steps[done].sign != '-';
  };
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].sign == ' ') continue;
    std::size_t last = i;
    for (std::size_t j = i; j < steps.size() && j <= last + 2 * kContext; ++j) {
      if (steps[j].sign != ' ') last = j;
    }
    advance(std::max(done, i < kContext ? 0 : i - kContext));
    const std::size_t end = std::min(steps.size(), last + 1 + kContext);
    text += hunk(steps, done, end, line_a, line_b);
    advance(end);
    i = end - 1;
  }
  if (text.empty()) return "";
  const bool is_absolute = file.starts_with('/');
  return fmt::format("--- {}{}\n+++ {}{}\n{}", is_absolute ? "" : "a/", file, is_absolute ? "" : "b/", file, text);
}

}  // namespace baton::app
