CREATE TABLE "meter" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "name" TEXT COLLATE "C",
  "timestamp" BIGINT,
  "value" BIGINT,
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "meter_timestamp_index" ON "meter" ("timestamp");
CREATE INDEX "meter_order_index" ON "meter" ("row_number");
CREATE TABLE "idempotent" (
  "id" TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  "digest" TEXT COLLATE "C",
  "created" BIGINT,
  "instance_id" TEXT COLLATE "C",
  "status" BIGINT,
  "content_type" TEXT COLLATE "C",
  "body" TEXT COLLATE "C",
  "row_number" BIGINT GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX "idempotent_created_index" ON "idempotent" ("created");
CREATE INDEX "idempotent_order_index" ON "idempotent" ("row_number");
CREATE INDEX "historic_process_instance_removal_time_index" ON "historic_process_instance" ("removal_time") WHERE "removal_time" IS NOT NULL;
CREATE INDEX "historic_identity_link_process_instance_id_index" ON "historic_identity_link" ("process_instance_id") WHERE "process_instance_id" IS NOT NULL;
DROP INDEX "job_due_index";
CREATE INDEX "job_due_index" ON "job" ("due");
