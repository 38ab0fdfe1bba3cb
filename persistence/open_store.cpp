#include "persistence/open_store.hpp"

#include <fmt/format.h>

#include "persistence/sql_store.hpp"
#include "runtime/store/memory_store.hpp"

namespace baton {

namespace {

using Open = std::unique_ptr<Store> (*)(const std::string& rest);

struct Scheme {
  const char* name;
  Open open;
};

std::unique_ptr<Store> open_file(const std::string& file) {
  if (file.empty()) {
    throw StoreError{StoreError::Kind::other, "The store URL \"sqlite:\" names no file; expected sqlite:FILE"};
  }
  return SqlStore::open_sqlite_file(file);
}

std::unique_ptr<Store> open_memory(const std::string&) { return std::make_unique<MemoryStore>(); }

std::unique_ptr<Store> refuse_postgresql(const std::string&) {
  throw StoreError{StoreError::Kind::unavailable, "PostgreSQL is not supported by this version; use sqlite:FILE"};
}

constexpr Scheme kSchemes[] = {
    {"sqlite", open_file},
    {"memory", open_memory},
    {"postgresql", refuse_postgresql},
    {"postgres", refuse_postgresql},
};

}  // namespace

std::unique_ptr<Store> open_store(const std::string& url) {
  const std::size_t colon = url.find(':');
  for (const Scheme& scheme : kSchemes) {
    if (colon != std::string::npos && url.compare(0, colon, scheme.name) == 0) return scheme.open(url.substr(colon + 1));
  }
  throw StoreError{StoreError::Kind::other,
                   fmt::format("The store URL \"{}\" is not understood; expected sqlite:FILE or memory:", url)};
}

}  // namespace baton
