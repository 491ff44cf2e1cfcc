-- The warehouse's first tables. Rendered from the code by ./ward docs.

CREATE TABLE IF NOT EXISTS "readings_infusion" (
    "device_id" text NOT NULL,
    "boot" text NOT NULL,
    "seq" bigint NOT NULL,
    "accepted_at" timestamptz(3) NOT NULL,
    "measured_at" timestamptz(3),
    "ward" text,
    "bed" text,
    "line_id" text,
    "patient_id" text,
    "stale" boolean,
    "mass_g" double precision,
    PRIMARY KEY ("device_id", "boot", "seq")
);
COMMENT ON TABLE "readings_infusion" IS 'What load cells weighed.';
COMMENT ON COLUMN "readings_infusion"."device_id" IS 'The device that spoke.';
COMMENT ON COLUMN "readings_infusion"."boot" IS 'The device''s boot.';
COMMENT ON COLUMN "readings_infusion"."seq" IS 'The device''s running number within the boot.';
COMMENT ON COLUMN "readings_infusion"."accepted_at" IS 'When the broker took it.';
COMMENT ON COLUMN "readings_infusion"."measured_at" IS 'The device''s own time, which may be wrong.';
COMMENT ON COLUMN "readings_infusion"."ward" IS 'The ward.';
COMMENT ON COLUMN "readings_infusion"."bed" IS 'The bed.';
COMMENT ON COLUMN "readings_infusion"."line_id" IS 'The infusion line.';
COMMENT ON COLUMN "readings_infusion"."patient_id" IS 'The patient, a pseudonym.';
COMMENT ON COLUMN "readings_infusion"."stale" IS 'Whether a newer message of the device had overtaken it: then it was not judged.';
COMMENT ON COLUMN "readings_infusion"."mass_g" IS 'mass on the hook: bag, fluid and the infusion set below it [g]';
CREATE INDEX IF NOT EXISTS "readings_infusion_time_idx" ON "readings_infusion" ("ward", "accepted_at");

CREATE TABLE IF NOT EXISTS "readings_vitals" (
    "device_id" text NOT NULL,
    "boot" text NOT NULL,
    "seq" bigint NOT NULL,
    "accepted_at" timestamptz(3) NOT NULL,
    "measured_at" timestamptz(3),
    "ward" text,
    "bed" text,
    "line_id" text,
    "patient_id" text,
    "stale" boolean,
    "hr_bpm" double precision,
    "pulse_bpm" double precision,
    "spo2_pct" double precision,
    "rr_per_min" double precision,
    "sys_mmhg" double precision,
    "dia_mmhg" double precision,
    "mean_mmhg" double precision,
    "temp_c" double precision,
    "fio2_pct" double precision,
    PRIMARY KEY ("device_id", "boot", "seq")
);
COMMENT ON TABLE "readings_vitals" IS 'What monitors measured.';
COMMENT ON COLUMN "readings_vitals"."device_id" IS 'The device that spoke.';
COMMENT ON COLUMN "readings_vitals"."boot" IS 'The device''s boot.';
COMMENT ON COLUMN "readings_vitals"."seq" IS 'The device''s running number within the boot.';
COMMENT ON COLUMN "readings_vitals"."accepted_at" IS 'When the broker took it.';
COMMENT ON COLUMN "readings_vitals"."measured_at" IS 'The device''s own time, which may be wrong.';
COMMENT ON COLUMN "readings_vitals"."ward" IS 'The ward.';
COMMENT ON COLUMN "readings_vitals"."bed" IS 'The bed.';
COMMENT ON COLUMN "readings_vitals"."line_id" IS 'The infusion line.';
COMMENT ON COLUMN "readings_vitals"."patient_id" IS 'The patient, a pseudonym.';
COMMENT ON COLUMN "readings_vitals"."stale" IS 'Whether a newer message of the device had overtaken it: then it was not judged.';
COMMENT ON COLUMN "readings_vitals"."hr_bpm" IS 'heart rate from the ECG [/min]';
COMMENT ON COLUMN "readings_vitals"."pulse_bpm" IS 'pulse rate from the oximeter [/min]';
COMMENT ON COLUMN "readings_vitals"."spo2_pct" IS 'oxygen saturation by pulse oximetry [%]';
COMMENT ON COLUMN "readings_vitals"."rr_per_min" IS 'respiration rate [/min]';
COMMENT ON COLUMN "readings_vitals"."sys_mmhg" IS 'systolic blood pressure, cuff [mm[Hg]]';
COMMENT ON COLUMN "readings_vitals"."dia_mmhg" IS 'diastolic blood pressure, cuff [mm[Hg]]';
COMMENT ON COLUMN "readings_vitals"."mean_mmhg" IS 'mean blood pressure as the cuff measured it [mm[Hg]]';
COMMENT ON COLUMN "readings_vitals"."temp_c" IS 'body temperature [Cel]';
COMMENT ON COLUMN "readings_vitals"."fio2_pct" IS 'oxygen in the air that is breathed in [%]';
CREATE INDEX IF NOT EXISTS "readings_vitals_time_idx" ON "readings_vitals" ("ward", "accepted_at");

