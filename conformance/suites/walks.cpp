// The walks of a folder: walks.json, recorded from another engine, and the models beside it.
#include <filesystem>

#include "conformance/suite.hpp"
#include "conformance/suites/loaders.hpp"
#include "conformance/suites/walk.hpp"

namespace baton::conformance {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostDifferences = 3;  // the first few are enough to act on

std::vector<TestResult> check(Subject& subject, const Tree& record, const Files& files) {
  const WalkResult result = walk(subject, record, files);
  std::vector<std::string> words = walk_differences(record, result.seen);
  TestResult test{"walk", {}, {}};
  if (!words.empty()) {
    if (words.size() > kMostDifferences) words.resize(kMostDifferences);
    const std::string refusal = text_of(result.seen, "refusal");
    const bool refused = member(record, "deploy") == 200 && !refusal.empty();
    test = {"walk", {refused ? Outcome::refused : Outcome::failed, joined(words, "\n") + (refused ? "\n" + refusal : "")}, result.path};
  }
  return {test};
}

Files files_of(const Tree& record, const fs::path& models) {
  std::vector<std::string> names{text_of(record, "file")};
  for (const Tree& companion : member(record, "with")) names.push_back(companion.get<std::string>());
  Files files;
  for (const std::string& name : names) {
    files.emplace_back(fs::path(name).filename().string(), read_text((models / name).string()));
  }
  return files;
}

Case case_of(const Tree& record, const fs::path& models) {
  Case one;
  one.model_name = text_of(record, "file");
  const fs::path file(one.model_name);
  const Tree& seed = member(record, "seed");
  one.name = one.model_name;
  if (seed.is_number() && seed > 0) one.name += "#" + seed.dump();
  one.group = file.parent_path().filename().string();
  const Files files = files_of(record, models);
  one.model = files.front().second;
  one.run = [record, files](Subject& subject) { return check(subject, record, files); };
  return one;
}

fs::path record_of(const std::string& path) { return fs::is_directory(path) ? fs::path(path) / "walks.json" : fs::path(path); }

}  // namespace

bool is_walks(const std::string& path) {
  const fs::path record = record_of(path);
  if (!fs::is_regular_file(record)) return false;
  const Tree walks = Tree::parse(read_text(record.string()), nullptr, false);
  return walks.is_array() && !walks.empty() && walks[0].contains("runs");
}

Suite load_walks(const std::string& path) {
  const fs::path record = fs::absolute(record_of(path)).lexically_normal();
  Suite suite{record.parent_path().filename().string(), {}};
  for (const Tree& one : Tree::parse(read_text(record.string()))) {
    suite.cases.push_back(case_of(one, record.parent_path() / "models"));
  }
  return suite;
}

}  // namespace baton::conformance
