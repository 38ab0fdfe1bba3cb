#include "persistence/open_store.hpp"

#include <fmt/format.h>

#include "persistence/journaled_store.hpp"
#include "persistence/sql_store.hpp"
#include "runtime/store/memory_store.hpp"

namespace baton {

namespace {

using Open = std::unique_ptr<Store> (*)(const std::string& rest, Sharing sharing);

struct Scheme {
  const char* name;
  Open open;
  bool can_be_shared = false;
};

std::unique_ptr<Store> open_file(const std::string& file, Sharing) {
  if (file.empty()) {
    throw StoreError{StoreError::Kind::other, "The store URL \"sqlite:\" names no file; expected sqlite:FILE"};
  }
  return std::make_unique<JournaledStore>(file);
}

std::unique_ptr<Store> open_memory(const std::string&, Sharing) { return std::make_unique<MemoryStore>(); }

// "postgresql://..." is libpq's own; "postgresql:host=... dbname=..." gives its other form.
std::unique_ptr<Store> open_postgresql_store(const std::string& rest, Sharing sharing) {
  const bool is_uri = rest.rfind("//", 0) == 0;
  return std::make_unique<SqlStore>(postgresql_database(is_uri ? "postgresql:" + rest : rest, sharing));
}

constexpr Scheme kSchemes[] = {
    {"sqlite", open_file},
    {"memory", open_memory},
    {"postgresql", open_postgresql_store, true},
    {"postgres", open_postgresql_store, true},
};

}  // namespace

std::unique_ptr<Store> open_store(const std::string& url, Sharing sharing) {
  const std::size_t colon = url.find(':');
  for (const Scheme& scheme : kSchemes) {
    if (colon == std::string::npos || url.compare(0, colon, scheme.name) != 0) continue;
    if (sharing == Sharing::several && !scheme.can_be_shared) {
      throw StoreError{StoreError::Kind::other, "Several nodes can share a PostgreSQL database only"};
    }
    return scheme.open(url.substr(colon + 1), sharing);
  }
  throw StoreError{StoreError::Kind::other,
                   fmt::format("The store URL \"{}\" is not understood; expected sqlite:FILE, postgresql://... or memory:", url)};
}

}  // namespace baton