CREATE TABLE IF NOT EXISTS "care" (
    "device_id" text NOT NULL,
    "boot" text NOT NULL,
    "seq" bigint NOT NULL,
    "accepted_at" timestamptz(3) NOT NULL,
    "measured_at" timestamptz(3),
    "ward" text,
    "bed" text,
    "line_id" text,
    "patient_id" text,
    "stale" boolean,
    "action" text,
    "done_by" text,
    "alarm_id" text,
    "for_line_id" text,
    "for_patient_id" text,
    "reason" text,
    PRIMARY KEY ("device_id", "boot", "seq")
);
COMMENT ON TABLE "care" IS 'What staff did.';
COMMENT ON COLUMN "care"."device_id" IS 'The device that spoke.';
COMMENT ON COLUMN "care"."boot" IS 'The device''s boot.';
COMMENT ON COLUMN "care"."seq" IS 'The device''s running number within the boot.';
COMMENT ON COLUMN "care"."accepted_at" IS 'When the broker took it.';
COMMENT ON COLUMN "care"."measured_at" IS 'The device''s own time, which may be wrong.';
COMMENT ON COLUMN "care"."ward" IS 'The ward.';
COMMENT ON COLUMN "care"."bed" IS 'The bed.';
COMMENT ON COLUMN "care"."line_id" IS 'The infusion line.';
COMMENT ON COLUMN "care"."patient_id" IS 'The patient, a pseudonym.';
COMMENT ON COLUMN "care"."stale" IS 'Whether a newer message of the device had overtaken it: then it was not judged.';
COMMENT ON COLUMN "care"."action" IS 'What was done.';
COMMENT ON COLUMN "care"."done_by" IS 'Who did it, a pseudonym.';
COMMENT ON COLUMN "care"."alarm_id" IS 'The one alarm that was meant.';
COMMENT ON COLUMN "care"."for_line_id" IS 'The one line that was meant.';
COMMENT ON COLUMN "care"."for_patient_id" IS 'The one patient that was meant.';
COMMENT ON COLUMN "care"."reason" IS 'Why, in the person''s words.';
CREATE INDEX IF NOT EXISTS "care_time_idx" ON "care" ("ward", "accepted_at");

