package io.wardstream.model.wire;

import io.wardstream.model.ClampReport;
import io.wardstream.model.DeviceProfile;
import io.wardstream.model.ForeignCommand;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.Presence;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.Time;
import io.wardstream.model.VitalsReading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device that does not speak our language, as its registry entry describes it: where it speaks, what it says, how its
 * clamp is told to close.
 *
 * <p>A profile is checked as a whole when it is made; everything that is wrong with it is in {@link #problems()}. A
 * device whose profile is not valid is still found by its topics, as far as they can be told, and all that it says is
 * refused with {@link RejectionReason#INVALID_PROFILE}: so nothing of it vanishes while somebody puts the registry
 * right.
 *
 * <p>Decoding is total, and judges like {@link DeviceMessageDecoder}: a measured value that cannot be true is taken out
 * and reported, the others go on; what has no good value left is refused. What the profile does not name is ignored.
 *
 * <p>Thread-safe.
 */
public final class ForeignDevice {

    private final RegistryEntry entry;
    private final Dialect dialect;
    private final List<String> problems;

    private ForeignDevice(RegistryEntry entry, Dialect dialect, List<String> problems) {
        this.entry = entry;
        this.dialect = dialect;
        this.problems = problems;
    }

    /** One answer for one thing that a device said: a reading, or why it is none. */
    public sealed interface Item {}

    /**
     * A reading. Exactly one of {@code infusion}, {@code vitals}, {@code clamp} and {@code presence} is present.
     *
     * @param boot the device's boot, and {@code seq} its running number; both null if it has none
     * @param measuredAt its own time of the measurement, or null if it names none
     * @param badValues the values that were taken out
     * @param batteryPct what is left in its battery, in %, or null if it did not say
     */
    public record Reading(
            @Nullable String boot,
            @Nullable Long seq,
            @Time @Nullable Long measuredAt,
            @Nullable InfusionReading infusion,
            @Nullable VitalsReading vitals,
            @Nullable ClampReport clamp,
            @Nullable Presence presence,
            List<BadValue> badValues,
            @Nullable Double batteryPct)
            implements Item {}

    /**
     * Not a reading.
     *
     * @param reason why
     * @param detail where, in words
     */
    public record Refused(RejectionReason reason, String detail) implements Item {}

    /**
     * The device of a registry entry.
     *
     * @throws IllegalArgumentException if it speaks our language
     */
    public static ForeignDevice of(RegistryEntry entry) {
        DeviceProfile profile = entry.profile();
        if (profile == null || !profile.foreign()) {
            throw new IllegalArgumentException(entry.deviceId() + " speaks our language");
        }
        FieldReader reader = new FieldReader(entry, profile);
        Dialect dialect = switch (profile.kind()) {
            case ADAFRUIT_IO -> new AdafruitDialect(profile, reader);
            case ALIYUN -> new AliyunDialect(entry, profile, reader);
            case MAPPING -> new MappingDialect(entry, profile, reader);
            case NATIVE -> throw new IllegalStateException("NATIVE is not foreign");
        };
        List<String> problems = new ArrayList<>(0);
        reader.check(problems);
        dialect.check(problems);
        return new ForeignDevice(entry, dialect, List.copyOf(problems));
    }

    /** Its registry entry. */
    public RegistryEntry entry() {
        return entry;
    }

    /** Everything that is wrong with its profile; empty if it is valid. */
    public List<String> problems() {
        return problems;
    }

    /** The topic filters on which it speaks; empty if they cannot be told from its profile. */
    public List<String> filters() {
        return dialect.filters().stream()
                .filter(filter -> TopicFilter.problem(filter) == null)
                .toList();
    }

    /** The topic on which it is spoken to, or null. What comes from there was sent to it, and not by it. */
    public @Nullable String commandTopic() {
        String topic = dialect.commandTopic();
        return topic != null && TopicFilter.topicProblem(topic) == null ? topic : null;
    }

    /** Reads what it said. Never empty, never throws. */
    public List<Item> decode(String topic, byte[] payload) {
        return problems.isEmpty()
                ? dialect.decode(topic, payload)
                : List.of(new Refused(
                        RejectionReason.INVALID_PROFILE,
                        problems.get(0) + (problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "")));
    }

    /** What closes its clamp, or null if it cannot be told to. */
    public @Nullable ForeignCommand close(String commandId) {
        return problems.isEmpty() && entry.kind().hasClamp() ? dialect.close(commandId) : null;
    }

    /** What closes a clamp in its own words; null if it understands ours, or cannot be told to close. */
    public static @Nullable ForeignCommand closeCommand(RegistryEntry clamp, String commandId) {
        return clamp.foreign() ? of(clamp).close(commandId) : null;
    }

    /** Whether a clamp can be told to close. */
    public static boolean canBeClosed(RegistryEntry clamp) {
        return !clamp.foreign() || closeCommand(clamp, "") != null;
    }
}
