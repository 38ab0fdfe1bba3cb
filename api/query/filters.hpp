// The filters of resources that other commands take as well: stored filters, batches
// ("processInstanceQuery").
#pragma once

#include <string>
#include <vector>

#include "api/query/filter.hpp"
#include "api/query/sorting.hpp"

namespace baton {
class Store;
}

namespace baton::api::query {

const Filter& task_filter();
const SortTable& task_sorting();
const Filter& process_instance_filter();
const Filter& external_task_filter();
const Filter& job_filter();
const Filter& historic_process_instance_filter();

// Rows of `execution` that are process instances, and those that are executions in the sense of the REST API.
Where is_process_instance();
Where is_execution();

// Ids of what a query body selects (null body: none), in the order of creation. Throws HttpError,
// EngineError.
std::vector<std::string> process_instance_ids(const Json& body, const Surroundings& around, Store& store);
std::vector<std::string> historic_process_instance_ids(const Json& body, const Surroundings& around,
                                                       Store& store);
std::vector<std::string> job_ids(const Json& body, const Surroundings& around, Store& store);
std::vector<std::string> external_task_ids(const Json& body, const Surroundings& around, Store& store);

}  // namespace baton::api::query
