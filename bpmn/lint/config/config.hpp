// Which rules are on, how bad their findings are, and their options.
//
// Written as .batonlint (JSON) or as bpmnlint's .bpmnlintrc, found in the folder of a diagram or the nearest one above:
//   {"extends": ["baton:recommended", "./team.json"], "rules": {"label-required": "warn", "standard-size": ["info", {...}]}}
// A .batonlint without `extends` starts from baton:recommended. A .bpmnlintrc decides about bpmnlint's rules alone; the
// others are as baton:recommended has them. What cannot be understood is a finding about the file, and never a failure.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bpmn/findings.hpp"
#include "expression/value.hpp"

namespace baton::bpmn::lint {

struct Setting {
  std::optional<Severity> severity;       // nothing: off
  std::shared_ptr<const Json> options{};  // null: none
};

class Config {
 public:
  std::string file;   // where it was read; empty: no file
  Findings problems;  // with it: rule lint-config, `element_id` empty; the message names the file concerned

  // How bad findings of the rule are; nothing when it is off. Rules without a setting: deployment rules stand for
  // themselves (`own`), others are off.
  std::optional<Severity> severity_of(std::string_view rule, Severity own) const;
  const Json& options_of(std::string_view rule) const;
  bool has_specification_rules() const;

  void set(std::string_view rule, Setting setting) { settings_.insert_or_assign(std::string(rule), std::move(setting)); }
  // This one's settings, and for the rules without one those of `base`.
  Config over(Config base) const;
  // False when there is no such preset; see preset_names().
  bool add_preset(std::string_view name);

 private:
  std::map<std::string, Setting, std::less<>> settings_;
};

std::vector<std::string> preset_names();

// What baton lint does where no file says otherwise.
Config default_config();

// The bytes of a file; nothing when there is none.
using ReadText = std::function<std::optional<std::string>(const std::string& path)>;

// The file at `path`, which is read as .bpmnlintrc when it is called so.
Config read_config(const std::string& path, const ReadText& read);

// The nearest configuration for files in `folder` (absolute), or the default.
Config find_config(const std::string& folder, const ReadText& read);

}  // namespace baton::bpmn::lint
