// Checks that every store makes before it takes a batch, so that a wrong one fails alone, with a clear
// message, before it could spoil a shared transaction.
#pragma once

#include "runtime/store/store.hpp"

namespace baton {

// Throws StoreError (other): a row of the wrong width, an empty key, a column that the table does not have,
// a cell of a type that its column cannot hold.
void check_batch(const Batch& batch);

}  // namespace baton
