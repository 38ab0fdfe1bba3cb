// How long bpmn::load() takes beside plain pugixml on the same files: `import_bench FOLDER`, all *.bpmn below it.
//
// Prints, for the whole set and for the worst files, the ratio of the two. Time of the processor counts, of the shortest of several
// rounds in which both take turns, so that what else runs on the machine disturbs little. `import_bench FOLDER --seconds` prints
// just how many seconds load() took for all files, for comparisons with other programs (bench/import).
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "bpmn/bpmn.hpp"
#include "bpmn/document/document.hpp"
#include "bpmn/model/model.hpp"

namespace {

double now() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

constexpr int kRounds = 7;

struct File {
  std::string name;
  std::string bytes;
  double plain = 1e9, document = 1e9, model = 1e9, load = 1e9;  // seconds, the best round
};

template <typename Work>
void measure(double& best, Work work) {
  const double begin = now();
  work();
  best = std::min(best, now() - begin);
}

std::vector<File> read(const std::string& folder) {
  std::vector<File> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".bpmn") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files.push_back({std::filesystem::relative(entry.path(), folder).string(), {std::istreambuf_iterator<char>(in), {}}});
  }
  return files;
}

void run(File& file) {
  measure(file.plain, [&] {
    pugi::xml_document tree;
    tree.load_buffer(file.bytes.data(), file.bytes.size());
  });
  measure(file.document, [&] { baton::xml::parse(file.bytes); });
  measure(file.model, [&] {
    auto parsed = baton::xml::parse(file.bytes);
    if (parsed.document) baton::bpmn::Model(std::move(parsed.document));
  });
  measure(file.load, [&] { baton::bpmn::load(file.bytes); });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return fmt::print(stderr, "usage: import_bench FOLDER [--seconds]\n"), 2;
  std::vector<File> files = read(argv[1]);
  for (int round = 0; round < kRounds; ++round) {
    for (File& file : files) run(file);
  }
  File all;
  all.plain = all.document = all.model = all.load = 0;
  std::size_t bytes = 0;
  for (const File& file : files) {
    bytes += file.bytes.size();
    all.plain += file.plain;
    all.document += file.document;
    all.model += file.model;
    all.load += file.load;
  }
  if (argc > 2) return fmt::print("{:.6f}\n", all.load), 0;
  if (files.empty()) return fmt::print(stderr, "no .bpmn files in {}\n", argv[1]), 2;
  fmt::print("{} files, {:.1f} MB\n", files.size(), static_cast<double>(bytes) / 1e6);
  const auto row = [&](const char* name, double seconds) {
    fmt::print("{:<20} {:8.1f} ms  {:5.2f} x pugixml\n", name, seconds * 1e3, seconds / all.plain);
  };
  row("plain pugixml", all.plain);
  row("xml::parse", all.document);
  row("... and Model", all.model);
  row("bpmn::load", all.load);
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.load / a.plain > b.load / b.plain; });
  for (std::size_t i = 0; i < std::min<std::size_t>(5, files.size()); ++i) {
    fmt::print("  {:5.2f} x  {} ({} bytes)\n", files[i].load / files[i].plain, files[i].name, files[i].bytes.size());
  }
}
