#include <fmt/core.h>

#include "app/commands.hpp"

namespace baton::app {

Command version_command() {
  Command command;
  command.name = "version";
  command.summary = "Print the version.";
  command.run = [](const Arguments&) {
    fmt::print("baton {}\n", BATON_VERSION);
    return kExitOk;
  };
  return command;
}

}  // namespace baton::app
