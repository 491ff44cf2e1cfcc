package io.wardstream.jobs.archive;

import io.wardstream.connectors.storage.Column;
import io.wardstream.connectors.storage.Extractor;
import io.wardstream.connectors.storage.Table;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampReport;
import io.wardstream.model.Delivery;
import io.wardstream.model.Evidence;
import io.wardstream.model.ForeignCommand;
import io.wardstream.model.Ids;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.Measure;
import io.wardstream.model.Presence;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Rejection;
import io.wardstream.model.Score;
import io.wardstream.model.Setting;
import io.wardstream.model.Sign;
import io.wardstream.model.Source;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.wire.WireFormat;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the lake and of the warehouse: one description for both. Columns are added at the end and never change
 * their meaning.
 */
public final class Tables {

    private static final WireFormat<Evidence> EVIDENCE = WireFormat.of(Evidence.class);

    private Tables() {}

    /** What load cells weighed. */
    public static final Table<ArchivedEvent> READINGS_INFUSION = events("readings_infusion", "What load cells weighed.")
            .column(measured(
                    "mass_g",
                    InfusionReading.class,
                    "massG",
                    row -> infusion(row).massG()))
            .build();

    /** What monitors measured. */
    public static final Table<ArchivedEvent> READINGS_VITALS = events("readings_vitals", "What monitors measured.")
            .column(vital("hr_bpm", "hrBpm", row -> vitals(row).hrBpm()))
            .column(vital("pulse_bpm", "pulseBpm", row -> vitals(row).pulseBpm()))
            .column(vital("spo2_pct", "spo2Pct", row -> vitals(row).spo2Pct()))
            .column(vital("rr_per_min", "rrPerMin", row -> vitals(row).rrPerMin()))
            .column(vital("sys_mmhg", "sysMmHg", row -> vitals(row).sysMmHg()))
            .column(vital("dia_mmhg", "diaMmHg", row -> vitals(row).diaMmHg()))
            .column(vital("mean_mmhg", "meanMmHg", row -> vitals(row).meanMmHg()))
            .column(vital("temp_c", "tempC", row -> vitals(row).tempC()))
            .column(vital("fio2_pct", "fio2Pct", row -> vitals(row).fio2Pct()))
            .build();

    /** What staff did. */
    public static final Table<ArchivedEvent> CARE = events("care", "What staff did.")
            .column(Tables.<ArchivedEvent>text(
                    "action", row -> care(row).action().name(), "What was done."))
            .column(text("done_by", row -> care(row).by(), "Who did it, a pseudonym."))
            .column(text("alarm_id", row -> care(row).alarmId(), "The one alarm that was meant."))
            .column(text("for_line_id", row -> care(row).lineId(), "The one line that was meant."))
            .column(text("for_patient_id", row -> care(row).patientId(), "The one patient that was meant."))
            .column(text("reason", row -> care(row).reason(), "Why, in the person's words."))
            .build();

    /** What devices said of themselves. */
    public static final Table<ArchivedEvent> DEVICE_STATE = events(
                    "device_state", "What devices said of themselves and of their clamps.")
            .column(text("presence", Tables::presence, "Whether the device is there."))
            .column(text("clamp_state", Tables::clampState, "Where its clamp stands."))
            .column(text("command_id", row -> clampPart(row, ClampReport::commandId), "The command that it answers."))
            .column(text("refused", Tables::refused, "Why it refused the command."))
            .build();

    /** What was noticed. */
    public static final Table<Sign> SIGNS = Table.<Sign>named("signs")
            .meaning("What the assessors noticed.")
            .column(required("subject", sign -> sign.subject().key(), "About whom or what."))
            .column(required("kind", sign -> sign.kind().name(), "What was noticed."))
            .column(requiredTime("occurred_at", Sign::at, "When it became so."))
            .column(required("cause", Tables::cause, "The message or the wait that made it."))
            .column(time("since", Sign::since, "When its episode began."))
            .column(text("ward", sign -> sign.subject().ward(), "The ward."))
            .column(text("bed", sign -> sign.subject().bed(), "The bed."))
            .column(text("line_id", sign -> sign.subject().lineId(), "The infusion line."))
            .column(text("patient_id", sign -> sign.subject().patientId(), "The patient, a pseudonym."))
            .column(text("device_id", sign -> sign.subject().deviceId(), "The device."))
            .column(Column.ofDouble("value", Sign::value).meaning("The value that made it, in the kind's unit."))
            .column(Column.ofDouble("limit_value", Sign::limit).meaning("The limit that it crossed, in the same unit."))
            .column(text("done_by", Sign::by, "Who did it, a pseudonym."))
            .column(text("reason", Sign::reason, "Why."))
            .column(Column.ofLong("settings_version", Sign::settingsVersion).meaning("The settings in force."))
            .key("subject", "kind", "occurred_at", "cause")
            .partitionedBy("occurred_at", "ward")
            .build();

