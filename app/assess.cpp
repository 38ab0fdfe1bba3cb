// baton assess: what a folder of diagrams needs before it runs here.
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/diagram_file.hpp"
#include "app/files.hpp"
#include "bpmn/assess/report.hpp"

namespace baton::app {

namespace {

namespace fs = std::filesystem;

bool is_wanted(const std::string& path) {
  for (const std::string_view end : {".bpmn", ".bpmn20.xml", ".dmn"}) {
    if (path.ends_with(end)) return true;
  }
  return false;
}

// What build tools copy is the same diagrams once more.
bool is_skipped(const fs::path& folder) {
  const std::string name = folder.filename().string();
  return name == "node_modules" || name == "target" || (name.size() > 1 && name.front() == '.' && name != "..");
}

std::vector<fs::path> find(const fs::path& folder) {
  std::vector<fs::path> found;
  const auto options = fs::directory_options::skip_permission_denied;
  std::error_code error;
  for (auto at = fs::recursive_directory_iterator(folder, options, error); at != fs::recursive_directory_iterator(); at.increment(error)) {
    std::error_code ignored;
    if (at->is_directory(ignored) && is_skipped(at->path())) at.disable_recursion_pending();
    if (at->is_regular_file(ignored) && is_wanted(at->path().string())) found.push_back(at->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

// On a terminal, when it takes more than a second.
class Progress {
 public:
  explicit Progress(std::size_t total) : total_(total) {}
  ~Progress() {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
  }

  void step() {
    ++done_;
    const auto now = Clock::now();
    if (!is_terminal_ || now - next_ < std::chrono::nanoseconds::zero()) return;
    next_ = now + std::chrono::milliseconds(100);
    shown_ = true;
    fmt::print(stderr, "\r{} of {} files", done_, total_);
  }

 private:
  using Clock = std::chrono::steady_clock;
  std::size_t total_, done_ = 0;
  bool is_terminal_ = isatty(STDERR_FILENO) != 0, shown_ = false;
  Clock::time_point next_ = Clock::now() + std::chrono::seconds(1);
};

int assess(const Arguments& arguments) {
  const fs::path folder = arguments.operands.front();
  if (!fs::is_directory(folder)) {
    fmt::print(stderr, "baton: {} is not a folder\n", folder.string());
    return kExitUsage;
  }
  const std::vector<fs::path> files = find(folder);
  bpmn::assess::Assessment assessment;
  {
    Progress progress(files.size());
    for (const fs::path& file : files) {
      assessment.add(file.lexically_relative(folder).string(), read_file(file.string()));
      progress.step();
    }
  }
  assessment.finish();
  const auto json = arguments.value("json"), html = arguments.value("html");
  if (json) write_output(*json, to_json(assessment).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
  if (html) write_output(*html, to_html(assessment, fs::absolute(folder).lexically_normal().filename().string()));
  if (json != "-" && html != "-") fmt::print("{}", to_text(assessment));
  return assessment.count(bpmn::assess::Verdict::unreadable) > 0 ? kExitFailure : kExitOk;
}

}  // namespace

Command assess_command() {
  Command command;
  command.name = "assess";
  command.summary = "Say what a folder of diagrams needs before it runs here.";
  command.operands = "FOLDER";
  command.min_operands = command.max_operands = 1;
  command.options = {{"json", "FILE", "Write the report as JSON; - is standard output."},
                     {"html", "FILE", "Write the report as a page to look at; - is standard output."}};
  command.details =
      "Looks at all .bpmn, .bpmn20.xml and .dmn files below FOLDER. Each runs unchanged, needs workers (Java code: topics are\n"
      "suggested), or needs somebody's decision (scripts in other languages, listeners in Java, forms of the old web\n"
      "application, called processes and decisions that are not there, ...).\n"
      "Exit code: 0 all files could be read, 1 some could not, 2 no folder.";
  command.run = assess;
  return command;
}

}  // namespace baton::app
