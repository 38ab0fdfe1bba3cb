#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "conformance/suite.hpp"
#include "conformance/suites/loaders.hpp"

namespace baton::conformance {

const char* outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::passed:
      return "passed";
    case Outcome::failed:
      return "failed";
    case Outcome::refused:
      return "refused";
    case Outcome::skipped:
      return "skipped";
  }
  return "";
}

const std::vector<Format>& formats() {
  static const std::vector<Format> table{
      {"own", "own: the suite that is built in; or a folder with .scenario files", is_own, load_own},
      {"traces", "a folder with manifest.json: models, start variables, expected traces", is_traces, load_traces},
      {"constraints", "a manifest-constraints.json: invalid models that are to be refused or reported", is_constraints,
       load_constraints},
      {"walks", "a folder with walks.json: what another engine did step by step", is_walks, load_walks},
  };
  return table;
}

Suite load_suite(const std::string& suite) {
  for (const Format& format : formats()) {
    if (format.recognises(suite)) return format.load(suite);
  }
  if (!std::filesystem::exists(suite)) throw std::runtime_error(suite + ": there is no such suite, folder or file");
  std::string known;
  for (const Format& format : formats()) known += std::string("\n  ") + format.description;
  throw std::runtime_error(suite + ": not a suite; known are" + known);
}

std::string read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path + ": cannot be read");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace baton::conformance
