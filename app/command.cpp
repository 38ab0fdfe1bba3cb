#include "app/command.hpp"

#include <Poco/Exception.h>
#include <Poco/Util/Option.h>
#include <Poco/Util/OptionException.h>
#include <Poco/Util/OptionProcessor.h>
#include <Poco/Util/OptionSet.h>
#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "app/commands.hpp"

namespace baton::app {

namespace {

const char* kHelpOption = "help";

Poco::Util::OptionSet option_set(const Command& command) {
  Poco::Util::OptionSet set;
  set.addOption(Poco::Util::Option(kHelpOption, "h", "Print this text.").repeatable(true));
  for (const OptionSpec& spec : command.options) {
    Poco::Util::Option option(spec.name, spec.letter, spec.help);
    option.repeatable(spec.repeatable);
    if (!spec.argument.empty()) option.argument(spec.argument);
    set.addOption(option);
  }
  return set;
}

std::vector<std::string> option_names(const Command& command) {
  std::vector<std::string> names{kHelpOption};
  for (const OptionSpec& spec : command.options) names.push_back(spec.name);
  return names;
}

[[noreturn]] void unknown_option(const Command& command, const std::string& word) {
  std::string name =
      word.substr(word.find_first_not_of('-') == std::string::npos ? 0 : word.find_first_not_of('-'));
  name = name.substr(0, name.find('='));
  const auto meant = closest(name, option_names(command));
  throw UsageError{fmt::format("'{}' is not an option of baton {}{}", word, command.name,
                               meant ? fmt::format("; did you mean --{}?", *meant) : ".")};
}

void check_operands(const Command& command, const std::vector<std::string>& operands) {
  if (operands.size() < command.min_operands) {
    throw UsageError{fmt::format("baton {} needs {}.", command.name, command.operands)};
  }
  if (operands.size() > command.max_operands) {
    throw UsageError{fmt::format("baton {} takes {}; '{}' is one too many.", command.name,
                                 command.operands.empty() ? "no files" : command.operands,
                                 operands[command.max_operands])};
  }
}

// Levenshtein.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<std::string> Arguments::value(const std::string& name) const {
  const auto found = options.find(name);
  return found == options.end() ? std::nullopt : std::optional<std::string>(found->second.back());
}

std::string Arguments::value_or(const std::string& name, const std::string& fallback) const {
  return value(name).value_or(fallback);
}

std::vector<std::string> Arguments::values(const std::string& name) const {
  const auto found = options.find(name);
  return found == options.end() ? std::vector<std::string>{} : found->second;
}

const std::vector<Command>& commands() {
  static const std::vector<Command> table{serve_command(), deploy_command(), run_command(), lint_command(),
                                          inspect_command(), roundtrip_command(), fmt_command(), render_command(),
                                          layout_command(), diff_command(), merge_command(), convert_command(), assess_command(), conformance_command(),
                                          backup_command(), restore_command(), verify_command(), version_command()};
  return table;
}

const Command* find_command(const std::string& name) {
  for (const Command& command : commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

namespace {

const OptionSpec* option_of(const Command& command, const std::string& word) {
  for (const OptionSpec& spec : command.options) {
    if (word == "--" + spec.name) return &spec;
  }
  return nullptr;
}

// How many operands there are when every option takes the value that follows it.
std::size_t operands_in(const Command& command, const std::vector<std::string>& words) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const OptionSpec* spec = option_of(command, words[i]);
    if (spec && !spec->argument.empty()) ++i;
    else if (!words[i].starts_with("-")) ++count;
  }
  return count;
}

// Each value in one word with its option, also the one that an option has when it stands alone.
std::vector<std::string> with_values(const Command& command, const std::vector<std::string>& words) {
  std::vector<std::string> joined;
  const bool lacks_operand = operands_in(command, words) < command.min_operands;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const OptionSpec* spec = option_of(command, words[i]);
    if (!spec || spec->alone.empty()) {
      joined.push_back(words[i]);
      continue;
    }
    const bool has_next = i + 1 < words.size();
    const bool is_value = has_next && (words[i + 1] == "-" || (!words[i + 1].starts_with("-") && !lacks_operand));
    joined.push_back(words[i] + "=" + (is_value ? words[i + 1] : spec->alone));
    if (is_value) ++i;
  }
  return joined;
}

}  // namespace