CREATE TABLE IF NOT EXISTS "device_state" (
    "device_id" text NOT NULL,
    "boot" text NOT NULL,
    "seq" bigint NOT NULL,
    "accepted_at" timestamptz(3) NOT NULL,
    "measured_at" timestamptz(3),
    "ward" text,
    "bed" text,
    "line_id" text,
    "patient_id" text,
    "stale" boolean,
    "presence" text,
    "clamp_state" text,
    "command_id" text,
    "refused" text,
    PRIMARY KEY ("device_id", "boot", "seq")
);
COMMENT ON TABLE "device_state" IS 'What devices said of themselves and of their clamps.';
COMMENT ON COLUMN "device_state"."device_id" IS 'The device that spoke.';
COMMENT ON COLUMN "device_state"."boot" IS 'The device''s boot.';
COMMENT ON COLUMN "device_state"."seq" IS 'The device''s running number within the boot.';
COMMENT ON COLUMN "device_state"."accepted_at" IS 'When the broker took it.';
COMMENT ON COLUMN "device_state"."measured_at" IS 'The device''s own time, which may be wrong.';
COMMENT ON COLUMN "device_state"."ward" IS 'The ward.';
COMMENT ON COLUMN "device_state"."bed" IS 'The bed.';
COMMENT ON COLUMN "device_state"."line_id" IS 'The infusion line.';
COMMENT ON COLUMN "device_state"."patient_id" IS 'The patient, a pseudonym.';
COMMENT ON COLUMN "device_state"."stale" IS 'Whether a newer message of the device had overtaken it: then it was not judged.';
COMMENT ON COLUMN "device_state"."presence" IS 'Whether the device is there.';
COMMENT ON COLUMN "device_state"."clamp_state" IS 'Where its clamp stands.';
COMMENT ON COLUMN "device_state"."command_id" IS 'The command that it answers.';
COMMENT ON COLUMN "device_state"."refused" IS 'Why it refused the command.';
CREATE INDEX IF NOT EXISTS "device_state_time_idx" ON "device_state" ("ward", "accepted_at");

CREATE TABLE IF NOT EXISTS "signs" (
    "subject" text NOT NULL,
    "kind" text NOT NULL,
    "occurred_at" timestamptz(3) NOT NULL,
    "cause" text NOT NULL,
    "since" timestamptz(3),
    "ward" text,
    "bed" text,
    "line_id" text,
    "patient_id" text,
    "device_id" text,
    "value" double precision,
    "limit_value" double precision,
    "done_by" text,
    "reason" text,
    "settings_version" bigint,
    PRIMARY KEY ("subject", "kind", "occurred_at", "cause")
);
COMMENT ON TABLE "signs" IS 'What the assessors noticed.';
COMMENT ON COLUMN "signs"."subject" IS 'About whom or what.';
COMMENT ON COLUMN "signs"."kind" IS 'What was noticed.';
COMMENT ON COLUMN "signs"."occurred_at" IS 'When it became so.';
COMMENT ON COLUMN "signs"."cause" IS 'The message or the wait that made it.';
COMMENT ON COLUMN "signs"."since" IS 'When its episode began.';
COMMENT ON COLUMN "signs"."ward" IS 'The ward.';
COMMENT ON COLUMN "signs"."bed" IS 'The bed.';
COMMENT ON COLUMN "signs"."line_id" IS 'The infusion line.';
COMMENT ON COLUMN "signs"."patient_id" IS 'The patient, a pseudonym.';
COMMENT ON COLUMN "signs"."device_id" IS 'The device.';
COMMENT ON COLUMN "signs"."value" IS 'The value that made it, in the kind''s unit.';
COMMENT ON COLUMN "signs"."limit_value" IS 'The limit that it crossed, in the same unit.';
COMMENT ON COLUMN "signs"."done_by" IS 'Who did it, a pseudonym.';
COMMENT ON COLUMN "signs"."reason" IS 'Why.';
COMMENT ON COLUMN "signs"."settings_version" IS 'The settings in force.';
CREATE INDEX IF NOT EXISTS "signs_time_idx" ON "signs" ("ward", "occurred_at");

