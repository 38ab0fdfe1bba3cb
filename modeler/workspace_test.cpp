// The workspace on every store: memory, SQLite, PostgreSQL.
#include "modeler/workspace.hpp"

#include <thread>

#include "persistence/test_support.hpp"

namespace baton::modeler {
namespace {

const std::string kDiagram = "<?xml version=\"1.0\"?>\r\n<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t'>"
                             "<process id='P' isExecutable='true'><startEvent id='Begin' name='Order came'/></process></definitions>\n";
const std::string kBroken = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='P' isExecutable='true'>"
                            "<serviceTask id='T'/></process></definitions>";

class WorkspaceOn : public StoreContract {
 protected:
  void SetUp() override {
    StoreContract::SetUp();
    if (!IsSkipped()) open();
  }
  void open() { workspace_ = std::make_unique<Workspace>(store(), [this] { return ++time_; }, *ids_); }
  Workspace& workspace() { return *workspace_; }
  std::string project(const std::string& name = "Orders") { return workspace().create_project(name, std::nullopt, "ada").id; }
  ModelFile file(const std::string& project_id, const std::string& path = "a.bpmn", const std::string& bytes = kDiagram) {
    return workspace().create_file(project_id, path, {bytes}, "ada").file;
  }
  std::optional<WorkspaceError::Kind> refused(const std::function<void()>& work) {
    try {
      work();
    } catch (const WorkspaceError& error) {
      EXPECT_FALSE(error.message.empty());
      return error.kind;
    }
    return std::nullopt;
  }
  std::int64_t rows(TableId table) { return store().count({table, nullptr}); }

