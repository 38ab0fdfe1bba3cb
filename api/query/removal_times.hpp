// `removalTime` of history is that of the root process instance, which alone is stored.
#pragma once

#include "expression/value.hpp"

namespace baton {
class Store;
}

namespace baton::api::query {

// `dto`: one or a list. Those with a rootProcessInstanceId and an empty removalTime get the root's.
void fill_removal_times(Json& dto, Store& store);
// The same of one.
Json with_removal_time(Json dto, Store& store);

}  // namespace baton::api::query
