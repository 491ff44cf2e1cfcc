-- What was asked of a clamp, by whom, and in whose words. Rendered from the code by ./ward docs.

ALTER TABLE "commands" ADD COLUMN IF NOT EXISTS "action" text;
ALTER TABLE "commands" ADD COLUMN IF NOT EXISTS "done_by" text;
ALTER TABLE "commands" ADD COLUMN IF NOT EXISTS "foreign_topic" text;
COMMENT ON COLUMN "commands"."action" IS 'What the clamp was to do.';
COMMENT ON COLUMN "commands"."done_by" IS 'Who asked for it by name, a pseudonym; nobody if the system did.';
COMMENT ON COLUMN "commands"."foreign_topic" IS 'Where it went, if the clamp is of another make.';