CREATE TABLE IF NOT EXISTS "scores" (
    "subject" text NOT NULL,
    "occurred_at" timestamptz(3) NOT NULL,
    "ward" text,
    "bed" text,
    "patient_id" text,
    "news2" integer,
    "news2_min" integer,
    "news2_max" integer,
    "missing" text,
    "part_rr" integer,
    "part_spo2" integer,
    "part_o2" integer,
    "part_sys" integer,
    "part_hr" integer,
    "part_acvpu" integer,
    "part_temp" integer,
    PRIMARY KEY ("subject", "occurred_at")
);
COMMENT ON TABLE "scores" IS 'Every evaluation of NEWS2.';
COMMENT ON COLUMN "scores"."subject" IS 'Whose.';
COMMENT ON COLUMN "scores"."occurred_at" IS 'The instant.';
COMMENT ON COLUMN "scores"."ward" IS 'The ward.';
COMMENT ON COLUMN "scores"."bed" IS 'The bed.';
COMMENT ON COLUMN "scores"."patient_id" IS 'The patient, a pseudonym.';
COMMENT ON COLUMN "scores"."news2" IS 'The total; null while a measured vital is unknown.';
COMMENT ON COLUMN "scores"."news2_min" IS 'The total if all unknown were normal.';
COMMENT ON COLUMN "scores"."news2_max" IS 'The total if all unknown were at its worst.';
COMMENT ON COLUMN "scores"."missing" IS 'What is unknown or assumed.';
COMMENT ON COLUMN "scores"."part_rr" IS 'Respiration.';
COMMENT ON COLUMN "scores"."part_spo2" IS 'Oxygen saturation.';
COMMENT ON COLUMN "scores"."part_o2" IS 'Supplemental oxygen.';
COMMENT ON COLUMN "scores"."part_sys" IS 'Systolic pressure.';
COMMENT ON COLUMN "scores"."part_hr" IS 'Pulse.';
COMMENT ON COLUMN "scores"."part_acvpu" IS 'Consciousness.';
COMMENT ON COLUMN "scores"."part_temp" IS 'Temperature.';
CREATE INDEX IF NOT EXISTS "scores_time_idx" ON "scores" ("ward", "occurred_at");

CREATE TABLE IF NOT EXISTS "alarms" (
    "alarm_id" text NOT NULL,
    "sequence" integer NOT NULL,
    "phase" text,
    "pattern" text,
    "pattern_version" integer,
    "family" text,
    "priority" text,
    "kind" text,
    "subject" text,
    "ward" text,
    "bed" text,
    "line_id" text,
    "patient_id" text,
    "device_id" text,
    "onset" timestamptz(3),
    "occurred_at" timestamptz(3) NOT NULL,
    "evidence" jsonb,
    "settings_version" bigint,
    "tier" integer,
    "done_by" text,
    "reason" text,
    PRIMARY KEY ("alarm_id", "sequence")
);
COMMENT ON TABLE "alarms" IS 'The events in the alarms'' lives.';
COMMENT ON COLUMN "alarms"."alarm_id" IS 'The alarm.';
COMMENT ON COLUMN "alarms"."sequence" IS 'Which of its events.';
COMMENT ON COLUMN "alarms"."phase" IS 'What happened.';
COMMENT ON COLUMN "alarms"."pattern" IS 'What was found.';
COMMENT ON COLUMN "alarms"."pattern_version" IS 'The pattern''s version.';
COMMENT ON COLUMN "alarms"."family" IS 'The family whose alarm it is.';
COMMENT ON COLUMN "alarms"."priority" IS 'How soon somebody must act.';
COMMENT ON COLUMN "alarms"."kind" IS 'Body or equipment.';
COMMENT ON COLUMN "alarms"."subject" IS 'About whom or what.';
COMMENT ON COLUMN "alarms"."ward" IS 'The ward.';
COMMENT ON COLUMN "alarms"."bed" IS 'The bed.';
COMMENT ON COLUMN "alarms"."line_id" IS 'The infusion line.';
COMMENT ON COLUMN "alarms"."patient_id" IS 'The patient, a pseudonym.';
COMMENT ON COLUMN "alarms"."device_id" IS 'The device.';
COMMENT ON COLUMN "alarms"."onset" IS 'When the episode began.';
COMMENT ON COLUMN "alarms"."occurred_at" IS 'When this became true.';
COMMENT ON COLUMN "alarms"."evidence" IS 'The readings and limits that made it.';
COMMENT ON COLUMN "alarms"."settings_version" IS 'The settings in force.';
COMMENT ON COLUMN "alarms"."tier" IS 'How far up the ladder of staff it has gone.';
COMMENT ON COLUMN "alarms"."done_by" IS 'Who acknowledged, a pseudonym.';
COMMENT ON COLUMN "alarms"."reason" IS 'Why.';
CREATE INDEX IF NOT EXISTS "alarms_time_idx" ON "alarms" ("ward", "occurred_at");

