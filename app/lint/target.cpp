#include "app/lint/target.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "app/command.hpp"
#include "app/files.hpp"

namespace baton::app {

namespace {

namespace fs = std::filesystem;
using bpmn::lint::Config;

constexpr std::array<std::string_view, 3> kEndings = {".bpmn", ".bpmn2", ".bpmn20.xml"};

bool is_diagram(const std::string& path) {
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return path.ends_with(ending); });
}

std::optional<std::string> read_if_there(const std::string& path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return std::nullopt;
  try {
    return read_file(path);
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

std::string folder_of(const std::string& file) {
  return file == "-" ? fs::current_path().string() : fs::absolute(file).lexically_normal().parent_path().string();
}

// --strict and --soundness add to what a file says and change none of it.
Config with(Config config, const std::vector<std::string>& presets) {
  if (presets.empty()) return config;
  Config added;
  for (const std::string& preset : presets) added.add_preset(preset);
  return config.over(std::move(added));
}

Config forced_config(const std::string& name) {
  Config config;
  if (config.add_preset(name)) return config;
  if (name.starts_with("baton:") || name.starts_with("bpmnlint:")) {
    throw UsageError{fmt::format("There is no preset '{}'; there are {}.", name, fmt::join(bpmn::lint::preset_names(), ", "))};
  }
  if (!read_if_there(name)) throw UsageError{fmt::format("{}: cannot be read.", name)};
  return bpmn::lint::read_config(fs::absolute(name).lexically_normal().string(), read_if_there);
}

}  // namespace

std::vector<std::string> diagram_files(const std::vector<std::string>& operands) {
  std::vector<std::string> files;
  for (const std::string& operand : operands) {
    std::error_code ignored;
    if (!fs::is_directory(operand, ignored)) {
      files.push_back(operand);
      continue;
    }
    const std::size_t before = files.size();
    for (const auto& entry : fs::recursive_directory_iterator(operand, fs::directory_options::skip_permission_denied, ignored)) {
      if (entry.is_regular_file(ignored) && is_diagram(entry.path().string())) files.push_back(entry.path().string());
    }
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
  }
  return files;
}

Configs::Configs(const std::optional<std::string>& forced, std::vector<std::string> added) : added_(std::move(added)) {
  if (forced) forced_ = std::make_shared<const Config>(with(forced_config(*forced), added_));
}

std::shared_ptr<const Config> Configs::of(const std::string& file) {
  if (forced_) return forced_;
  const std::string folder = folder_of(file);
  const auto known = by_folder_.find(folder);
  return known == by_folder_.end() ? add(folder) : known->second;
}

std::shared_ptr<const Config> Configs::add(const std::string& folder) {
  Config config = bpmn::lint::find_config(folder, read_if_there);
  return by_folder_[folder] = std::make_shared<const Config>(with(std::move(config), added_));
}

bpmn::ReadImport imports_beside(const std::string& file) {
  return [file](const std::string& path) -> std::optional<std::string> {
    if (file == "-") return std::nullopt;
    return read_if_there((fs::path(file).parent_path() / path).string());
  };
}

}  // namespace baton::app
