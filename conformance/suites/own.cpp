// Our own suite: scenario files (own/scenario.hpp), in a folder or compiled into the binary under the name "own".
#include <algorithm>
#include <filesystem>
#include <map>
#include <stdexcept>

#include "conformance/suites/built_in.hpp"
#include "conformance/suites/loaders.hpp"
#include "conformance/suites/own/play.hpp"

namespace baton::conformance {

namespace fs = std::filesystem;

namespace {

constexpr const char* kExtension = ".scenario";

// "gateways/exclusive_default.scenario" -> group and name.
Case case_of(const std::string& path, const std::string& text) {
  Scenario scenario;
  try {
    scenario = parse_scenario(text);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(path + ": " + error.what());
  }
  Case one;
  one.group = fs::path(path).parent_path().generic_string();
  one.name = fs::path(path).stem().string();
  one.title = scenario.title;
  one.clause = scenario.clause;
  one.elements = scenario.elements;
  one.model_name = path;
  one.model = scenario.bpmn;
  one.run = [name = one.name, scenario](Subject& subject) { return play(subject, name, scenario); };
  return one;
}

std::map<std::string, std::string> files_below(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == kExtension) {
      files[fs::relative(entry.path(), folder).generic_string()] = read_text(entry.path().string());
    }
  }
  return files;
}

}  // namespace

bool is_own(const std::string& path) {
  if (path == kOwnSuite) return true;
  if (!fs::is_directory(path)) return false;
  const fs::recursive_directory_iterator entries(path);
  return std::any_of(begin(entries), end(entries), [](const auto& entry) { return entry.path().extension() == kExtension; });
}

Suite load_own(const std::string& path) {
  Suite suite{path == kOwnSuite ? path : fs::absolute(path).lexically_normal().filename().string(), {}};
  for (const auto& [file, text] : path == kOwnSuite ? built_in_scenarios() : files_below(path)) {
    suite.cases.push_back(case_of(file, text));
  }
  return suite;
}

}  // namespace baton::conformance