CREATE TABLE IF NOT EXISTS "commands" (
    "command_id" text NOT NULL,
    "phase" text NOT NULL,
    "alarm_id" text,
    "subject" text,
    "ward" text,
    "bed" text,
    "line_id" text,
    "patient_id" text,
    "device_id" text,
    "onset" timestamptz(3),
    "occurred_at" timestamptz(3) NOT NULL,
    "issued_at" timestamptz(3),
    "expires_at" timestamptz(3),
    "epoch" bigint,
    "reason" text,
    PRIMARY KEY ("command_id", "phase")
);
COMMENT ON TABLE "commands" IS 'What became of each request to close a clamp.';
COMMENT ON COLUMN "commands"."command_id" IS 'The command.';
COMMENT ON COLUMN "commands"."phase" IS 'What happened.';
COMMENT ON COLUMN "commands"."alarm_id" IS 'The alarm that asked for it.';
COMMENT ON COLUMN "commands"."subject" IS 'The line''s key.';
COMMENT ON COLUMN "commands"."ward" IS 'The ward.';
COMMENT ON COLUMN "commands"."bed" IS 'The bed.';
COMMENT ON COLUMN "commands"."line_id" IS 'The infusion line.';
COMMENT ON COLUMN "commands"."patient_id" IS 'The patient, a pseudonym.';
COMMENT ON COLUMN "commands"."device_id" IS 'The clamp.';
COMMENT ON COLUMN "commands"."onset" IS 'When the episode began.';
COMMENT ON COLUMN "commands"."occurred_at" IS 'When this happened.';
COMMENT ON COLUMN "commands"."issued_at" IS 'When the command was sent.';
COMMENT ON COLUMN "commands"."expires_at" IS 'When the clamp began to ignore it.';
COMMENT ON COLUMN "commands"."epoch" IS 'The fencing token.';
COMMENT ON COLUMN "commands"."reason" IS 'Why it was withheld, refused or unanswered.';
CREATE INDEX IF NOT EXISTS "commands_time_idx" ON "commands" ("ward", "occurred_at");

CREATE TABLE IF NOT EXISTS "rejected" (
    "id" text NOT NULL,
    "reason" text NOT NULL,
    "category" text,
    "detail" text,
    "whole_message" boolean,
    "origin" text,
    "device_id" text,
    "occurred_at" timestamptz(3) NOT NULL,
    "raw_base64" text,
    PRIMARY KEY ("id")
);
COMMENT ON TABLE "rejected" IS 'Inputs that were refused, with the reason and the bytes.';
COMMENT ON COLUMN "rejected"."id" IS 'Made from everything else.';
COMMENT ON COLUMN "rejected"."reason" IS 'Why.';
COMMENT ON COLUMN "rejected"."category" IS 'Who has to put it right.';
COMMENT ON COLUMN "rejected"."detail" IS 'Where in the input.';
COMMENT ON COLUMN "rejected"."whole_message" IS 'Whether all of the message was refused, or one of its values.';
COMMENT ON COLUMN "rejected"."origin" IS 'Where it came from.';
COMMENT ON COLUMN "rejected"."device_id" IS 'The device, as far as the topic tells.';
COMMENT ON COLUMN "rejected"."occurred_at" IS 'When.';
COMMENT ON COLUMN "rejected"."raw_base64" IS 'The bytes.';
CREATE INDEX IF NOT EXISTS "rejected_time_idx" ON "rejected" ("occurred_at");

CREATE TABLE IF NOT EXISTS "settings" (
    "version" bigint NOT NULL,
    "scope" text,
    "scope_id" text,
    "setting" text,
    "value" double precision,
    "done_by" text,
    "occurred_at" timestamptz(3) NOT NULL,
    "reason" text,
    PRIMARY KEY ("version")
);
COMMENT ON TABLE "settings" IS 'Changes of limits and times.';
COMMENT ON COLUMN "settings"."version" IS 'The version that it made.';
COMMENT ON COLUMN "settings"."scope" IS 'How much of the house it is for.';
COMMENT ON COLUMN "settings"."scope_id" IS 'The ward, patient or line.';
COMMENT ON COLUMN "settings"."setting" IS 'Its name.';
COMMENT ON COLUMN "settings"."value" IS 'The new value, or null for the wider scope''s.';
COMMENT ON COLUMN "settings"."done_by" IS 'Who set it, a pseudonym.';
COMMENT ON COLUMN "settings"."occurred_at" IS 'When.';
COMMENT ON COLUMN "settings"."reason" IS 'Why.';
CREATE INDEX IF NOT EXISTS "settings_time_idx" ON "settings" ("occurred_at");

