#include <fmt/format.h>

#include "bpmn/assess/report.hpp"

namespace baton::bpmn::assess {

namespace {

struct Look {
  Verdict verdict;
  const char* title;
};
constexpr Look kLooks[] = {{Verdict::unchanged, "run unchanged"},
                           {Verdict::worker, "need workers only"},
                           {Verdict::decision, "need decisions"},
                           {Verdict::unreadable, "cannot be read"}};

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1b2330;--soft:#667085;--line:#e4e7ec;
--unchanged:#1a936f;--worker:#2f6fdf;--decision:#d98a00;--unreadable:#c43d3d}
@media(prefers-color-scheme:dark){:root{--bg:#14171c;--card:#1d2128;--ink:#e8eaee;--soft:#98a2b3;--line:#2e343d}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:1080px;margin:0 auto;padding:32px 20px 64px}h1{font-size:26px;margin:0 0 4px}h2{font-size:18px;margin:36px 0 12px}
.soft{color:var(--soft)}.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;margin:20px 0 14px}
.tile{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 16px;border-top:4px solid}
.tile b{display:block;font-size:30px;line-height:1.2}.bar{display:flex;height:12px;border-radius:6px;overflow:hidden;gap:2px}
.bar i{display:block}.unchanged{border-color:var(--unchanged)}.worker{border-color:var(--worker)}
.decision{border-color:var(--decision)}.unreadable{border-color:var(--unreadable)}
i.unchanged,.dot.unchanged{background:var(--unchanged)}i.worker,.dot.worker{background:var(--worker)}
i.decision,.dot.decision{background:var(--decision)}i.unreadable,.dot.unreadable{background:var(--unreadable)}
.dot{display:inline-block;width:10px;height:10px;border-radius:5px;margin-right:8px;flex:none}
table{width:100%;table-layout:fixed;overflow-wrap:anywhere;border-collapse:collapse;background:var(--card);border:1px solid var(--line);border-radius:10px}
td,th{text-align:left;padding:8px 12px;border-top:1px solid var(--line);vertical-align:top}th{border-top:0;color:var(--soft);font-weight:600}
code{font:13px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}details,.plain{background:var(--card);border:1px solid var(--line);
border-radius:8px;margin:6px 0;padding:8px 14px}summary,.plain{display:flex;align-items:center;gap:4px}summary{cursor:pointer}
summary code,.plain code{flex:1}.count{color:var(--soft);font-size:13px;white-space:nowrap}ul{margin:8px 0 4px;padding-left:18px}li{margin:6px 0}
.advice{display:block;color:var(--soft)}.filter{margin:0 0 10px;display:flex;gap:14px;flex-wrap:wrap}
body:has(#f-unchanged:not(:checked)) .file.unchanged,body:has(#f-worker:not(:checked)) .file.worker,
body:has(#f-decision:not(:checked)) .file.decision,body:has(#f-unreadable:not(:checked)) .file.unreadable{display:none}
@media(max-width:640px){.tiles{grid-template-columns:repeat(2,1fr)}}
)";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

void write_totals(const Assessment& assessment, std::string& out) {
  out += "<div class=tiles>";
  for (const Look& look : kLooks) {
    out += fmt::format("<div class='tile {}'><b>{}</b>{}</div>", name_of(look.verdict), assessment.count(look.verdict), look.title);
  }
  out += "</div><div class=bar>";
  for (const Look& look : kLooks) {
    if (const int count = assessment.count(look.verdict)) {
      out += fmt::format("<i class={} style='flex:{}'></i>", name_of(look.verdict), count);
    }
  }
  out += "</div>";
}

void write_workers(const Assessment& assessment, std::string& out) {
  const auto workers = assessment.workers();
  if (workers.empty()) return;
  out += fmt::format("<h2>{} worker{} to write</h2><table><tr><th style='width:22%'>Topic<th style='width:34%'>In the place of<th>Used by", workers.size(),
                     workers.size() == 1 ? "" : "s");
  for (const auto& [topic, worker] : workers) {
    out += fmt::format("<tr><td><code>{}</code><td><code>{}</code><td>", escaped(topic), escaped(worker.code));
    constexpr std::size_t kShown = 5;
    for (std::size_t i = 0; i < std::min(kShown, worker.uses.size()); ++i) {
      const Item& use = *worker.uses[i];
      out += fmt::format("{}{} <span class=soft>in {}:{}</span>", i ? "<br>" : "",
                         escaped(use.element_name.empty() ? use.element_id : use.element_name), escaped(worker.files[i]->path), use.line);
    }
    if (worker.uses.size() > kShown) out += fmt::format("<br><span class=soft>and {} more</span>", worker.uses.size() - kShown);
  }
  out += "</table>";
}

void write_item(const Item& item, std::string& out) {
  const char* kClasses[] = {"worker", "decision", "unreadable"};
  out += fmt::format("<li><span class='dot {}'></span>{}", kClasses[static_cast<int>(item.need)], escaped(item.what));
  out += "<span class=advice>";
  if (!item.advice.empty()) out += escaped(item.advice) + " &middot; ";
  if (!item.element_id.empty()) out += fmt::format("<code>{}</code> ", escaped(item.element_id));
  if (item.line > 0) out += fmt::format("line {}", item.line);
  out += "</span>";
}

void write_file(const File& file, std::string& out) {
  const std::string_view verdict = name_of(file.verdict());
  std::string about = file.dialect.empty() ? "plain BPMN" : file.dialect;
  for (const auto& [need, word] : {std::pair(Need::worker, "worker"), std::pair(Need::decision, "decision")}) {
    if (const int count = file.count(need)) about += fmt::format(", {} {}{}", count, word, count == 1 ? "" : "s");
  }
  const std::string head = fmt::format("<span class='dot {}'></span><code>{}</code><span class=count>{}</span>", verdict,
                                       escaped(file.path), about);
  if (file.items.empty()) {
    out += fmt::format("<div class='file plain {}'>{}</div>", verdict, head);
    return;
  }
  out += fmt::format("<details class='file {}'><summary>{}</summary><ul>", verdict, head);
  for (const Item& item : file.items) write_item(item, out);
  out += "</ul></details>";
}

}  // namespace

std::string to_html(const Assessment& assessment, const std::string& title) {
  std::string out = fmt::format(
      "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>{0}</title>"
      "<style>{1}</style><main><h1>What {0} needs</h1><div class=soft>{2} files</div>",
      escaped(title), kStyle, assessment.files().size());
  write_totals(assessment, out);
  write_workers(assessment, out);
  out += "<h2>Files</h2><div class=filter>";
  for (const Look& look : kLooks) {
    out += fmt::format("<label><input type=checkbox id=f-{0} checked> {1}</label>", name_of(look.verdict), look.title);
  }
  out += "</div>";
  for (const File& file : assessment.files()) write_file(file, out);
  return out + "</main></html>\n";
}

}  // namespace baton::bpmn::assess
