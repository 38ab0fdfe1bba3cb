#include "api/query/removal_times.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "api/dto/columns.hpp"
#include "runtime/store/store.hpp"

namespace baton::api::query {

namespace {

using ByRoot = std::unordered_map<std::string, std::vector<Json*>>;  // the members to be filled

void collect(Json& dto, ByRoot& by_root) {
  const auto removal = dto.find("removalTime");
  const auto root = dto.find("rootProcessInstanceId");
  if (removal == dto.end() || root == dto.end() || !removal->is_null() || !root->is_string()) return;
  by_root[root->get<std::string>()].push_back(&*removal);
}

}  // namespace

void fill_removal_times(Json& dto, Store& store) {
  ByRoot by_root;
  if (dto.is_object()) collect(dto, by_root);
  if (dto.is_array()) {
    for (Json& one : dto) collect(one, by_root);
  }
  if (by_root.empty()) return;
  namespace c = col::historic_process_instance;
  std::vector<std::string> roots;
  for (const auto& [root, members] : by_root) roots.push_back(root);
  const Query ended{TableId::historic_process_instance, where::all({where::in(c::id, roots), where::not_null(c::removal_time)})};
  for (const auto& root : store.all<HistoricProcessInstance>(ended)) {
    for (Json* member : by_root.at(root.id)) *member = date_or_null(root.removal_time);
  }
}

Json with_removal_time(Json dto, Store& store) {
  fill_removal_times(dto, store);
  return dto;
}

}  // namespace baton::api::query