CREATE TABLE IF NOT EXISTS "registry" (
    "device_id" text NOT NULL,
    "since" timestamptz(3) NOT NULL,
    "entry_id" text NOT NULL,
    "kind" text,
    "ward" text,
    "bed" text,
    "line_id" text,
    "patient_id" text,
    "bag_class" text,
    "clamp_policy" text,
    "bag_ml" double precision,
    "tare_g" double precision,
    "density_g_per_ml" double precision,
    "retired" boolean,
    PRIMARY KEY ("device_id", "since", "entry_id")
);
COMMENT ON TABLE "registry" IS 'Which device served which line, bed and patient, since when.';
COMMENT ON COLUMN "registry"."device_id" IS 'The device.';
COMMENT ON COLUMN "registry"."since" IS 'Since when.';
COMMENT ON COLUMN "registry"."entry_id" IS 'Made from everything else.';
COMMENT ON COLUMN "registry"."kind" IS 'What it is.';
COMMENT ON COLUMN "registry"."ward" IS 'The ward.';
COMMENT ON COLUMN "registry"."bed" IS 'The bed.';
COMMENT ON COLUMN "registry"."line_id" IS 'The infusion line.';
COMMENT ON COLUMN "registry"."patient_id" IS 'The patient, a pseudonym.';
COMMENT ON COLUMN "registry"."bag_class" IS 'What runs in the line.';
COMMENT ON COLUMN "registry"."clamp_policy" IS 'Whether the clamp may be closed.';
COMMENT ON COLUMN "registry"."bag_ml" IS 'The bag''s nominal content. [mL]';
COMMENT ON COLUMN "registry"."tare_g" IS 'Mass of the empty bag and set. [g]';
COMMENT ON COLUMN "registry"."density_g_per_ml" IS 'Density of the fluid. [g/mL]';
COMMENT ON COLUMN "registry"."retired" IS 'Whether it has left the ward.';
CREATE INDEX IF NOT EXISTS "registry_time_idx" ON "registry" ("ward", "since");

CREATE TABLE IF NOT EXISTS "deliveries" (
    "delivery_id" text NOT NULL,
    "endpoint" text NOT NULL,
    "attempt" integer NOT NULL,
    "outcome" text NOT NULL,
    "alarm_id" text,
    "sequence" integer,
    "status" integer,
    "detail" text,
    "occurred_at" timestamptz(3) NOT NULL,
    PRIMARY KEY ("delivery_id", "endpoint", "attempt", "outcome")
);
COMMENT ON TABLE "deliveries" IS 'What became of each attempt to deliver an alarm.';
COMMENT ON COLUMN "deliveries"."delivery_id" IS 'The same for every attempt.';
COMMENT ON COLUMN "deliveries"."endpoint" IS 'Where to.';
COMMENT ON COLUMN "deliveries"."attempt" IS '1 for the first.';
COMMENT ON COLUMN "deliveries"."outcome" IS 'How it stood then.';
COMMENT ON COLUMN "deliveries"."alarm_id" IS 'The alarm.';
COMMENT ON COLUMN "deliveries"."sequence" IS 'Which of its events.';
COMMENT ON COLUMN "deliveries"."status" IS 'The HTTP status, if there was an answer.';
COMMENT ON COLUMN "deliveries"."detail" IS 'What went wrong.';
COMMENT ON COLUMN "deliveries"."occurred_at" IS 'When the attempt ended.';
CREATE INDEX IF NOT EXISTS "deliveries_time_idx" ON "deliveries" ("occurred_at");
