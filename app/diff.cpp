// baton diff: what is different between two versions of a diagram. Also as Git's external diff and textconv.
#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/diagram_file.hpp"
#include "bpmn/diff/report.hpp"

namespace baton::app {

namespace {

// Git calls an external diff with: path old-file old-hex old-mode new-file new-hex new-mode [new-path rename-note].
constexpr std::size_t kGitOperands = 7;

std::shared_ptr<const bpmn::Model> version(const std::string& path) {
  // A file that was added or removed has no other version.
  if (path != "/dev/null") return read_diagram(path);
  return bpmn::read("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>").model;
}

int print(const Arguments& arguments, const std::string& before, const std::string& after) {
  const auto old_model = version(before), new_model = version(after);
  const bpmn::Difference difference = bpmn::difference(*old_model, *new_model);
  const std::string format = arguments.value_or("format", "text");
  if (format != "text" && format != "json") throw UsageError{fmt::format("--format is 'text' or 'json', not '{}'.", format)};
  if (arguments.has("svg")) {
    write_output("", bpmn::to_svg(difference, *old_model, *new_model));
  } else if (format == "json") {
    fmt::print("{}\n", bpmn::to_json(difference).dump(2, ' ', false, Json::error_handler_t::replace));
  } else {
    fmt::print("{}", bpmn::to_text(difference));
  }
  return difference.is_empty() ? kExitOk : kExitFailure;
}

int git_diff(const Arguments& arguments) {
  const auto& words = arguments.operands;
  fmt::print("diff --baton {}\n", words.front());
  try {
    print(arguments, words[1], words[4]);
  } catch (const NotADiagram& error) {
    fmt::print("{}\n", error.message);
  }
  return kExitOk;  // Git takes anything else for a failure
}

int diff(const Arguments& arguments) {
  const auto& words = arguments.operands;
  if (arguments.has("git")) {
    if (words.size() < kGitOperands) throw UsageError{"--git takes what Git gives to an external diff: seven words."};
    return git_diff(arguments);
  }
  if (words.size() != 2) throw UsageError{"baton diff takes two files."};
  return print(arguments, words[0], words[1]);
}

}  // namespace

Command diff_command() {
  Command command;
  command.name = "diff";
  command.summary = "Say what is different between two versions of a diagram.";
  command.operands = "BEFORE AFTER";
  command.min_operands = 2;
  command.max_operands = 9;
  command.options = {{"format", "text|json", "How it is told; default: text."},
                     {"svg", "", "Draw both versions with the differences marked."},
                     {"git", "", "Take the arguments of a Git external diff."}};
  command.details =
      "Exit code: 0 no difference, 1 differences, 2 not BPMN. With Git:\n"
      "  echo '*.bpmn diff=bpmn' >> .gitattributes\n"
      "  git config diff.bpmn.command 'baton diff --git'    # what changed in the model\n"
      "  git config diff.bpmn.textconv 'baton fmt'          # or: lines of the canonical form (git log -p)\n"
      "See baton merge --help for merges.";
  command.run = [](const Arguments& arguments) { return with_diagrams(diff, arguments); };
  return command;
}

}  // namespace baton::app
