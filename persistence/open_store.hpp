// The store that a URL names: `sqlite:FILE`, `postgresql://USER@HOST:PORT/DATABASE` (or `postgresql:` and libpq's
// "key=value ..."), or `memory:` for one that lives in this process only.
#pragma once

#include <memory>
#include <string>

#include "persistence/sharing.hpp"
#include "runtime/store/store.hpp"

namespace baton {

// Throws StoreError: an unknown kind of URL, several nodes on what is for one, or what opening the database says.
std::unique_ptr<Store> open_store(const std::string& url, Sharing sharing = Sharing::alone);

}  // namespace baton