    /** Every evaluation of NEWS2. */
    public static final Table<Score> SCORES = Table.<Score>named("scores")
            .meaning("Every evaluation of NEWS2.")
            .column(required("subject", score -> score.subject().key(), "Whose."))
            .column(requiredTime("occurred_at", Score::at, "The instant."))
            .column(text("ward", score -> score.subject().ward(), "The ward."))
            .column(text("bed", score -> score.subject().bed(), "The bed."))
            .column(text("patient_id", score -> score.subject().patientId(), "The patient, a pseudonym."))
            .column(Column.ofInt("news2", Score::news2).meaning("The total; null while a measured vital is unknown."))
            .column(Column.ofInt("news2_min", Score::news2Min).meaning("The total if all unknown were normal."))
            .column(Column.ofInt("news2_max", Score::news2Max).meaning("The total if all unknown were at its worst."))
            .column(text("missing", score -> String.join(",", score.missing()), "What is unknown or assumed."))
            .column(Column.<Score>ofInt("part_rr", score -> score.parts().rr()).meaning("Respiration."))
            .column(Column.<Score>ofInt("part_spo2", score -> score.parts().spo2())
                    .meaning("Oxygen saturation."))
            .column(Column.<Score>ofInt("part_o2", score -> score.parts().o2()).meaning("Supplemental oxygen."))
            .column(Column.<Score>ofInt("part_sys", score -> score.parts().sys())
                    .meaning("Systolic pressure."))
            .column(Column.<Score>ofInt("part_hr", score -> score.parts().hr()).meaning("Pulse."))
            .column(Column.<Score>ofInt("part_acvpu", score -> score.parts().acvpu())
                    .meaning("Consciousness."))
            .column(Column.<Score>ofInt("part_temp", score -> score.parts().temp())
                    .meaning("Temperature."))
            .key("subject", "occurred_at")
            .partitionedBy("occurred_at", "ward")
            .build();

    /** The events in the alarms' lives. */
    public static final Table<AlarmEvent> ALARMS = Table.<AlarmEvent>named("alarms")
            .meaning("The events in the alarms' lives.")
            .column(required("alarm_id", AlarmEvent::alarmId, "The alarm."))
            .column(Column.ofInt("sequence", AlarmEvent::sequence).asRequired().meaning("Which of its events."))
            .column(text("phase", alarm -> alarm.phase().name(), "What happened."))
            .column(text("pattern", AlarmEvent::pattern, "What was found."))
            .column(Column.ofInt("pattern_version", AlarmEvent::patternVersion).meaning("The pattern's version."))
            .column(text("family", AlarmEvent::family, "The family whose alarm it is."))
            .column(text("priority", alarm -> alarm.priority().name(), "How soon somebody must act."))
            .column(text("kind", alarm -> alarm.kind().name(), "Body or equipment."))
            .column(text("subject", alarm -> alarm.subject().key(), "About whom or what."))
            .column(text("ward", alarm -> alarm.subject().ward(), "The ward."))
            .column(text("bed", alarm -> alarm.subject().bed(), "The bed."))
            .column(text("line_id", alarm -> alarm.subject().lineId(), "The infusion line."))
            .column(text("patient_id", alarm -> alarm.subject().patientId(), "The patient, a pseudonym."))
            .column(text("device_id", alarm -> alarm.subject().deviceId(), "The device."))
            .column(time("onset", AlarmEvent::onset, "When the episode began."))
            .column(requiredTime("occurred_at", AlarmEvent::at, "When this became true."))
            .column(Column.ofJson("evidence", Tables::evidence).meaning("The readings and limits that made it."))
            .column(Column.ofLong("settings_version", AlarmEvent::settingsVersion)
                    .meaning("The settings in force."))
            .column(Column.ofInt("tier", AlarmEvent::tier).meaning("How far up the ladder of staff it has gone."))
            .column(text("done_by", AlarmEvent::by, "Who acknowledged, a pseudonym."))
            .column(text("reason", AlarmEvent::reason, "Why."))
            .key("alarm_id", "sequence")
            .partitionedBy("occurred_at", "ward")
            .build();

