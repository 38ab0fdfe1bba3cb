CREATE TABLE "model_project" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT,
  "description" TEXT,
  "created" INTEGER,
  "created_by" TEXT,
  "updated" INTEGER,
  "updated_by" TEXT,
  "revision" INTEGER,
  "deleted" INTEGER
);
CREATE INDEX "model_project_name_index" ON "model_project" ("name") WHERE "name" IS NOT NULL;
CREATE TABLE "model_file" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "project_id" TEXT,
  "path" TEXT,
  "kind" TEXT,
  "created" INTEGER,
  "created_by" TEXT,
  "updated" INTEGER,
  "updated_by" TEXT,
  "revision" INTEGER,
  "deleted" INTEGER,
  "version" INTEGER,
  "size" INTEGER,
  "digest" TEXT,
  "errors" INTEGER,
  "warnings" INTEGER
);
CREATE INDEX "model_file_project_id_path_index" ON "model_file" ("project_id", "path") WHERE "project_id" IS NOT NULL;
CREATE TABLE "model_version" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "file_id" TEXT,
  "number" INTEGER,
  "path" TEXT,
  "author" TEXT,
  "comment" TEXT,
  "time" INTEGER,
  "size" INTEGER,
  "digest" TEXT,
  "errors" INTEGER,
  "warnings" INTEGER,
  "restored_from" INTEGER
);
CREATE INDEX "model_version_file_id_number_index" ON "model_version" ("file_id", "number") WHERE "file_id" IS NOT NULL;
CREATE INDEX "model_version_digest_index" ON "model_version" ("digest") WHERE "digest" IS NOT NULL;
CREATE TABLE "model_content" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "bytes" BLOB
);
CREATE TABLE "model_words" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "words" TEXT
);
CREATE TABLE "model_deployment" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "file_id" TEXT,
  "version" INTEGER,
  "deployment_id" TEXT,
  "time" INTEGER,
  "author" TEXT
);
CREATE INDEX "model_deployment_file_id_version_index" ON "model_deployment" ("file_id", "version") WHERE "file_id" IS NOT NULL;
CREATE INDEX "model_deployment_deployment_id_index" ON "model_deployment" ("deployment_id") WHERE "deployment_id" IS NOT NULL;