  std::unique_ptr<IdSource> ids_ = system_ids();
  std::unique_ptr<Workspace> workspace_;
  std::atomic<TimestampMs> time_{1000};
};

using Kind = WorkspaceError::Kind;

INSTANTIATE_TEST_SUITE_P(Stores, WorkspaceOn, every_store(), store_name);

TEST_P(WorkspaceOn, EveryVersionComesBackByteForByte) {
  const ModelFile created = file(project());
  EXPECT_EQ(created.version, 1);
  const std::string second = kDiagram + "<!-- \xc3\xa4 -->\n", third("\0\xff binary\0", 10);
  EXPECT_EQ(workspace().save(created.id, {second, "a remark"}, {"bob", created.revision}).file.version, 2);
  EXPECT_EQ(workspace().save(created.id, {third}, {"bob"}).file.version, 3);
  if (GetParam().is_durable) reopen(), open();
  const std::string expected[] = {kDiagram, second, third};
  for (int number = 1; number <= 3; ++number) EXPECT_EQ(workspace().bytes_of(workspace().version(created.id, number)), expected[number - 1]);
  const ModelVersion version = workspace().version(created.id, 2);
  EXPECT_EQ(version.author, "bob");
  EXPECT_EQ(version.comment, "a remark");
  EXPECT_GT(version.time, created.created);
}

TEST_P(WorkspaceOn, TheSameBytesAreNoNewVersionAndAreKeptOnce) {
  const std::string id = project();
  const ModelFile one = file(id);
  EXPECT_FALSE(workspace().save(one.id, {kDiagram}, {"ada"}).is_new_version);
  EXPECT_EQ(workspace().file(one.id), one);
  file(id, "b.bpmn");
  EXPECT_EQ(rows(TableId::model_version), 2);
  EXPECT_EQ(rows(TableId::model_content), 1);
}

TEST_P(WorkspaceOn, WhatHasChangedMeanwhileIsNotOverwritten) {
  const ModelFile seen = file(project());
  workspace().save(seen.id, {kDiagram + " "}, {"bob", seen.revision});
  EXPECT_EQ(refused([&] { workspace().save(seen.id, {"mine"}, {"ada", seen.revision}); }), Kind::stale);
  EXPECT_EQ(refused([&] { workspace().move_file(seen.id, {{}, "x.bpmn"}, {"ada", seen.revision}); }), Kind::stale);
  EXPECT_EQ(refused([&] { workspace().delete_file(seen.id, {"ada", seen.revision}); }), Kind::stale);
  EXPECT_EQ(workspace().file(seen.id).version, 2);
  EXPECT_EQ(rows(TableId::model_version), 2);
}

TEST_P(WorkspaceOn, OfManyWhoSawTheSameOneWins) {
  const ModelFile seen = file(project());
  std::atomic<int> saved{0}, stale{0};
  std::vector<std::thread> people;
  for (int i = 0; i < 8; ++i) {
    people.emplace_back([&, i] {
      try {
        workspace().save(seen.id, {kDiagram + std::to_string(i)}, {"p" + std::to_string(i), seen.revision});
        ++saved;
      } catch (const WorkspaceError& error) {
        if (error.kind == Kind::stale) ++stale;
      }
    });
  }
  for (std::thread& person : people) person.join();
  EXPECT_EQ(saved, 1);
  EXPECT_EQ(stale, 7);
  EXPECT_EQ(workspace().file(seen.id).version, 2);
}

TEST_P(WorkspaceOn, ErrorsMakeADraftOrARefusal) {
  const std::string id = project();
  const Saved draft = workspace().create_file(id, "a.bpmn", {kBroken}, "ada");
  EXPECT_EQ(draft.file.errors, 1);
  ASSERT_FALSE(draft.findings.empty());
  EXPECT_EQ(draft.findings.front().element_id, "T");
  Content strict{kBroken};
  strict.strict = true;
  EXPECT_EQ(refused([&] { workspace().create_file(id, "b.bpmn", strict, "ada"); }), Kind::invalid);
  strict.lenient = true;
  EXPECT_EQ(workspace().create_file(id, "b.bpmn", strict, "ada").file.errors, 0);
  EXPECT_EQ(workspace().create_file(id, "c.dmn", {kDiagram}, "ada").findings.front().rule, "not-dmn");
  EXPECT_EQ(workspace().create_file(id, "d.form", {"[]"}, "ada").findings.front().rule, "form-not-json");
  EXPECT_TRUE(workspace().create_file(id, "notes.txt", {"<"}, "ada").findings.empty());
}

TEST_P(WorkspaceOn, RestoreSavesTheOldBytesAnew) {
  const ModelFile created = file(project());
  workspace().save(created.id, {"broken"}, {"bob"});
  const Saved restored = workspace().restore(created.id, 1, "as before", {"eve"});
  EXPECT_EQ(restored.file.version, 3);
  EXPECT_EQ(restored.file.errors, 0);
  const ModelVersion version = workspace().version(created.id, 3);
  EXPECT_EQ(workspace().bytes_of(version), kDiagram);
  EXPECT_EQ(version.restored_from, 1);
  EXPECT_EQ(refused([&] { workspace().restore(created.id, 9, {}, {"eve"}); }), Kind::not_found);
}

TEST_P(WorkspaceOn, MovesKeepVersionsAndPathsDiffer) {
  const std::string id = project(), other = project("Others");
  const ModelFile one = file(id), two = file(id, "folder/b.bpmn");
  EXPECT_EQ(refused([&] { file(id, "a.bpmn"); }), Kind::conflict);
  EXPECT_EQ(refused([&] { workspace().move_file(two.id, {{}, "a.bpmn"}, {"ada"}); }), Kind::conflict);
  const ModelFile moved = workspace().move_file(one.id, {other, "deep/er/notes.txt"}, {"bob", one.revision});
  EXPECT_EQ(moved.project_id, other);
  EXPECT_EQ(moved.kind, "other");
  EXPECT_EQ(moved.updated_by, "bob");
  EXPECT_EQ(workspace().bytes_of(workspace().version(one.id, 1)), kDiagram);
  EXPECT_EQ(workspace().version(one.id, 1).path, "a.bpmn");
}

TEST_P(WorkspaceOn, DeletedFilesComeBackWithTheirVersions) {
  const std::string id = project();
  const ModelFile one = file(id);
  workspace().delete_file(one.id, {"ada", one.revision});
  EXPECT_TRUE(workspace().file(one.id).deleted);
  EXPECT_EQ(refused([&] { workspace().save(one.id, {"x"}, {"ada"}); }), Kind::conflict);
  const ModelFile replacement = file(id);
  EXPECT_EQ(refused([&] { workspace().undelete_file(one.id, {"ada"}); }), Kind::conflict);
  workspace().move_file(replacement.id, {{}, "b.bpmn"}, {"ada"});
  EXPECT_FALSE(workspace().undelete_file(one.id, {"ada"}).deleted);
  EXPECT_EQ(workspace().bytes_of(workspace().version(one.id, 1)), kDiagram);
}

TEST_P(WorkspaceOn, PurgeForgetsWhatNobodyElseHas) {
  const std::string id = project();
  const ModelFile one = file(id), two = file(id, "b.bpmn");
  workspace().save(one.id, {"only here"}, {"ada"});
  workspace().purge_file(one.id, {"ada"});
  EXPECT_EQ(refused([&] { workspace().file(one.id); }), Kind::not_found);
  EXPECT_EQ(workspace().bytes_of(workspace().version(two.id, 1)), kDiagram);
  EXPECT_EQ(rows(TableId::model_version), 1);
  EXPECT_EQ(rows(TableId::model_content), 1);
  EXPECT_EQ(rows(TableId::model_words), 1);
}

TEST_P(WorkspaceOn, ProjectsAreDeletedWithTheirFiles) {
  const std::string id = project();
  const ModelFile one = file(id);
  EXPECT_EQ(refused([&] { project(); }), Kind::conflict);
  workspace().delete_project(id, {"ada", 1});
  EXPECT_EQ(refused([&] { file(id, "b.bpmn"); }), Kind::conflict);
  EXPECT_EQ(refused([&] { workspace().save(one.id, {"x"}, {"ada"}); }), Kind::conflict);
  const std::string second = project();
  EXPECT_EQ(refused([&] { workspace().undelete_project(id, {"ada"}); }), Kind::conflict);
  workspace().change_project(second, {"Renamed", "why"}, {"ada"});
  EXPECT_EQ(workspace().undelete_project(id, {"ada"}).revision, 3);
  EXPECT_EQ(workspace().save(one.id, {"x"}, {"ada"}).file.version, 2);
}

TEST_P(WorkspaceOn, CanonicalFormIsWhatIsKept) {
  Content content{kDiagram};
  content.canonical = true;
  const ModelFile kept = workspace().create_file(project(), "a.bpmn", content, "ada").file;
  const std::string bytes = workspace().bytes_of(workspace().version(kept.id, 1));
  EXPECT_NE(bytes, kDiagram);
  EXPECT_NE(bytes.find("  <process id=\"P\""), std::string::npos) << bytes;
  content.bytes = bytes;
  EXPECT_FALSE(workspace().save(kept.id, content, {"ada"}).is_new_version);
}

TEST_P(WorkspaceOn, BadNamesAreRefused) {
  const std::string id = project();
  for (const char* path : {"", " ", "/a.bpmn", "a//b.bpmn", "a/../b.bpmn", "./a", "a\\b.bpmn", "a\nb", "a/", "\xff.bpmn"}) {
    EXPECT_EQ(refused([&] { file(id, path); }), Kind::bad_value) << path;
  }
  EXPECT_EQ(refused([&] { file(id, std::string(1001, 'a')); }), Kind::bad_value);
  EXPECT_EQ(refused([&] { project("\t"); }), Kind::bad_value);
  EXPECT_EQ(refused([&] { file("nowhere", "a.bpmn"); }), Kind::not_found);
  EXPECT_EQ(refused([&] { file(id, "a.bpmn", std::string(Workspace::kLargestFile + 1, ' ')); }), Kind::too_large);
  EXPECT_EQ(file(id, "\xc3\x84rger/\xe6\x96\x87.bpmn").path, "\xc3\x84rger/\xe6\x96\x87.bpmn");
}

}  // namespace
}  // namespace baton::modeler