    /** What became of each request to close a clamp. */
    public static final Table<ClampEvent> COMMANDS = Table.<ClampEvent>named("commands")
            .meaning("What became of each request to close a clamp.")
            .column(required("command_id", ClampEvent::commandId, "The command."))
            .column(required("phase", clamp -> clamp.phase().name(), "What happened."))
            .column(text("alarm_id", ClampEvent::alarmId, "The alarm that asked for it."))
            .column(text("subject", clamp -> clamp.subject().key(), "The line's key."))
            .column(text("ward", clamp -> clamp.subject().ward(), "The ward."))
            .column(text("bed", clamp -> clamp.subject().bed(), "The bed."))
            .column(text("line_id", clamp -> clamp.subject().lineId(), "The infusion line."))
            .column(text("patient_id", clamp -> clamp.subject().patientId(), "The patient, a pseudonym."))
            .column(text("device_id", ClampEvent::deviceId, "The clamp."))
            .column(time("onset", ClampEvent::onset, "When the episode began."))
            .column(requiredTime("occurred_at", ClampEvent::at, "When this happened."))
            .column(time("issued_at", ClampEvent::issuedAt, "When the command was sent."))
            .column(time("expires_at", ClampEvent::expiresAt, "When the clamp began to ignore it."))
            .column(Column.ofLong("epoch", ClampEvent::epoch).meaning("The fencing token."))
            .column(text("reason", ClampEvent::reason, "Why it was withheld, refused or unanswered."))
            .column(since(2, text("action", clamp -> clamp.action().name(), "What the clamp was to do.")))
            .column(since(
                    2,
                    text(
                            "done_by",
                            ClampEvent::by,
                            "Who asked for it by name, a pseudonym; nobody if the system did.")))
            .column(since(
                    2, text("foreign_topic", Tables::foreignTopic, "Where it went, if the clamp is of another make.")))
            .key("command_id", "phase")
            .partitionedBy("occurred_at", "ward")
            .build();

    /** What was refused. */
    public static final Table<Rejection> REJECTED = Table.<Rejection>named("rejected")
            .meaning("Inputs that were refused, with the reason and the bytes.")
            .column(required("id", Tables::id, "Made from everything else."))
            .column(required("reason", rejection -> rejection.reason().name(), "Why."))
            .column(text("category", rejection -> rejection.reason().category().name(), "Who has to put it right."))
            .column(text("detail", Rejection::detail, "Where in the input."))
            .column(Column.ofBoolean("whole_message", Rejection::wholeMessage)
                    .meaning("Whether all of the message was refused, or one of its values."))
            .column(text("origin", Rejection::origin, "Where it came from."))
            .column(text("device_id", Rejection::deviceId, "The device, as far as the topic tells."))
            .column(requiredTime("occurred_at", Rejection::at, "When."))
            .column(text("raw_base64", Rejection::rawBase64, "The bytes."))
            .key("id")
            .partitionedBy("occurred_at")
            .build();

    /** Changes of limits and times. */
    public static final Table<Setting> SETTINGS = Table.<Setting>named("settings")
            .meaning("Changes of limits and times.")
            .column(Column.ofLong("version", Setting::version).asRequired().meaning("The version that it made."))
            .column(text("scope", setting -> setting.scope().name(), "How much of the house it is for."))
            .column(text("scope_id", Setting::scopeId, "The ward, patient or line."))
            .column(text("setting", Setting::key, "Its name."))
            .column(Column.ofDouble("value", Setting::value).meaning("The new value, or null for the wider scope's."))
            .column(text("done_by", Setting::by, "Who set it, a pseudonym."))
            .column(requiredTime("occurred_at", Setting::at, "When."))
            .column(text("reason", Setting::reason, "Why."))
            .key("version")
            .partitionedBy("occurred_at")
            .build();

