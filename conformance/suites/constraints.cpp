// Invalid models, each made for one rule: an engine refuses to deploy it, or its strict lint reports it.
#include <filesystem>

#include "conformance/suite.hpp"
#include "conformance/suites/loaders.hpp"
#include "conformance/suites/observe.hpp"

namespace baton::conformance {

namespace fs = std::filesystem;

namespace {

TestResult check(Subject& subject, const std::string& name, const std::string& model, const std::string& rule) {
  const std::vector<std::string> reported = subject.lint(model);
  if (!reported.empty()) return {name, {Outcome::passed, "reported: " + joined(reported)}, {}};
  const Deployed deployed(subject, name, {{name + ".bpmn", model}});
  if (!deployed.ok()) return {name, {Outcome::passed, "refused: " + deployed.why()}, {}};
  return {name, {Outcome::failed, "neither refused nor reported; it breaks " + rule}, {}};
}

Case case_of(const Tree& entry, const fs::path& folder) {
  Case one;
  one.group = text_of(entry, "feature");
  one.name = text_of(entry, "name");
  one.model_name = text_of(entry, "model");
  one.model = read_text((folder / one.model_name).string());
  one.run = [name = one.name, model = one.model, rule = one.group](Subject& subject) {
    return std::vector<TestResult>{check(subject, name, model, rule)};
  };
  return one;
}

}  // namespace

bool is_constraints(const std::string& path) {
  if (!fs::is_regular_file(path)) return false;
  const Tree entries = Tree::parse(read_text(path), nullptr, false);
  return entries.is_array() && !entries.empty() && entries[0].contains("rule");
}

Suite load_constraints(const std::string& path) {
  const fs::path manifest = fs::absolute(path).lexically_normal();
  Suite suite{manifest.parent_path().filename().string() + " constraints", {}};
  for (const Tree& entry : Tree::parse(read_text(path))) suite.cases.push_back(case_of(entry, manifest.parent_path()));
  return suite;
}

}  // namespace baton::conformance
