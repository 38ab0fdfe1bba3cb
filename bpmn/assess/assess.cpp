#include "bpmn/assess/assess.hpp"

#include <algorithm>
#include <array>

#include "bpmn/assess/scan.hpp"
#include "bpmn/bpmn.hpp"
#include "bpmn/convert/dialects.hpp"
#include "bpmn/document/document.hpp"

namespace baton::bpmn::assess {

namespace {

constexpr std::string_view kDmnRoot = "definitions", kDmnUri = "DMN/";

Item item_of(const Finding& finding, Need need) {
  Item item;
  item.need = need;
  item.element_id = finding.element_id;
  item.line = finding.line;
  item.column = finding.column;
  item.what = finding.message;
  return item;
}

// What the rules say and the scan did not: errors, and what other dialects lose.
void add_findings(const Loaded& loaded, std::vector<Item>& items) {
  const std::size_t scanned = items.size();
  for (const Finding& finding : loaded.findings) {
    const bool counts = finding.severity == Severity::error || finding.rule == "dialect-lost" || finding.rule == "not-runnable";
    if (!counts) continue;
    const bool is_said = std::any_of(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(scanned), [&](const Item& item) {
      return !item.element_id.empty() && item.element_id == finding.element_id && finding.rule == "not-runnable";
    });
    if (!is_said) items.push_back(item_of(finding, loaded.is_bpmn ? Need::decision : Need::unreadable));
  }
}

// A file of decisions: which it holds.
void read_dmn(File& file, std::string_view bytes) {
  const xml::Parsed parsed = xml::parse(bytes);
  const xml::Document* document = parsed.document.get();
  const bool is_dmn = document && document->name(0) == kDmnRoot &&
                      document->namespace_uri(document->name_space(0)).find(kDmnUri) != std::string_view::npos;
  if (!is_dmn) {
    Item item;
    item.need = Need::unreadable;
    item.what = "Not a DMN file";
    for (const xml::Problem& problem : parsed.problems) {
      item.what = problem.message;
      item.line = problem.place.line;
      item.column = problem.place.column;
    }
    file.items.push_back(std::move(item));
    return;
  }
  for (xml::ElementIndex i = 0; i < document->size(); ++i) {
    if (document->name(i) != "decision") continue;
    for (const xml::Attribute* a = document->attributes_begin(i); a != document->attributes_end(i); ++a) {
      if (a->name_space == 0 && a->name == "id") file.decisions.emplace_back(a->value);
    }
  }
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  constexpr std::array<std::string_view, 4> names = {"unchanged", "worker", "decision", "unreadable"};
  return names[static_cast<std::size_t>(verdict)];
}

Verdict File::verdict() const {
  Verdict worst = Verdict::unchanged;
  for (const Item& item : items) worst = std::max(worst, static_cast<Verdict>(static_cast<int>(item.need) + 1));
  return worst;
}

int File::count(Need need) const {
  return static_cast<int>(std::count_if(items.begin(), items.end(), [&](const Item& item) { return item.need == need; }));
}

void Assessment::add(std::string path, std::string_view bytes) {
  File file;
  file.path = std::move(path);
  std::vector<Reference> references;
  if (file.path.ends_with(".dmn")) {
    file.dialect = "dmn";
    read_dmn(file, bytes);
  } else {
    const Loaded loaded = load(bytes);
    if (loaded.model) {
      const auto dialect = convert::dialect_of(*loaded.model);
      if (dialect) file.dialect = convert::name_of(*dialect);
      for (const Element& process : loaded.model->all(Tag::process)) {
        file.processes.emplace_back(process.id());
        file.executable += process.flag("isExecutable") ? 1 : 0;
      }
      if (file.executable > 0) scan(*loaded.model, file.items, references);
    }
    add_findings(loaded, file.items);
  }
  for (Reference& one : references) calls_.push_back({files_.size(), std::move(one.item), std::move(one.target), one.is_decision});
  files_.push_back(std::move(file));
}

void Assessment::finish() {
  std::set<std::string> processes, decisions;
  for (const File& file : files_) {
    processes.insert(file.processes.begin(), file.processes.end());
    decisions.insert(file.decisions.begin(), file.decisions.end());
  }
  for (Call& call : calls_) {
    if (!(call.is_decision ? decisions : processes).contains(call.target)) files_[call.file].items.push_back(std::move(call.item));
  }
  calls_.clear();
  const auto place = [](const Item& item) { return std::pair(item.line, item.column); };
  for (File& file : files_) {
    std::stable_sort(file.items.begin(), file.items.end(), [&](const Item& a, const Item& b) { return place(a) < place(b); });
  }
  std::sort(files_.begin(), files_.end(), [](const File& a, const File& b) { return a.path < b.path; });
}

int Assessment::count(Verdict verdict) const {
  return static_cast<int>(std::count_if(files_.begin(), files_.end(), [&](const File& file) { return file.verdict() == verdict; }));
}

std::map<std::string, Worker> Assessment::workers() const {
  std::map<std::string, Worker> workers;
  for (const File& file : files_) {
    for (const Item& item : file.items) {
      if (item.need != Need::worker) continue;
      Worker& worker = workers[item.topic];
      worker.code = item.code;
      worker.uses.push_back(&item);
      worker.files.push_back(&file);
    }
  }
  return workers;
}

}  // namespace baton::bpmn::assess