    /** Which device served whom. */
    public static final Table<RegistryEntry> REGISTRY = Table.<RegistryEntry>named("registry")
            .meaning("Which device served which line, bed and patient, since when.")
            .column(required("device_id", RegistryEntry::deviceId, "The device."))
            .column(requiredTime("since", RegistryEntry::since, "Since when."))
            .column(required("entry_id", Tables::id, "Made from everything else."))
            .column(text("kind", entry -> entry.kind().name(), "What it is."))
            .column(text("ward", RegistryEntry::ward, "The ward."))
            .column(text("bed", RegistryEntry::bed, "The bed."))
            .column(text("line_id", RegistryEntry::namedLineId, "The infusion line."))
            .column(text("patient_id", RegistryEntry::patientId, "The patient, a pseudonym."))
            .column(text("bag_class", entry -> name(entry.bagClass()), "What runs in the line."))
            .column(text(
                    "clamp_policy", entry -> entry.effectiveClampPolicy().name(), "Whether the clamp may be closed."))
            .column(Column.ofDouble("bag_ml", RegistryEntry::bagMl).unit("mL").meaning("The bag's nominal content."))
            .column(Column.ofDouble("tare_g", RegistryEntry::tareG).unit("g").meaning("Mass of the empty bag and set."))
            .column(Column.ofDouble("density_g_per_ml", RegistryEntry::densityGPerMl)
                    .unit("g/mL")
                    .meaning("Density of the fluid."))
            .column(Column.ofBoolean("retired", RegistryEntry::retired).meaning("Whether it has left the ward."))
            .key("device_id", "since", "entry_id")
            .partitionedBy("since", "ward")
            .build();

    /** What became of each attempt to deliver an alarm. */
    public static final Table<Delivery> DELIVERIES = Table.<Delivery>named("deliveries")
            .meaning("What became of each attempt to deliver an alarm.")
            .column(required("delivery_id", Delivery::deliveryId, "The same for every attempt."))
            .column(required("endpoint", Delivery::endpoint, "Where to."))
            .column(Column.ofInt("attempt", Delivery::attempt).asRequired().meaning("1 for the first."))
            .column(required("outcome", delivery -> delivery.outcome().name(), "How it stood then."))
            .column(text("alarm_id", Delivery::alarmId, "The alarm."))
            .column(Column.ofInt("sequence", Delivery::sequence).meaning("Which of its events."))
            .column(Column.ofInt("status", Delivery::status).meaning("The HTTP status, if there was an answer."))
            .column(text("detail", Delivery::detail, "What went wrong."))
            .column(requiredTime("occurred_at", Delivery::at, "When the attempt ended."))
            .key("delivery_id", "endpoint", "attempt", "outcome")
            .partitionedBy("occurred_at")
            .build();

    /** All tables. */
    public static final List<Table<?>> ALL = List.of(
            READINGS_INFUSION,
            READINGS_VITALS,
            CARE,
            DEVICE_STATE,
            SIGNS,
            SCORES,
            ALARMS,
            COMMANDS,
            REJECTED,
            SETTINGS,
            REGISTRY,
            DELIVERIES);

    /** The columns that all bedside events have. */
    private static Table.Builder<ArchivedEvent> events(String name, String meaning) {
        return Table.<ArchivedEvent>named(name)
                .meaning(meaning)
                .column(required("device_id", row -> row.event().deviceId(), "The device that spoke."))
                .column(required("boot", row -> row.event().boot(), "The device's boot."))
                .column(Column.<ArchivedEvent>ofLong("seq", row -> row.event().seq())
                        .asRequired()
                        .meaning("The device's running number within the boot."))
                .column(requiredTime("accepted_at", row -> row.event().acceptedAt(), "When the broker took it."))
                .column(time(
                        "measured_at", row -> row.event().measuredAt(), "The device's own time, which may be wrong."))
                .column(text("ward", row -> row.event().ward(), "The ward."))
                .column(text("bed", row -> row.event().bed(), "The bed."))
                .column(text("line_id", row -> row.event().lineId(), "The infusion line."))
                .column(text("patient_id", row -> row.event().patientId(), "The patient, a pseudonym."))
                .column(Column.ofBoolean("stale", ArchivedEvent::stale)
                        .meaning("Whether a newer message of the device had overtaken it: then it was not judged."))
                .key("device_id", "boot", "seq")
                .partitionedBy("accepted_at", "ward");
    }

    private static Column<ArchivedEvent> vital(String name, String component, Extractor<ArchivedEvent, Double> value) {
        return measured(name, VitalsReading.class, component, value);
    }

