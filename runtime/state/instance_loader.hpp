// Builds an aggregate in memory from its rows.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "runtime/state/instance.hpp"

namespace baton {

class Store;

// Null definitions are an error of the store's content: std::runtime_error names the definition.
using DefinitionLookup = std::function<DefinitionPtr(const std::string& definition_id)>;

// The aggregate of `root_id` as the store has it; empty() when there is no such instance. `now` keeps the
// order of what is created later behind all that was ever created. Throws StoreError.
std::unique_ptr<Instance> load_instance(Store& store, const std::string& root_id, const DefinitionLookup& definition,
                                        TimestampMs now);

}  // namespace baton
