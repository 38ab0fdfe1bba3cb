// How long the check of the token flow takes: `soundness_bench FOLDER...`, all *.bpmn below. Reading the file is not counted.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "bpmn/bpmn.hpp"
#include "bpmn/soundness/soundness.hpp"

namespace {

using Clock = std::chrono::steady_clock;

struct Measured {
  std::string name;
  double ms = 0;
  int findings = 0, unknown = 0;
};

Measured measure(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const baton::bpmn::Loaded loaded = baton::bpmn::read(bytes);
  Measured measured{file.string()};
  if (!loaded.model) return measured;
  const auto begin = Clock::now();
  const auto findings = baton::bpmn::soundness_findings(*loaded.model);
  measured.ms = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
  for (const auto& one : findings) ++(one.finding.rule == "soundness/unknown" ? measured.unknown : measured.findings);
  return measured;
}

void print(const std::string& folder, std::vector<Measured> files) {
  if (files.empty()) return;
  std::sort(files.begin(), files.end(), [](const Measured& a, const Measured& b) { return a.ms < b.ms; });
  const auto with = [&](int Measured::*count) {
    return std::count_if(files.begin(), files.end(), [&](const Measured& one) { return one.*count > 0; });
  };
  fmt::print("{}: {} files, median {:.2f} ms, longest {:.2f} ms ({}); with findings {}, not known in part {}\n", folder, files.size(),
             files[files.size() / 2].ms, files.back().ms, files.back().name, with(&Measured::findings), with(&Measured::unknown));
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::vector<Measured> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (entry.path().extension() == ".bpmn") files.push_back(measure(entry.path()));
    }
    print(argv[i], std::move(files));
  }
  return argc > 1 ? 0 : 2;
}
