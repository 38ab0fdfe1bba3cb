#include <fmt/core.h>

#include <array>

#include "app/command.hpp"
#include "app/lint/reports.hpp"
#include "bpmn/lint/catalogue.hpp"
#include "bpmn/lint/rule_pages.hpp"

namespace baton::app {

namespace {

using bpmn::lint::CatalogueEntry;
using bpmn::lint::Family;

constexpr std::array<std::string_view, 3> kSeverities = {"info", "warning", "error"};

struct Chapter {
  Family family;
  const char* text;
};

constexpr std::array kChapters = std::to_array<Chapter>({
    {Family::insight, "## Insight\n\nWhat goes wrong when the diagram runs. On by default.\n"},
    {Family::soundness,
     "## Soundness\n\nWhat all states of the token flow say, with a counter-example: [soundness](../soundness.md). On with "
     "`--soundness` or `baton:soundness`.\n"},
    {Family::style,
     "## Style\n\nbpmnlint's rules, by its ids and with its findings. By default those of `bpmnlint:correctness`, as warnings.\n"},
    {Family::deployment,
     "## Deployment\n\nWhat refuses a deployment (severity error), or what it would warn of. Always on; a configuration changes "
     "what lint says, never what a deployment does.\n"},
    {Family::specification, "## Specification\n\nWhat BPMN 2.0 demands of a model. On with `--strict` or `baton:strict`.\n"},
});

std::string row(const CatalogueEntry& entry) {
  const bool has_page = bpmn::lint::rule_pages().count(entry.id) > 0;
  return fmt::format("| {} | {} | {}{} |\n", has_page ? fmt::format("[{0}]({0}/README.md)", entry.id) : std::string(entry.id),
                     kSeverities[static_cast<std::size_t>(entry.severity)], entry.summary, entry.mend ? " *(--fix)*" : "");
}

}  // namespace

std::string rules_page() {
  std::string page =
      "# Rules\n\n`baton lint --rules` prints this page, `baton lint --explain RULE` one rule's. "
      "[Configuration](configuration.md): `.batonlint`, `.bpmnlintrc`.\n";
  for (const Chapter& chapter : kChapters) {
    page += fmt::format("\n{}\n| rule | severity | demands |\n| --- | --- | --- |\n", chapter.text);
    for (const CatalogueEntry& entry : bpmn::lint::catalogue()) {
      if (entry.family == chapter.family) page += row(entry);
    }
  }
  return page;
}

std::string explanation(const std::string& rule) {
  const CatalogueEntry* entry = bpmn::lint::find_rule(rule);
  if (!entry) {
    std::vector<std::string> ids;
    for (const CatalogueEntry& known : bpmn::lint::catalogue()) ids.emplace_back(known.id);
    const auto meant = closest(rule, ids);
    throw UsageError{fmt::format("There is no rule '{}'{}", rule, meant ? fmt::format("; did you mean {}?", *meant) : ".")};
  }
  const auto& pages = bpmn::lint::rule_pages();
  if (const auto page = pages.find(entry->id); page != pages.end()) return std::string(page->second);
  return fmt::format("# {}\n\n{}\n\nFamily {}, severity {}.\n", entry->id, entry->summary, bpmn::lint::family_name(entry->family),
                     kSeverities[static_cast<std::size_t>(entry->severity)]);
}

}  // namespace baton::app
