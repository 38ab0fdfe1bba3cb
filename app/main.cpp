// The command line: finds the command, lets it run, and says in words what went wrong.
#include <fmt/core.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "app/command.hpp"
#include "expression/script/script_pool.hpp"
#include "runtime/store/store.hpp"

namespace {

using namespace baton::app;

int wrong(const std::string& message, const std::string& help) {
  fmt::print(stderr, "baton: {}\nTry 'baton {}--help'.\n", message, help.empty() ? "" : help + " ");
  return kExitUsage;
}

int run_command_line(const std::vector<std::string>& words) {
  if (words.empty()) {
    fmt::print(stderr, "{}", overview());
    return kExitUsage;
  }
  std::string name = words.front();
  std::vector<std::string> rest(words.begin() + 1, words.end());
  if (name == "--version") name = "version";
  if (name == "--help" || name == "-h" || name == "help") {
    const Command* command = rest.empty() ? nullptr : find_command(rest.front());
    fmt::print("{}", command ? help_of(*command) : overview());
    return kExitOk;
  }
  const Command* command = find_command(name);
  if (!command) {
    std::vector<std::string> names;
    for (const Command& known : commands()) names.push_back(known.name);
    const auto meant = closest(name, names);
    return wrong(fmt::format("'{}' is not a command{}", name,
                             meant ? fmt::format("; did you mean '{}'?", *meant) : "."),
                 "");
  }
  try {
    const Arguments arguments = parse_arguments(*command, rest);
    if (arguments.has("help")) {
      fmt::print("{}", help_of(*command));
      return kExitOk;
    }
    return command->run(arguments);
  } catch (const UsageError& error) {
    return wrong(error.message, command->name);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (const auto code = baton::run_script_child(argc, argv)) return *code;
  std::signal(SIGPIPE, SIG_IGN);  // a client that went away is an error of that write, not our end
  try {
    return run_command_line(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const baton::StoreError& error) {
    fmt::print(stderr, "baton: {}\n", error.message);
    return kExitFailure;
  } catch (const std::exception& error) {
    fmt::print(stderr, "baton: {}\n", error.what());
    return kExitFailure;
  }
}
