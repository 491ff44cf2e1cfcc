package io.wardstream.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.wardstream.model.ClampMapping;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.DeviceProfile;
import io.wardstream.model.FieldMapping;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.Presence;
import io.wardstream.model.PresenceState;
import io.wardstream.model.ProfileKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.Units;
import io.wardstream.model.VitalsReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a profile's fields out of one foreign object: finds them, converts them, holds them against our ranges. */
final class FieldReader {

    private static final MeasuredField[] VITALS = MeasuredField.of(VitalsReading.class);
    private static final MeasuredField MASS = MeasuredField.of(InfusionReading.class)[0];
    private static final MeasuredField BATTERY = MessageReader.BATTERY;
    private static final String MASS_FIELD = "infusion.massG";
    private static final String PART_OF_VITALS = "vitals";
    private static final String VITALS_PREFIX = PART_OF_VITALS + ".";
    private static final List<String> FLAGS =
            MessageReader.VITAL_FLAGS.stream().map(flag -> VITALS_PREFIX + flag).toList();
    private static final String MEASURED_AT = "measuredAt";
    private static final String BOOT = "boot";
    private static final String SEQ = "seq";
    /** The volume that is left, for a mass: what the scale would show. */
    private static final String VOLUME = "mL";

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,32}(\\.\\d{0,32})?([eE][+-]?\\d{1,4})?");

    private final RegistryEntry entry;
    private final DeviceProfile profile;
    private final List<FieldMapping> fields;

    FieldReader(RegistryEntry entry, DeviceProfile profile) {
        this.entry = entry;
        this.profile = profile;
        List<FieldMapping> given = profile.fields();
        this.fields = given == null ? List.of() : List.copyOf(given);
    }

    /** Where a foreign object keeps things. */
    interface Places {
        /** What stands at a place, or null. */
        @Nullable
        JsonNode value(String at);

        /** The time that the device gives to what stands there, in milliseconds since 1970, or null. */
        default @Nullable JsonNode time(String at) {
            return null;
        }
    }

    // --- the profile ------------------------------------------------------------------------

    void check(List<String> problems) {
        boolean pointers = profile.kind() == ProfileKind.MAPPING;
        if (fields.isEmpty() && profile.clamp() == null) {
            problems.add("neither fields nor a clamp: the device could say nothing");
        }
        Set<String> parts = new HashSet<>();
        for (FieldMapping field : fields) {
            String name = field.field();
            boolean ours = name.equals(MEASURED_AT) || name.equals(BOOT) || name.equals(SEQ);
            MeasuredField measured = measured(name);
            if (FLAGS.contains(name)) {
                parts.add(PART_OF_VITALS);
                if (field.unit() != null || field.scale() != null || field.offset() != null) {
                    problems.add(name + " is true or false: it has no unit, scale or offset");
                }
            } else if (measured == null && !ours) {
                problems.add("there is no field '" + name + "': " + known());
            } else if (ours && !pointers) {
                problems.add(name + " can be mapped by pointers only");
            } else if (measured != null) {
                if (!measured.equals(BATTERY)) {
                    parts.add(name.substring(0, name.indexOf('.')));
                }
                checkUnit(field, measured, problems);
            } else if (name.equals(MEASURED_AT)
                    && field.unit() != null
                    && !field.unit().equals("ms")
                    && !field.unit().equals("s")) {
                problems.add("measuredAt: its unit is ms or s, or absent for RFC 3339, not '" + field.unit() + "'");
            }
            if ((field.whenAt() == null) != (field.whenIs() == null)) {
                problems.add(name + ": whenAt and whenIs go together");
            }
            if (field.whenAt() != null && !pointers) {
                problems.add(name + ": conditions need pointers");
            }
        }
        checkIdentity(problems, parts);
        checkClamp(problems);
    }

    private static void checkUnit(FieldMapping field, MeasuredField measured, List<String> problems) {
        Double scale = field.scale();
        Double offset = field.offset();
        if (scale != null && (!Double.isFinite(scale) || scale == 0)) {
            problems.add(field.field() + ": scale must be a number other than 0");
        }
        if (offset != null && !Double.isFinite(offset)) {
            problems.add(field.field() + ": offset must be a number");
        }
        String unit = field.unit();
        boolean volume = measured.equals(MASS) && VOLUME.equals(unit);
        Set<String> accepted = Units.convertibleTo(measured.unit());
        if (unit != null && !volume && !accepted.contains(unit)) {
            problems.add(field.field() + ": the unit '" + unit + "' cannot be converted; accepted are "
                    + String.join(", ", accepted) + (measured.equals(MASS) ? ", " + VOLUME : ""));
        }
    }

    private void checkIdentity(List<String> problems, Set<String> parts) {
        boolean boot = has(BOOT);
        if (boot != has(SEQ)) {
            // A running number alone begins again when the device does, and its readings would pass for repeats.
            problems.add("boot and seq go together");
        } else if (boot && parts.size() + (stateAt() == null ? 0 : 1) > 1) {
            problems.add("with boot and seq a profile has one part only: one number cannot name two events");
        }
    }

    private void checkClamp(List<String> problems) {
        ClampMapping clamp = profile.clamp();
        if (clamp == null) {
            return;
        }
        if (!entry.kind().hasClamp()) {
            problems.add("clamp: a " + entry.kind() + " has none");
        }
        if (clamp.stateAt() == null && clamp.commandAt() == null) {
            problems.add("clamp: neither stateAt nor commandAt");
        }
        if (clamp.stateAt() != null
                && (clamp.closed() == null
                        || clamp.open() == null
                        || clamp.closed().equals(clamp.open()))) {
            problems.add("clamp: closed and open must be there, and differ");
        }
        if (clamp.commandAt() != null && clamp.close() == null && clamp.closed() == null) {
            problems.add("clamp: with commandAt it must be said what closes it: close, or closed");
        }
    }

    private boolean has(String field) {
        return fields.stream().anyMatch(mapping -> mapping.field().equals(field));
    }

    private @Nullable String stateAt() {
        ClampMapping clamp = profile.clamp();
        return clamp == null ? null : clamp.stateAt();
    }

    /** Every place that the profile names, for the dialect to check. */
    List<String> places() {
        List<String> places = new ArrayList<>();
        for (FieldMapping field : fields) {
            places.add(field.at());
            if (field.whenAt() != null) {
                places.add(field.whenAt());
            }
        }
        String state = stateAt();
        if (state != null) {
            places.add(state);
        }
        return places;
    }

    private static @Nullable MeasuredField measured(String name) {
        if (name.equals(MASS_FIELD)) {
            return MASS;
        }
        if (name.equals(BATTERY.name())) {
            return BATTERY;
        }
        int vital = vital(name);
        return vital < 0 ? null : VITALS[vital];
    }

    private static int vital(String name) {
        for (int i = 0; i < VITALS.length; i++) {
            if (name.equals(VITALS_PREFIX + VITALS[i].name())) {
                return i;
            }
        }
        return -1;
    }

    private static String known() {
        return MASS_FIELD + ", "
                + String.join(
                        ", ",
                        Arrays.stream(VITALS)
                                .map(vital -> VITALS_PREFIX + vital.name())
                                .toList())
                + ", " + String.join(", ", FLAGS) + ", " + BATTERY.name() + ", " + MEASURED_AT + ", " + BOOT + ", "
                + SEQ;
    }

    // --- a payload --------------------------------------------------------------------------

    /**
     * Reads one object.
     *
     * @param path where it stands in its payload, for people; empty if it is the payload
     */
    List<ForeignDevice.Item> read(Places places, String path) {
        return new One(places, path).read();
    }

    /** One object while it is read. */
    private final class One {
        private final Places places;
        private final String path;
        private final List<BadValue> badValues = new ArrayList<>(0);
        private final @Nullable Double[] vitals = new @Nullable Double[VITALS.length];
        private final @Nullable Boolean[] flags = new @Nullable Boolean[FLAGS.size()];
        private @Nullable Double massG;
        private @Nullable Double batteryPct;
        private @Nullable Long measuredAt;
        private @Nullable String boot;
        private @Nullable Long seq;

        One(Places places, String path) {
            this.places = places;
            this.path = path;
        }

        List<ForeignDevice.Item> read() {
            for (FieldMapping field : fields) {
                JsonNode value = applies(field) ? places.value(field.at()) : null;
                // null is how many platforms write what was not measured: that is absence, as it should be.
                if (value != null && !value.isNull() && !value.isMissingNode()) {
                    take(field, value);
                }
            }
            ClampReport clamp = clamp();
            if (has(BOOT) && (boot == null || seq == null)) {
                return List.of(new ForeignDevice.Refused(RejectionReason.MISSING_FIELD, where("boot or seq")));
            }
            List<ForeignDevice.Item> items = new ArrayList<>(1);
            Double mass = massG;
            if (mass != null) {
                items.add(reading(items, new InfusionReading(mass), null, null, null));
            }
            VitalsReading measured = VitalsReading.of(vitals, flags);
            if (!measured.isEmpty()) {
                items.add(reading(items, null, measured, null, null));
            }
            if (clamp != null) {
                items.add(reading(items, null, null, clamp, null));
            }
            if (items.isEmpty() && batteryPct != null) {
                // The battery alone, as platforms with one topic a value send it: a sign of life.
                items.add(reading(items, null, null, null, new Presence(PresenceState.ONLINE)));
            }
            if (!items.isEmpty()) {
                return items;
            }
            return List.of(
                    badValues.isEmpty()
                            ? new ForeignDevice.Refused(
                                    RejectionReason.MISSING_FIELD, where("none of the fields of the device's profile"))
                            : new ForeignDevice.Refused(
                                    badValues.get(0).reason(), badValues.get(0).detail()));
        }

        /** The first reading of an object carries what was taken out of it, and the battery. */
        private ForeignDevice.Reading reading(
                List<ForeignDevice.Item> before,
                @Nullable InfusionReading infusion,
                @Nullable VitalsReading vitalSigns,
                @Nullable ClampReport clamp,
                @Nullable Presence presence) {
            return new ForeignDevice.Reading(
                    boot,
                    seq,
                    measuredAt,
                    infusion,
                    vitalSigns,
                    clamp,
                    presence,
                    before.isEmpty() ? List.copyOf(badValues) : List.of(),
                    before.isEmpty() ? batteryPct : null);
        }

        private boolean applies(FieldMapping field) {
            String at = field.whenAt();
            String text = field.whenIs();
            return at == null || text == null || says(places.value(at), text);
        }

        private void take(FieldMapping field, JsonNode value) {
            switch (field.field()) {
                case MEASURED_AT -> measuredAt = measuredAt != null ? measuredAt : time(field, value);
                case BOOT -> boot = boot != null ? boot : boot(value);
                case SEQ -> seq = seq != null ? seq : seq(value);
                case MASS_FIELD -> {
                    if (massG == null) {
                        massG = number(field, MASS, value);
                    }
                }
                case "batteryPct" -> {
                    if (batteryPct == null) {
                        batteryPct = number(field, BATTERY, value);
                    }
                }
                default -> {
                    int flag = FLAGS.indexOf(field.field());
                    if (flag >= 0) {
                        flags[flag] = flags[flag] != null ? flags[flag] : truth(field.field(), value);
                        return;
                    }
                    int vital = vital(field.field());
                    if (vitals[vital] == null) {
                        vitals[vital] = number(field, VITALS[vital], value);
                    }
                }
            }
        }

        /** True or false, also where they are written as text or as 1 and 0. */
        private @Nullable Boolean truth(String name, JsonNode value) {
            if (says(value, "true") || says(value, "1")) {
                return true;
            }
            if (says(value, "false") || says(value, "0")) {
                return false;
            }
            bad(RejectionReason.WRONG_TYPE, name + " must be true or false");
            return null;
        }

        private @Nullable Double number(FieldMapping field, MeasuredField measured, JsonNode value) {
            OptionalDouble raw = FieldReader.number(value);
            if (raw.isEmpty()) {
                bad(RejectionReason.WRONG_TYPE, field.field() + " must be a number");
                return null;
            }
            double scaled = raw.getAsDouble() * (field.scale() == null ? 1 : field.scale())
                    + (field.offset() == null ? 0 : field.offset());
            String unit = field.unit() == null ? measured.unit() : field.unit();
            double converted = measured.equals(MASS) && unit.equals(VOLUME)
                    ? entry.massG(scaled)
                    : Units.convert(scaled, unit, measured.unit()).orElse(Double.NaN);
            if (!measured.accepts(converted)) {
                bad(RejectionReason.OUT_OF_RANGE, field.field());
                return null;
            }
            JsonNode time = places.time(field.at());
            if (time != null && measuredAt == null) {
                measuredAt = epochMs(time, 1);
            }
            return converted;
        }

        private @Nullable ClampReport clamp() {
            ClampMapping clamp = profile.clamp();
            String at = stateAt();
            JsonNode value = at == null ? null : places.value(at);
            if (clamp == null || at == null || value == null || value.isNull() || value.isMissingNode()) {
                return null;
            }
            boolean closed = says(value, clamp.closed());
            if (!closed && !says(value, clamp.open())) {
                bad(RejectionReason.UNKNOWN_WORD, "clamp.state");
                return null;
            }
            JsonNode time = places.time(at);
            if (time != null && measuredAt == null) {
                measuredAt = epochMs(time, 1);
            }
            return new ClampReport(closed ? ClampState.CLOSED : ClampState.OPEN, null, null);
        }

        private @Nullable Long time(FieldMapping field, JsonNode value) {
            if (field.unit() != null) {
                return epochMs(value, field.unit().equals("s") ? 1000 : 1);
            }
            OptionalLong time = value.isTextual() ? Rfc3339.parse(value.textValue()) : OptionalLong.empty();
            if (time.isEmpty()) {
                bad(RejectionReason.BAD_TIME, MEASURED_AT);
                return null;
            }
            return time.getAsLong();
        }

        private @Nullable Long epochMs(JsonNode value, long factor) {
            OptionalDouble number = FieldReader.number(value);
            double ms = number.orElse(-1) * factor;
            // Up to the year 9999, as RFC 3339 is.
            if (!(ms >= 0 && ms < 253_402_300_800_000.0)) {
                bad(RejectionReason.BAD_TIME, MEASURED_AT);
                return null;
            }
            return (long) ms;
        }

        private @Nullable String boot(JsonNode value) {
            String text = value.isValueNode() ? value.asText() : "";
            if (!MessageReader.BOOT.matcher(text).matches()) {
                bad(RejectionReason.OUT_OF_RANGE, "boot must be 1 to 32 of A-Z a-z 0-9 . _ -");
                return null;
            }
            return text;
        }

        private @Nullable Long seq(JsonNode value) {
            double number = FieldReader.number(value).orElse(-1);
            if (!(number >= 0 && number <= 9e15 && number == Math.rint(number))) {
                bad(RejectionReason.OUT_OF_RANGE, SEQ + " must be a whole number");
                return null;
            }
            return (long) number;
        }

        private void bad(RejectionReason reason, String detail) {
            badValues.add(new BadValue(reason, where(detail)));
        }

        private String where(String detail) {
            return path.isEmpty() ? detail : path + " " + detail;
        }
    }

    /** A number, also where it is written as text: many platforms write all that they know as text. */
    private static OptionalDouble number(JsonNode value) {
        if (value.isNumber()) {
            return OptionalDouble.of(value.doubleValue());
        }
        if (!value.isTextual()) {
            return OptionalDouble.empty();
        }
        String text = value.textValue().strip();
        return NUMBER.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }

    /** Whether a value says a word: as text, or the same number written in another way. */
    private static boolean says(@Nullable JsonNode value, @Nullable String word) {
        if (value == null || word == null || !value.isValueNode() || value.isNull()) {
            return false;
        }
        if (value.asText().strip().equals(word)) {
            return true;
        }
        OptionalDouble number = number(value);
        return number.isPresent() && NUMBER.matcher(word).matches() && number.getAsDouble() == Double.parseDouble(word);
    }
}
