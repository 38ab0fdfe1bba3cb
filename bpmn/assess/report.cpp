#include "bpmn/assess/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace baton::bpmn::assess {

namespace {

using Json = nlohmann::ordered_json;

constexpr Verdict kVerdicts[] = {Verdict::unchanged, Verdict::worker, Verdict::decision, Verdict::unreadable};

std::string place(const File& file, const Item& item) {
  return item.line > 0 ? fmt::format("{}:{}:{}", file.path, item.line, item.column) : file.path;
}

void write_files(const Assessment& assessment, std::string& out) {
  std::size_t width = 4;
  for (const File& file : assessment.files()) width = std::max(width, file.path.size());
  width = std::min<std::size_t>(width, 70);
  out += fmt::format("{:<{}}  {:<10}  {:<10}  {:>7}  {:>9}\n", "FILE", width, "RUNS", "DIALECT", "WORKERS", "DECISIONS");
  for (const File& file : assessment.files()) {
    const bool has_items = !file.items.empty();
    out += fmt::format("{:<{}}  {:<10}  {:<10}  {:>7}  {:>9}\n", file.path, width, name_of(file.verdict()),
                       file.dialect.empty() ? "-" : file.dialect, has_items ? std::to_string(file.count(Need::worker)) : "",
                       has_items ? std::to_string(file.count(Need::decision)) : "");
  }
}

void write_workers(const Assessment& assessment, std::string& out) {
  const auto workers = assessment.workers();
  if (workers.empty()) return;
  out += fmt::format("\nWorkers to write: {}\n", workers.size());
  for (const auto& [topic, worker] : workers) {
    out += fmt::format("  {}  for {}, used {} time{}: {} ({})\n", topic, worker.code, worker.uses.size(),
                       worker.uses.size() == 1 ? "" : "s", place(*worker.files[0], *worker.uses[0]), worker.uses[0]->element_id);
  }
}

void write_items(const Assessment& assessment, Need need, const char* title, std::string& out) {
  bool is_first = true;
  for (const File& file : assessment.files()) {
    for (const Item& item : file.items) {
      if (item.need != need) continue;
      if (std::exchange(is_first, false)) out += fmt::format("\n{}\n", title);
      out += fmt::format("  {}: {}{}{}\n", place(file, item), item.what, item.advice.empty() ? "" : ". " + item.advice,
                         item.element_id.empty() ? "" : " (" + item.element_id + ")");
    }
  }
}

Json json_of(const Item& item) {
  constexpr const char* kNeeds[] = {"worker", "decision", "unreadable"};
  Json json{{"need", kNeeds[static_cast<int>(item.need)]}, {"elementId", item.element_id}, {"elementName", item.element_name},
            {"line", item.line}, {"column", item.column}, {"what", item.what}, {"advice", item.advice}};
  if (item.need == Need::worker) {
    json["topic"] = item.topic;
    json["code"] = item.code;
  }
  return json;
}

}  // namespace

std::string to_text(const Assessment& assessment) {
  std::string out;
  write_files(assessment, out);
  write_workers(assessment, out);
  write_items(assessment, Need::decision, "To decide", out);
  write_items(assessment, Need::unreadable, "Unreadable", out);
  out += fmt::format("\n{} files: {} run unchanged, {} need workers only, {} need decisions, {} cannot be read\n",
                     assessment.files().size(), assessment.count(Verdict::unchanged), assessment.count(Verdict::worker),
                     assessment.count(Verdict::decision), assessment.count(Verdict::unreadable));
  return out;
}

Json to_json(const Assessment& assessment) {
  Json totals{{"files", assessment.files().size()}}, files = Json::array(), workers = Json::array();
  for (const Verdict verdict : kVerdicts) totals[std::string(name_of(verdict))] = assessment.count(verdict);
  for (const File& file : assessment.files()) {
    Json items = Json::array();
    for (const Item& item : file.items) items.push_back(json_of(item));
    files.push_back({{"path", file.path}, {"verdict", name_of(file.verdict())}, {"dialect", file.dialect},
                     {"processes", file.processes}, {"decisions", file.decisions}, {"executable", file.executable},
                     {"items", std::move(items)}});
  }
  for (const auto& [topic, worker] : assessment.workers()) {
    Json uses = Json::array();
    for (std::size_t i = 0; i < worker.uses.size(); ++i) {
      uses.push_back({{"path", worker.files[i]->path}, {"elementId", worker.uses[i]->element_id}, {"line", worker.uses[i]->line}});
    }
    workers.push_back({{"topic", topic}, {"code", worker.code}, {"uses", std::move(uses)}});
  }
  return {{"totals", std::move(totals)}, {"workers", std::move(workers)}, {"files", std::move(files)}};
}

}  // namespace baton::bpmn::assess
