#include <fmt/format.h>

#include "modeler/kinds.hpp"
#include "modeler/names.hpp"
#include "modeler/refusal.hpp"

namespace baton::modeler {

ModelFile Workspace::file(const std::string& id) {
  if (auto found = store_.get<ModelFile>(id)) return std::move(*found);
  refuse(Kind::not_found, "There is no file with the id '{}'", id);
}

ModelFile Workspace::open_file(const std::string& id, const Seen& seen) {
  ModelFile found = file(id);
  check_seen("file", found.path, found.revision, seen);
  if (found.deleted) refuse(Kind::conflict, "The file '{}' is deleted", found.path);
  open_project(found.project_id);
  return found;
}

void Workspace::check_path_is_free(const ModelFile& file) {
  namespace c = col::model_file;
  const Query taken{TableId::model_file, where::all({where::eq(c::project_id, Cell{file.project_id}), where::eq(c::path, Cell{file.path}),
                                                     where::is_null(c::deleted), where::compare(c::id, Compare::ne, Cell{file.id})})};
  if (store_.count(taken) > 0) refuse(Kind::conflict, "There is a file at '{}' already", file.path);
}

ModelFile Workspace::put(ModelFile file, const std::string& author) {
  file.updated = now_();
  file.updated_by = author;
  ++file.revision;
  Batch batch;
  batch.update(file);
  commit(std::move(batch));
  return file;
}

ModelFile Workspace::move_file(const std::string& id, const Move& move, const Seen& seen) {
  const std::lock_guard lock(mutex_);
  ModelFile found = open_file(id, seen);
  if (move.path) found.path = checked_path(*move.path);
  if (move.project_id) found.project_id = open_project(*move.project_id).id;
  found.kind = kind_of(found.path).name;
  check_path_is_free(found);
  return put(std::move(found), seen.author);
}

ModelFile Workspace::delete_file(const std::string& id, const Seen& seen) {
  const std::lock_guard lock(mutex_);
  ModelFile found = open_file(id, seen);
  found.deleted = now_();
  return put(std::move(found), seen.author);
}

ModelFile Workspace::undelete_file(const std::string& id, const Seen& seen) {
  const std::lock_guard lock(mutex_);
  ModelFile found = file(id);
  check_seen("file", found.path, found.revision, seen);
  if (!found.deleted) refuse(Kind::conflict, "The file '{}' is not deleted", found.path);
  open_project(found.project_id);
  check_path_is_free(found);
  found.deleted.reset();
  return put(std::move(found), seen.author);
}

// Content that no version of another file has goes as well.
void Workspace::purge_file(const std::string& id, const Seen& seen) {
  namespace v = col::model_version;
  const std::lock_guard lock(mutex_);
  const ModelFile found = file(id);
  check_seen("file", found.path, found.revision, seen);
  std::vector<Cell> digests;
  for (const ModelVersion& version : store_.all<ModelVersion>({TableId::model_version, where::eq(v::file_id, Cell{id})})) {
    const Query others{TableId::model_version, where::all({where::eq(v::digest, Cell{version.digest}), where::compare(v::file_id, Compare::ne, Cell{id})})};
    if (store_.count(others) == 0) digests.emplace_back(version.digest);
  }
  Batch batch;
  batch.remove_where(TableId::model_version, where::eq(v::file_id, Cell{id}));
  if (!digests.empty()) batch.remove_where(TableId::model_content, where::in(col::model_content::id, digests));
  batch.remove_where(TableId::model_deployment, where::eq(col::model_deployment::file_id, Cell{id}));
  batch.remove(TableId::model_words, id);
  batch.remove(TableId::model_file, id);
  commit(std::move(batch));
}

}  // namespace baton::modeler
