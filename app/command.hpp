// A command of the command line: what it is called, what it takes, what it does.
//
// The words of --help and the refusal of wrong options come from these tables; a command's function sees only
// arguments that fit them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace baton::app {

// How a process of this binary ends.
inline constexpr int kExitOk = 0;
inline constexpr int kExitFailure = 1;  // what was asked for was refused, or did not go well
inline constexpr int kExitUsage = 2;    // the command line was wrong, or the input is not what it should be

struct OptionSpec {
  std::string name;      // without dashes
  std::string argument;  // placeholder, e.g. "HOST:PORT"; empty: a flag
  std::string help;
  bool repeatable = false;
  std::string letter = {};  // "o" for -o as well
  std::string alone = {};   // the value when none is given: the option is the last word, or the operand follows
};

class Arguments {
 public:
  std::map<std::string, std::vector<std::string>> options;
  std::vector<std::string> operands;

  bool has(const std::string& name) const { return options.count(name) > 0; }
  std::optional<std::string> value(const std::string& name) const;
  std::string value_or(const std::string& name, const std::string& fallback) const;
  std::vector<std::string> values(const std::string& name) const;
};

// Thrown by a command for a wrong value of an option; main() prints it with a pointer to --help.
struct UsageError {
  std::string message;
};

struct Command {
  std::string name;
  std::string summary;   // one line
  std::string operands;  // "FILE...", "FILE", or empty
  std::size_t min_operands = 0, max_operands = 0;
  std::vector<OptionSpec> options;
  std::string details;  // more for --help, in lines
  int (*run)(const Arguments& arguments) = nullptr;
};

// The table of commands, in the order of --help.
const std::vector<Command>& commands();
const Command* find_command(const std::string& name);

// Throws UsageError. --help is an option of every command.
Arguments parse_arguments(const Command& command, const std::vector<std::string>& words);

std::string help_of(const Command& command);
std::string overview();

// The name of the table that is spelled most like `name`; nothing when none is close.
std::optional<std::string> closest(const std::string& name, const std::vector<std::string>& candidates);

}  // namespace baton::app
