// What changes have in common, and projects. Files are in files.cpp, versions in versions.cpp.
#include "modeler/workspace.hpp"

#include <fmt/format.h>

#include "modeler/names.hpp"
#include "modeler/refusal.hpp"
#include "runtime/engine/companion.hpp"

namespace baton::modeler {

Workspace::Workspace(Store& store, std::function<TimestampMs()> now, IdSource& ids)
    : store_(store), now_(std::move(now)), ids_(ids) {}

void Workspace::commit(Batch batch) {
  CommitCompanion::join(batch, {});
  try {
    store_.commit(std::move(batch));
  } catch (...) {
    CommitCompanion::settle(false);
    throw;
  }
  CommitCompanion::settle(true);
}

ModelProject Workspace::project(const std::string& id) {
  if (auto found = store_.get<ModelProject>(id)) return std::move(*found);
  refuse(Kind::not_found, "There is no project with the id '{}'", id);
}

ModelProject Workspace::open_project(const std::string& id) {
  ModelProject found = project(id);
  if (found.deleted) refuse(Kind::conflict, "The project '{}' is deleted", found.name);
  return found;
}

ModelProject Workspace::put(ModelProject project, const std::string& author) {
  project.updated = now_();
  project.updated_by = author;
  ++project.revision;
  Batch batch;
  batch.update(project);
  commit(std::move(batch));
  return project;
}

void Workspace::check_name_is_free(const std::string& name, const std::string& except) {
  namespace c = col::model_project;
  const Query taken{TableId::model_project,
                    where::all({where::eq(c::name, Cell{name}), where::is_null(c::deleted), where::compare(c::id, Compare::ne, Cell{except})})};
  if (store_.count(taken) > 0) refuse(Kind::conflict, "There is a project with the name '{}' already", name);
}

ModelProject Workspace::create_project(const std::string& name, std::optional<std::string> description, const std::string& author) {
  ModelProject project;
  project.id = ids_.next();
  project.name = checked_name("name of the project", name);
  project.description = checked_comment(std::move(description));
  project.created = now_();
  project.created_by = author;
  const std::lock_guard lock(mutex_);
  check_name_is_free(project.name, project.id);
  return put(std::move(project), author);
}

ModelProject Workspace::change_project(const std::string& id, const ProjectChange& change, const Seen& seen) {
  const std::lock_guard lock(mutex_);
  ModelProject project = open_project(id);
  check_seen("project", project.name, project.revision, seen);
  if (change.name) project.name = checked_name("name of the project", *change.name);
  if (change.description) project.description = checked_comment(change.description);
  check_name_is_free(project.name, id);
  return put(std::move(project), seen.author);
}

ModelProject Workspace::delete_project(const std::string& id, const Seen& seen) {
  const std::lock_guard lock(mutex_);
  ModelProject project = open_project(id);
  check_seen("project", project.name, project.revision, seen);
  project.deleted = now_();
  return put(std::move(project), seen.author);
}

ModelProject Workspace::undelete_project(const std::string& id, const Seen& seen) {
  const std::lock_guard lock(mutex_);
  ModelProject found = project(id);
  check_seen("project", found.name, found.revision, seen);
  if (!found.deleted) refuse(Kind::conflict, "The project '{}' is not deleted", found.name);
  check_name_is_free(found.name, id);
  found.deleted.reset();
  return put(std::move(found), seen.author);
}

}  // namespace baton::modeler
