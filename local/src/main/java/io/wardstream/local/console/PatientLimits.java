package io.wardstream.local.console;

import io.wardstream.cep.LimitsOpen;
import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.SettingKey;
import io.wardstream.cep.SettingsView;
import io.wardstream.jobs.config.KafkaOptions;
import io.wardstream.model.Score;
import io.wardstream.model.ScoreInput;
import io.wardstream.model.Subject;
import io.wardstream.model.Time;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** A patient's limits of vital signs: which they are, which cannot alarm, and what the patient is like now. */
public final class PatientLimits {

    private static final WireFormat<Score> SCORES = WireFormat.of(Score.class);

    /** The limits that could stand open, in the order of the catalogue: those are the limits of vital signs and scores. */
    private static final List<SettingKey> KEYS = keys();

    private PatientLimits() {}

    private static List<SettingKey> keys() {
        Set<String> names = new HashSet<>();
        names.addAll(LimitsOpen.Open.from(view(SettingKey::min)).names());
        names.addAll(LimitsOpen.Open.from(view(SettingKey::max)).names());
        return PatternCatalogue.SETTING_KEYS.stream()
                .filter(key -> names.contains(key.name()))
                .toList();
    }

    private static SettingsView view(ToDoubleFunction<SettingKey> values) {
        return new SettingsView() {
            @Override
            public double get(SettingKey key) {
                return values.applyAsDouble(key);
            }

            @Override
            public long version() {
                return 0;
            }
        };
    }

    /** The limits in force for a patient, and where each comes from. */
    public static List<SettingRow> inForce(SettingsTable table, Scope patient) {
        return KEYS.stream().map(key -> table.inForce(key, patient)).toList();
    }

    /** The names of those that stand open: set as wide as can be, so that they cannot alarm. */
    public static List<String> open(SettingsTable table, Scope patient) {
        return LimitsOpen.Open.from(view(key -> {
                    Double value = table.inForce(key, patient).value();
                    return value == null ? key.defaultValue() : value;
                }))
                .names();
    }

    /**
     * What the newest score of a patient was made of; empty if there is none of the last {@link LimitPlan#NEWEST_MS}.
     *
     * @param nowMs the time there
     */
    public static List<ScoreInput> measured(KafkaOptions.Kafka kafka, String patientId, @Time long nowMs)
            throws IOException {
        byte[] key = Subject.patientKey(patientId).getBytes(StandardCharsets.UTF_8);
        List<Score> newest = new ArrayList<>(1);
        try (LogReader reader = new LogReader(kafka)) {
            reader.readSince(List.of(kafka.topics().scores()), nowMs - LimitPlan.NEWEST_MS, record -> {
                if (Arrays.equals(key, record.key())
                        && SCORES.read(record.value()) instanceof Decoded.Accepted<Score> score
                        && (newest.isEmpty()
                                || score.value().at() >= newest.get(0).at())) {
                    newest.clear();
                    newest.add(score.value());
                }
            });
        }
        List<ScoreInput> inputs = newest.isEmpty() ? null : newest.get(0).inputs();
        return inputs == null ? List.of() : inputs;
    }
}
