// The files of a deployment: what they hold, and which of them are new.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bpmn/findings.hpp"
#include "runtime/engine/engine.hpp"

namespace baton {

struct ParsedFile {
  const DeploymentFile* file = nullptr;
  std::vector<std::shared_ptr<const bpmn::ProcessGraph>> processes;
  bpmn::Findings warnings;
};

bool is_bpmn_file(std::string_view name);

// Reads the BPMN files. Throws EngineError for the first that cannot be deployed.
std::vector<ParsedFile> parse_files(const std::vector<DeploymentFile>& files, bool lenient);

// The picture that belongs to a process of `model` ("order.bpmn": "order.order_process.png", "order.svg");
// empty: none.
std::string find_diagram(const std::vector<DeploymentFile>& files, std::string_view model, std::string_view key);

// Positions of the files that differ from the newest of their name in earlier deployments of this name, source
// and tenant. `newest`: the newest deployment that has one of them.
std::vector<std::size_t> changed_files(Store& store, const DeploymentRequest& request, std::string& newest);

}  // namespace baton
