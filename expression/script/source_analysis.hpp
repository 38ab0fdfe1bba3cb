// What is found out about a script's source before it runs, and the small changes that make it run as in Nashorn:
//   for each (x in list)          -> a loop over the values
//   s.length()                    -> s.length
//   execution.setVariable('n', i + 1)  -> with a third argument that says: a Double (number_types.hpp)
// No change adds or removes a line.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace baton::script {

struct SourceAnalysis {
  std::string source;  // what is to be evaluated

  // Names that may refer to variables of the process. Without any when `any_name`: the source was not understood or
  // reaches names that it does not spell (eval, this[...]).
  std::set<std::string, std::less<>> names;
  bool any_name = false;

  // Names of `var`s and functions outside functions: they hide a variable of that name.
  std::set<std::string, std::less<>> top_level;
  // Of `names`, those that the script itself never declares nor assigns.
  std::vector<std::string> foreign;

  // What is known of the number that the script yields, as pushNumber() of prelude/values.js takes it.
  std::optional<std::vector<double>> result_hint;
};

SourceAnalysis analyze_source(std::string_view source);

}  // namespace baton::script
