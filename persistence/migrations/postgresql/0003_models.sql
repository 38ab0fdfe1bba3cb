CREATE TABLE "model_project" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "name" TEXT COLLATE "C",
  "description" TEXT COLLATE "C",
  "created" BIGINT,
  "created_by" TEXT COLLATE "C",
  "updated" BIGINT,
  "updated_by" TEXT COLLATE "C",
  "revision" BIGINT,
  "deleted" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "model_project_name_index" ON "model_project" ("name") WHERE "name" IS NOT NULL;
CREATE INDEX "model_project_order_index" ON "model_project" ("row_number");
CREATE TABLE "model_file" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "project_id" TEXT COLLATE "C",
  "path" TEXT COLLATE "C",
  "kind" TEXT COLLATE "C",
  "created" BIGINT,
  "created_by" TEXT COLLATE "C",
  "updated" BIGINT,
  "updated_by" TEXT COLLATE "C",
  "revision" BIGINT,
  "deleted" BIGINT,
  "version" BIGINT,
  "size" BIGINT,
  "digest" TEXT COLLATE "C",
  "errors" BIGINT,
  "warnings" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "model_file_project_id_path_index" ON "model_file" ("project_id", "path") WHERE "project_id" IS NOT NULL;
CREATE INDEX "model_file_order_index" ON "model_file" ("row_number");
CREATE TABLE "model_version" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "file_id" TEXT COLLATE "C",
  "number" BIGINT,
  "path" TEXT COLLATE "C",
  "author" TEXT COLLATE "C",
  "comment" TEXT COLLATE "C",
  "time" BIGINT,
  "size" BIGINT,
  "digest" TEXT COLLATE "C",
  "errors" BIGINT,
  "warnings" BIGINT,
  "restored_from" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "model_version_file_id_number_index" ON "model_version" ("file_id", "number") WHERE "file_id" IS NOT NULL;
CREATE INDEX "model_version_digest_index" ON "model_version" ("digest") WHERE "digest" IS NOT NULL;
CREATE INDEX "model_version_order_index" ON "model_version" ("row_number");
CREATE TABLE "model_content" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "bytes" BYTEA,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "model_content_order_index" ON "model_content" ("row_number");
CREATE TABLE "model_words" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "words" TEXT COLLATE "C",
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "model_words_order_index" ON "model_words" ("row_number");
CREATE TABLE "model_deployment" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "file_id" TEXT COLLATE "C",
  "version" BIGINT,
  "deployment_id" TEXT COLLATE "C",
  "time" BIGINT,
  "author" TEXT COLLATE "C",
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "model_deployment_file_id_version_index" ON "model_deployment" ("file_id", "version") WHERE "file_id" IS NOT NULL;
CREATE INDEX "model_deployment_deployment_id_index" ON "model_deployment" ("deployment_id") WHERE "deployment_id" IS NOT NULL;
CREATE INDEX "model_deployment_order_index" ON "model_deployment" ("row_number");
