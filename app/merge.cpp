// baton merge: what two people did to one diagram, in one file. Also as Git's merge driver.
#include <fmt/core.h>

#include "app/commands.hpp"
#include "app/diagram_file.hpp"
#include "bpmn/merge/merge.hpp"

namespace baton::app {

namespace {

int merge(const Arguments& arguments) {
  const auto& words = arguments.operands;
  const auto base = read_diagram(words[0]), ours = read_diagram(words[1]), theirs = read_diagram(words[2]);
  const bpmn::Merged merged = bpmn::merge(*base, ours, *theirs);
  write_output(arguments.has("write") ? words[1] : arguments.value_or("output", ""), merged.bytes);
  const std::string path = arguments.value_or("path", words[1]);
  for (const bpmn::MergeConflict& conflict : merged.conflicts) {
    fmt::print(stderr, "{}:{}: conflict: {}: {}\n", path, conflict.line, conflict.element, conflict.message);
  }
  return merged.conflicts.empty() ? kExitOk : kExitFailure;
}

}  // namespace

Command merge_command() {
  Command command;
  command.name = "merge";
  command.summary = "Make one diagram of two that come from a third.";
  command.operands = "BASE OURS THEIRS";
  command.min_operands = command.max_operands = 3;
  command.options = {{"output", "FILE", "Where to write; default: standard output.", false, "o"},
                     {"write", "", "Write OURS itself, as Git wants it of a merge driver."},
                     {"path", "FILE", "What the file is called in messages; default: OURS."}};
  command.details =
      "Elements are the same when their ids are; what they changed goes into ours, of which nothing else changes. Where both\n"
      "changed the same, ours stays and a line says so: the result is a whole diagram in any case. Exit code: 0 merged,\n"
      "1 conflicts, 2 not BPMN. With Git:\n"
      "  echo '*.bpmn diff=bpmn merge=bpmn' >> .gitattributes\n"
      "  git config merge.bpmn.name 'BPMN diagrams'\n"
      "  git config merge.bpmn.driver 'baton merge --write --path %P %O %A %B'";
  command.run = [](const Arguments& arguments) { return with_diagrams(merge, arguments); };
  return command;
}

}  // namespace baton::app