    /** A column whose unit and meaning are those that the model gives the measurement. */
    private static Column<ArchivedEvent> measured(
            String name, Class<? extends Record> type, String component, Extractor<ArchivedEvent, Double> value) {
        Measure measure = Arrays.stream(type.getRecordComponents())
                .filter(each -> each.getName().equals(component))
                .map((RecordComponent each) -> each.getAnnotation(Measure.class))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(type.getSimpleName() + "." + component + " has no @Measure"));
        return Column.ofDouble(name, value).unit(measure.unit()).meaning(measure.meaning());
    }

    private static <T> Column<T> text(String name, Extractor<T, String> value, String meaning) {
        return Column.ofString(name, value).meaning(meaning);
    }

    private static <T> Column<T> since(int migration, Column<T> column) {
        return column.since(migration);
    }

    private static <T> Column<T> required(String name, Extractor<T, String> value, String meaning) {
        return text(name, value, meaning).asRequired();
    }

    private static <T> Column<T> time(String name, Extractor<T, Long> value, String meaning) {
        return Column.ofTimestampMs(name, value).meaning(meaning);
    }

    private static <T> Column<T> requiredTime(String name, Extractor<T, Long> value, String meaning) {
        return time(name, value, meaning).asRequired();
    }

    private static InfusionReading infusion(ArchivedEvent row) {
        return part(row.event().infusion());
    }

    private static VitalsReading vitals(ArchivedEvent row) {
        return part(row.event().vitals());
    }

    private static Care care(ArchivedEvent row) {
        return part(row.event().care());
    }

    private static <P> P part(@Nullable P part) {
        if (part == null) {
            throw new IllegalStateException("A row came to a table that is not its own");
        }
        return part;
    }

    private static @Nullable String presence(ArchivedEvent row) {
        Presence presence = row.event().presence();
        return presence == null ? null : presence.state().name();
    }

    private static @Nullable String foreignTopic(ClampEvent clamp) {
        ForeignCommand foreign = clamp.foreign();
        return foreign == null ? null : foreign.topic();
    }

    private static @Nullable String clampState(ArchivedEvent row) {
        return clampPart(row, clamp -> clamp.state().name());
    }

    private static @Nullable String refused(ArchivedEvent row) {
        return clampPart(row, clamp -> name(clamp.refused()));
    }

    private static @Nullable String clampPart(ArchivedEvent row, Function<ClampReport, @Nullable String> part) {
        ClampReport clamp = row.event().clamp();
        return clamp == null ? null : part.apply(clamp);
    }

    private static @Nullable String name(@Nullable Enum<?> word) {
        return word == null ? null : word.name();
    }

    private static String cause(Sign sign) {
        Source source = sign.source();
        String wait = sign.waitFor();
        if (wait != null) {
            return wait;
        }
        return source == null ? "" : source.deviceId() + "/" + source.boot() + "/" + source.seq();
    }

    private static String evidence(AlarmEvent alarm) {
        return alarm.evidence().stream().map(EVIDENCE::writeText).collect(Collectors.joining(",", "[", "]"));
    }

    static String id(BedsideEvent event) {
        return event.deviceId() + "/" + event.boot() + "/" + event.seq();
    }

    static String id(Sign sign) {
        return sign.subject().key() + "/" + sign.kind() + "/" + sign.at() + "/" + cause(sign);
    }

    static String id(Score score) {
        return score.subject().key() + "/" + score.at();
    }

    static String id(AlarmEvent alarm) {
        return alarm.alarmId() + "/" + alarm.sequence();
    }

    static String id(ClampEvent clamp) {
        return clamp.commandId() + "/" + clamp.phase();
    }

    static String id(Setting setting) {
        return String.valueOf(setting.version());
    }

    static String id(Delivery delivery) {
        return delivery.deliveryId() + "/" + delivery.endpoint() + "/" + delivery.attempt() + "/" + delivery.outcome();
    }

    static String id(Rejection rejection) {
        return hash(rejection.origin() + "\n" + rejection.at() + "\n" + rejection.reason() + "\n" + rejection.detail()
                + "\n" + rejection.rawBase64());
    }

    static String id(RegistryEntry entry) {
        return hash(String.valueOf(entry));
    }

    private static String hash(String text) {
        return Ids.fact(text);
    }
}
