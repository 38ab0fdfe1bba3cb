// Deployed definitions with their graphs, loaded from the store when first used and shared.
//
// Handles are immutable; a change of a definition's or job definition's state makes a new handle and moves the
// epoch, whereupon cached aggregates take the new one. Any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/state/instance.hpp"

namespace baton {

class Store;

// The key of DefinitionHandle::job_definitions.
std::string job_definition_key(const std::string& activity_id, const std::string& job_type,
                               const std::string& configuration);

class Definitions {
 public:
  explicit Definitions(Store& store) : store_(store) {}

  // All answer null when there is none. Throw StoreError.
  DefinitionPtr get(const std::string& id);
  DefinitionPtr latest(const std::string& key, const std::string& tenant_id);
  DefinitionPtr version(const std::string& key, std::int64_t version, const std::string& tenant_id);
  DefinitionPtr by_tag(const std::string& key, const std::string& tag, const std::string& tenant_id);
  DefinitionPtr in_deployment(const std::string& key, const std::string& deployment_id);

  // After commits: new ones; deleted ones; rows of the definition or its job definitions changed.
  void add(const std::vector<DefinitionPtr>& deployed);
  void forget(const std::vector<std::string>& ids);
  void refresh(const std::string& id);
  // Another node has changed some: all are read again when they are needed, but for the graphs, which never change.
  void forget_all();
  std::uint64_t epoch() const { return epoch_.load(std::memory_order_acquire); }

 private:
  DefinitionPtr load(const std::string& id);
  std::shared_ptr<const bpmn::ProcessGraph> load_graph(const ProcessDefinition& row);
  void forget_when_unsure();
  void read_job_definitions(DefinitionHandle& handle);
  std::optional<std::string> select_id(std::vector<Cell> key_and_tenant, int column, Cell value);

  Store& store_;
  std::mutex mutex_;
  std::unordered_map<std::string, DefinitionPtr> handles_;
  std::unordered_map<std::string, DefinitionPtr> forgotten_;  // whose graphs are used again
  std::unordered_map<std::string, std::string> latest_;  // "tenant\nkey" -> id
  std::uint64_t generation_ = 0;  // moves when what is being read from the store may be out of date
  std::mutex refreshing_;
  std::atomic<std::uint64_t> epoch_{1};
};

}  // namespace baton
