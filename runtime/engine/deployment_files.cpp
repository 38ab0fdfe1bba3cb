#include "runtime/engine/deployment_files.hpp"

#include <algorithm>
#include <array>

#include "bpmn/bpmn.hpp"
#include "bpmn/graph/process_graph.hpp"
#include "runtime/engine/refusal.hpp"
#include "runtime/store/store.hpp"

namespace baton {

namespace {

constexpr std::array<std::string_view, 2> kModelSuffixes = {".bpmn20.xml", ".bpmn"};
constexpr std::array<std::string_view, 4> kPictureSuffixes = {"svg", "png", "jpg", "gif"};
// Camunda answers these as a plain ProcessEngineException, since its parser gives up at once.
constexpr std::array<std::string_view, 2> kFatalRules = {"xml-not-well-formed", "expression-syntax"};
// A missing source and this one are the same to the comparison.
constexpr std::string_view kDefaultSource = "process application";

// The name without the suffix of a model; empty when it is none.
std::string_view stem(std::string_view name) {
  for (std::string_view suffix : kModelSuffixes) {
    if (name.ends_with(suffix)) return name.substr(0, name.size() - suffix.size());
  }
  return {};
}

std::string describe(const std::string& file, const bpmn::Findings& findings) {
  std::string text;
  for (const bpmn::Finding& finding : findings) {
    if (finding.severity != bpmn::Severity::error) continue;
    text += fmt::format("\n* {} | resource {} | line {} | column {}", finding.message, file, finding.line, finding.column);
  }
  return text;
}

[[noreturn]] void refuse_file(const std::string& file, bpmn::Findings findings) {
  const auto fatal = std::find_if(findings.begin(), findings.end(), [](const bpmn::Finding& finding) {
    return finding.severity == bpmn::Severity::error &&
           std::find(kFatalRules.begin(), kFatalRules.end(), finding.rule) != kFatalRules.end();
  });
  const bool is_fatal = fatal != findings.end();
  std::string message = "ENGINE-09005 Could not parse BPMN process. Errors: " + describe(file, findings);
  throw Refusal(is_fatal ? ErrorCode::process_engine : ErrorCode::parse, std::move(message), file, std::move(findings));
}

}  // namespace

bool is_bpmn_file(std::string_view name) { return !stem(name).empty(); }

std::vector<ParsedFile> parse_files(const std::vector<DeploymentFile>& files, bool lenient) {
  std::vector<ParsedFile> parsed;
  for (const DeploymentFile& file : files) {
    if (!is_bpmn_file(file.name)) continue;
    bpmn::Loaded loaded = bpmn::load(file.bytes, {lenient, false});
    if (bpmn::has_errors(loaded.findings)) refuse_file(file.name, std::move(loaded.findings));
    parsed.push_back({&file, std::move(loaded.processes), std::move(loaded.findings)});
  }
  return parsed;
}

std::string find_diagram(const std::vector<DeploymentFile>& files, std::string_view model, std::string_view key) {
  const std::string base(stem(model));
  for (const std::string& name : {base + "." + std::string(key), base}) {
    for (std::string_view suffix : kPictureSuffixes) {
      const std::string wanted = name + "." + std::string(suffix);
      for (const DeploymentFile& file : files) {
        if (file.name == wanted) return wanted;
      }
    }
  }
  return {};
}

std::vector<std::size_t> changed_files(Store& store, const DeploymentRequest& request, std::string& newest) {
  const auto source_of = [](const std::optional<std::string>& source) {
    return source && !source->empty() ? *source : std::string(kDefaultSource);
  };
  Query query{TableId::deployment,
              where::all({request.name ? where::eq(col::deployment::name, Cell{*request.name})
                                       : where::is_null(col::deployment::name),
                          request.tenant_id.empty() ? where::is_null(col::deployment::tenant_id)
                                                    : where::eq(col::deployment::tenant_id, Cell{request.tenant_id})})};
  query.sort.push_back({col::deployment::time, true});
  std::vector<Deployment> earlier = store.all<Deployment>(query);
  std::erase_if(earlier, [&](const Deployment& d) { return source_of(d.source) != source_of(request.source); });

  std::vector<std::size_t> changed;
  for (std::size_t i = 0; i < request.files.size(); ++i) {
    const DeploymentFile& file = request.files[i];
    bool is_same = false;
    for (const Deployment& deployment : earlier) {
      Query of_name{TableId::resource, where::all({where::eq(col::resource::deployment_id, Cell{deployment.id}),
                                                   where::eq(col::resource::name, Cell{file.name})})};
      of_name.limit = 1;
      const auto found = store.all<Resource>(of_name);
      if (found.empty()) continue;
      is_same = found.front().bytes == file.bytes;
      break;
    }
    if (!is_same) changed.push_back(i);
  }
  if (!earlier.empty()) newest = earlier.front().id;
  return changed;
}

}  // namespace baton
