CREATE TABLE "meter" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT,
  "timestamp" INTEGER,
  "value" INTEGER
);
CREATE INDEX "meter_timestamp_index" ON "meter" ("timestamp");
CREATE TABLE "idempotent" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "digest" TEXT,
  "created" INTEGER,
  "instance_id" TEXT,
  "status" INTEGER,
  "content_type" TEXT,
  "body" TEXT
);
CREATE INDEX "idempotent_created_index" ON "idempotent" ("created");
CREATE INDEX "historic_process_instance_removal_time_index" ON "historic_process_instance" ("removal_time") WHERE "removal_time" IS NOT NULL;
CREATE INDEX "historic_identity_link_process_instance_id_index" ON "historic_identity_link" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
DROP INDEX "job_due_index";
CREATE INDEX "job_due_index" ON "job" ("due");
