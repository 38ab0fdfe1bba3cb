#include <Poco/DigestEngine.h>
#include <Poco/SHA2Engine.h>
#include <fmt/format.h>

#include "bpmn/bpmn.hpp"
#include "bpmn/format/canonical.hpp"
#include "modeler/kinds.hpp"
#include "modeler/names.hpp"
#include "modeler/refusal.hpp"

namespace baton::modeler {

// What can be found out about content before anything is locked.
struct Workspace::Prepared {
  std::string bytes, digest, words;
  std::optional<std::string> comment;
  bpmn::Findings findings;
};

namespace {

std::string digest_of(const std::string& bytes) {
  Poco::SHA2Engine engine(Poco::SHA2Engine::SHA_256);
  engine.update(bytes);
  return Poco::DigestEngine::digestToHex(engine.digest());
}

std::string version_id(const std::string& file_id, std::int64_t number) { return fmt::format("{}:{}", file_id, number); }

std::int64_t count(const bpmn::Findings& findings, bpmn::Severity severity) {
  std::int64_t number = 0;
  for (const bpmn::Finding& finding : findings) number += finding.severity == severity;
  return number;
}

void check_size(const std::string& path, const std::string& bytes) {
  constexpr std::size_t kLargest = Workspace::kLargestFile;
  if (bytes.size() > kLargest) refuse(Kind::too_large, "The file '{}' has {} bytes; at most {} are kept", path, bytes.size(), kLargest);
}

// What cannot be read stays as it is.
std::string canonical(std::string bytes) {
  const auto model = bpmn::read(bytes).model;
  return model ? bpmn::canonical(*model) : bytes;
}

}  // namespace

bpmn::Findings Workspace::check(const std::string& path, const std::string& bytes, bool lenient) {
  check_size(path, bytes);
  return kind_of(path).check(bytes, lenient);
}

Workspace::Prepared Workspace::prepare(const std::string& path, Content content) {
  const FileKind& kind = kind_of(path);
  Prepared prepared;
  prepared.comment = checked_comment(std::move(content.comment));
  check_size(path, content.bytes);
  prepared.bytes = content.canonical && kind.name == "bpmn" ? canonical(std::move(content.bytes)) : std::move(content.bytes);
  prepared.findings = check(path, prepared.bytes, content.lenient);
  if (content.strict && bpmn::has_errors(prepared.findings)) {
    throw WorkspaceError{Kind::invalid, fmt::format("The file '{}' has errors", path), std::move(prepared.findings)};
  }
  prepared.digest = digest_of(prepared.bytes);
  prepared.words = kind.words(prepared.bytes);
  return prepared;
}

Saved Workspace::create_file(const std::string& project_id, const std::string& path, Content content, const std::string& author) {
  ModelFile file;
  file.id = ids_.next();
  file.project_id = project_id;
  file.path = checked_path(path);
  file.kind = kind_of(file.path).name;
  file.created = now_();
  file.created_by = author;
  Prepared prepared = prepare(file.path, std::move(content));
  const std::lock_guard lock(mutex_);
  open_project(project_id);
  check_path_is_free(file);
  return store_version(std::move(file), std::move(prepared), {author, std::nullopt}, std::nullopt);
}

Saved Workspace::save(const std::string& file_id, Content content, const Seen& seen) {
  Prepared prepared = prepare(open_file(file_id, seen).path, std::move(content));
  const std::lock_guard lock(mutex_);
  return store_version(open_file(file_id, seen), std::move(prepared), seen, std::nullopt);
}

Saved Workspace::restore(const std::string& file_id, std::int64_t number, std::optional<std::string> comment, const Seen& seen) {
  Content content;
  content.bytes = bytes_of(version(file_id, number));
  content.comment = std::move(comment);
  Prepared prepared = prepare(open_file(file_id, seen).path, std::move(content));
  const std::lock_guard lock(mutex_);
  return store_version(open_file(file_id, seen), std::move(prepared), seen, number);
}

Saved Workspace::store_version(ModelFile file, Prepared prepared, const Seen& seen, std::optional<std::int64_t> restored_from) {
  if (file.version > 0 && file.digest == prepared.digest) return {std::move(file), std::move(prepared.findings), false};
  file.updated = now_();
  file.updated_by = seen.author;
  ++file.revision, ++file.version;
  file.size = static_cast<std::int64_t>(prepared.bytes.size());
  file.digest = prepared.digest;
  file.errors = count(prepared.findings, bpmn::Severity::error);
  file.warnings = count(prepared.findings, bpmn::Severity::warning);
  ModelVersion version{version_id(file.id, file.version), file.id, file.version, file.path, seen.author, std::move(prepared.comment),
                       file.updated, file.size, file.digest, file.errors, file.warnings, restored_from};
  Batch batch;
  batch.update(file);
  batch.insert(version);
  batch.update(ModelWords{file.id, std::move(prepared.words)});
  const Query same{TableId::model_content, where::eq(col::model_content::id, Cell{file.digest})};
  if (store_.count(same) == 0) batch.insert(ModelContent{file.digest, std::move(prepared.bytes)});
  commit(std::move(batch));
  return {std::move(file), std::move(prepared.findings), true};
}

ModelVersion Workspace::version(const std::string& file_id, std::int64_t number) {
  if (auto found = store_.get<ModelVersion>(version_id(file_id, number))) return std::move(*found);
  refuse(Kind::not_found, "The file '{}' has no version {}", file(file_id).path, number);
}

std::string Workspace::bytes_of(const ModelVersion& version) {
  if (auto found = store_.get<ModelContent>(version.digest)) return std::move(found->bytes);
  refuse(Kind::not_found, "The content of version {} of '{}' is gone", version.number, version.path);
}

void Workspace::note_deployment(const ModelVersion& version, const std::string& deployment_id, const std::string& author) {
  const std::lock_guard lock(mutex_);
  Batch batch;
  batch.update(ModelDeployment{fmt::format("{}@{}", version.id, deployment_id), version.file_id, version.number, deployment_id, now_(), author});
  commit(std::move(batch));
}

}  // namespace baton::modeler