Arguments parse_arguments(const Command& command, const std::vector<std::string>& words) {
  const Poco::Util::OptionSet set = option_set(command);
  Poco::Util::OptionProcessor processor(set);
  processor.setUnixStyle(true);
  Arguments arguments;
  std::string word_in_hand;
  try {
    for (const std::string& word : with_values(command, words)) {
      word_in_hand = word;
      std::string name, value;
      // A lone dash is an operand (standard input); the processor takes it for an empty option.
      if (word == "-" || !processor.process(word, name, value)) {
        arguments.operands.push_back(word);
      } else if (!name.empty()) {
        arguments.options[name].push_back(value);
      }
    }
    processor.checkRequired();
  } catch (const Poco::Util::UnknownOptionException&) {
    unknown_option(command, word_in_hand);
  } catch (const Poco::Util::AmbiguousOptionException&) {
    throw UsageError{
        fmt::format("'{}' could be more than one option of baton {}.", word_in_hand, command.name)};
  } catch (const Poco::Util::DuplicateOptionException&) {
    throw UsageError{fmt::format("'{}' is given twice.", word_in_hand)};
  } catch (const Poco::Util::MissingArgumentException&) {
    throw UsageError{fmt::format("'{}' needs a value.", word_in_hand)};
  } catch (const Poco::Util::UnexpectedArgumentException&) {
    throw UsageError{fmt::format("'{}' takes no value.", word_in_hand)};
  } catch (const Poco::Exception& error) {
    throw UsageError{fmt::format("'{}': {}", word_in_hand, error.displayText())};
  }
  if (!arguments.has(kHelpOption)) check_operands(command, arguments.operands);
  return arguments;
}

std::string help_of(const Command& command) {
  std::string text = fmt::format("{}\n\nUsage: baton {}{}{}\n", command.summary, command.name,
                                 command.options.empty() ? "" : " [options]",
                                 command.operands.empty() ? "" : " " + command.operands);
  std::vector<std::pair<std::string, std::string>> lines;
  for (const OptionSpec& spec : command.options) {
    lines.emplace_back((spec.letter.empty() ? "--" : "-" + spec.letter + ", --") + spec.name + (spec.argument.empty() ? "" : " " + spec.argument), spec.help);
  }
  lines.emplace_back("--help", "Print this text.");
  std::size_t width = 0;
  for (const auto& [left, right] : lines) width = std::max(width, left.size());
  text += "\nOptions:\n";
  for (const auto& [left, right] : lines) {
    std::string help = right;  // further lines of a help text are indented below the first
    for (std::size_t at = 0; (at = help.find('\n', at)) != std::string::npos; ++at) {
      help.insert(at + 1, std::string(width + 4, ' '));
    }
    text += fmt::format("  {:<{}}  {}\n", left, width, help);
  }
  if (!command.details.empty()) text += "\n" + command.details + "\n";
  return text;
}

std::string overview() {
  std::string text = "Baton runs BPMN 2.0 diagrams.\n\nUsage: baton COMMAND [options]\n\nCommands:\n";
  std::size_t width = 0;
  for (const Command& command : commands()) width = std::max(width, command.name.size());
  for (const Command& command : commands()) {
    text += fmt::format("  {:<{}}  {}\n", command.name, width, command.summary);
  }
  return text + "\n'baton COMMAND --help' tells more about each.\n";
}

std::optional<std::string> closest(const std::string& name, const std::vector<std::string>& candidates) {
  std::optional<std::string> best;
  std::size_t best_distance = std::max<std::size_t>(2, name.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t d = distance(name, candidate);
    if (d < best_distance) {
      best_distance = d;
      best = candidate;
    }
  }
  return best;
}

}  // namespace baton::app
