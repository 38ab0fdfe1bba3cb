// Regular expressions of String.matches, replaceAll, replaceFirst and split, on PCRE2, whose syntax is Java's
// but for rarities. Matching is bounded: a pattern that backtracks without end is a Fault.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace baton::juel {

class Regex {
 public:
  // Throws Fault (java.util.regex.PatternSyntaxException).
  explicit Regex(std::string_view pattern);
  ~Regex();

  // The whole text.
  bool matches(std::string_view text) const;
  // Replacements may hold $1, ${name} and \-escapes.
  std::string replace(std::string_view text, std::string_view replacement, bool all) const;
  // As Java splits: with limit 0, empty texts at the end are dropped.
  std::vector<std::string> split(std::string_view text, std::int64_t limit) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace baton::juel
