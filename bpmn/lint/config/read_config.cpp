#include <fmt/format.h>

#include <array>
#include <cctype>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "bpmn/lint/catalogue.hpp"
#include "bpmn/lint/config/config.hpp"

namespace baton::bpmn::lint {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOurs = ".batonlint", kTheirs = ".bpmnlintrc";

struct Level {
  std::string_view name;
  std::optional<Severity> severity;
};

// As bpmnlint counts them, and the words that both know.
constexpr std::array kLevels = std::to_array<Level>({
    {"0", std::nullopt},
    {"1", Severity::warning},
    {"2", Severity::error},
    {"3", Severity::info},
    {"off", std::nullopt},
    {"warn", Severity::warning},
    {"warning", Severity::warning},
    {"error", Severity::error},
    {"info", Severity::info},
});

class Reader {
 public:
  Reader(const ReadText& read, Config& config) : read_(read), config_(config) {}

  void file(const std::string& named) {
    const std::string path = fs::path(named).lexically_normal().string();
    if (!seen_.insert(path).second) return;
    file_ = path;
    const auto text = read_(path);
    if (!text) return problem("the file cannot be read");
    const Json json = Json::parse(*text, nullptr, false, true);
    if (!json.is_object()) return problem("expected a JSON object");
    const std::string own = path;
    extend(json, own);
    file_ = own;
    if (const auto rules = json.find("rules"); rules != json.end()) read_rules(*rules);
  }

 private:
  void problem(std::string message) {
    Finding finding;
    finding.rule = "lint-config";
    finding.severity = Severity::warning;
    finding.message = fmt::format("{}: {}", file_, message);
    config_.problems.push_back(std::move(finding));
  }

  void extend(const Json& json, const std::string& own) {
    const auto parents = json.find("extends");
    if (parents == json.end()) {
      if (seen_.size() == 1 && fs::path(own).filename() != kTheirs) config_.add_preset("baton:recommended");
      return;
    }
    const Json list = parents->is_array() ? *parents : Json::array({*parents});
    for (const Json& parent : list) {
      file_ = own;
      if (parent.is_string()) extend(parent.get<std::string>(), own);
      else problem("extends names presets and files");
    }
  }

  void extend(const std::string& parent, const std::string& own) {
    if (config_.add_preset(parent)) return;
    if (parent.starts_with("plugin:")) {
      return problem(fmt::format("'{}' is a package of JavaScript, which cannot run here; its rules are left out", parent));
    }
    if (parent.starts_with("bpmnlint:") || parent.starts_with("baton:")) {
      return problem(fmt::format("there is no preset '{}'", parent));
    }
    file((fs::path(own).parent_path() / parent).string());
  }

  void read_rules(const Json& rules) {
    if (!rules.is_object()) return problem("rules is an object of rule ids and levels");
    for (const auto& [name, value] : rules.items()) read_rule(name, value);
  }

  // "rule", "bpmnlint/rule" and "baton/rule" are ours; another package's rules are not.
  void read_rule(const std::string& name, const Json& value) {
    std::string id = name;
    for (const std::string_view prefix : {"bpmnlint/", "baton/"}) {
      if (id.starts_with(prefix)) id = id.substr(prefix.size());
    }
    if (!find_rule(id)) return problem(fmt::format("there is no rule '{}' here", name));
    const bool is_list = value.is_array() && !value.empty();
    const auto severity = level_of(is_list ? value.front() : value);
    if (!severity) return problem(fmt::format("rule '{}': the level is off, info, warn or error", name));
    Setting setting{severity->severity};
    if (is_list && value.size() > 1 && value[1].is_object()) setting.options = std::make_shared<const Json>(value[1]);
    config_.set(id, std::move(setting));
  }

  static std::optional<Level> level_of(const Json& value) {
    std::string text = value.is_string() ? value.get<std::string>() : value.is_number() ? value.dump() : "";
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    for (const Level& level : kLevels) {
      if (level.name == text) return level;
    }
    return std::nullopt;
  }

  const ReadText& read_;
  Config& config_;
  std::string file_;
  std::set<std::string> seen_;
};

}  // namespace

Config read_config(const std::string& path, const ReadText& read) {
  Config config;
  // bpmnlint's file says nothing of rules that bpmnlint does not have.
  if (fs::path(path).filename() == kTheirs) {
    for (const CatalogueEntry& entry : catalogue()) {
      if (entry.family == Family::insight) config.set(entry.id, {entry.severity});
    }
  }
  config.file = path;
  Reader(read, config).file(path);
  return config;
}

Config find_config(const std::string& folder, const ReadText& read) {
  for (fs::path at = folder;; at = at.parent_path()) {
    for (const std::string_view name : {kOurs, kTheirs}) {
      const std::string path = (at / name).string();
      if (read(path)) return read_config(path, read);
    }
    if (at == at.root_path() || at.empty()) return default_config();
  }
}

}  // namespace baton::bpmn::lint
