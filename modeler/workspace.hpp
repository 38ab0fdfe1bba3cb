// Diagrams before deployment: projects hold files, files hold every version that was ever saved.
//
// Nothing is overwritten: a save adds a version, a restore saves an old one anew, a deleted file keeps its versions and can
// come back. Only purge() forgets. Content comes back byte for byte; the same bytes are stored once.
//
// Optimistic concurrency: every change of a file or a project raises its revision. Whoever says which revision was seen is
// refused (stale) when it is not the present one any more.
//
// Reads of lists go to the store directly, as everywhere. Refusals are WorkspaceError. All members may be called on any
// thread; a change is on disk when it returns.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "modeler/error.hpp"
#include "runtime/engine/ports.hpp"
#include "runtime/store/store.hpp"

namespace baton::modeler {

// Who changes what they have seen.
struct Seen {
  std::string author;
  std::optional<std::int64_t> revision;  // nothing: whatever there is
};

struct Content {
  std::string bytes;
  std::optional<std::string> comment;
  bool strict = false;     // refused when it has errors; else kept as a draft
  bool lenient = false;    // checked as a lenient deployment would
  bool canonical = false;  // a diagram is brought into its canonical form first
};

struct Saved {
  ModelFile file;
  bpmn::Findings findings;
  bool is_new_version = true;  // false: these were the newest version's bytes already
};

struct ProjectChange {
  std::optional<std::string> name, description;  // nothing: as it was
};

struct Move {
  std::optional<std::string> project_id, path;  // nothing: as it was
};

class Workspace {
 public:
  static constexpr std::size_t kLargestFile = std::size_t{16} << 20;

  // All outlive the workspace, which is the only one on its store.
  Workspace(Store& store, std::function<TimestampMs()> now, IdSource& ids);

  // --- Projects: names of those that are not deleted differ.
  ModelProject project(const std::string& id);  // deleted ones as well
  ModelProject create_project(const std::string& name, std::optional<std::string> description, const std::string& author);
  ModelProject change_project(const std::string& id, const ProjectChange& change, const Seen& seen);
  ModelProject delete_project(const std::string& id, const Seen& seen);
  ModelProject undelete_project(const std::string& id, const Seen& seen);

  // --- Files: paths of those of a project that are not deleted differ.
  ModelFile file(const std::string& id);  // deleted ones as well
  Saved create_file(const std::string& project_id, const std::string& path, Content content, const std::string& author);
  Saved save(const std::string& file_id, Content content, const Seen& seen);
  ModelFile move_file(const std::string& id, const Move& move, const Seen& seen);
  ModelFile delete_file(const std::string& id, const Seen& seen);
  ModelFile undelete_file(const std::string& id, const Seen& seen);
  void purge_file(const std::string& id, const Seen& seen);  // with all its versions

  // --- Versions, from 1.
  ModelVersion version(const std::string& file_id, std::int64_t number);
  std::string bytes_of(const ModelVersion& version);
  // Saves the bytes of an old version as the newest.
  Saved restore(const std::string& file_id, std::int64_t number, std::optional<std::string> comment, const Seen& seen);
  void note_deployment(const ModelVersion& version, const std::string& deployment_id, const std::string& author);

  // Checks content without keeping it.
  static bpmn::Findings check(const std::string& path, const std::string& bytes, bool lenient);

 private:
  struct Prepared;
  static Prepared prepare(const std::string& path, Content content);
  Saved store_version(ModelFile file, Prepared prepared, const Seen& seen, std::optional<std::int64_t> restored_from);
  ModelProject open_project(const std::string& id);                     // not deleted
  ModelFile open_file(const std::string& id, const Seen& seen);         // not deleted, as seen
  void check_name_is_free(const std::string& name, const std::string& except);
  void check_path_is_free(const ModelFile& file);
  ModelProject put(ModelProject project, const std::string& author);
  ModelFile put(ModelFile file, const std::string& author);
  void commit(Batch batch);

  Store& store_;
  std::function<TimestampMs()> now_;
  IdSource& ids_;
  std::mutex mutex_;  // one change at a time: people save, and what is long - checking - is done before
};

}  // namespace baton::modeler
