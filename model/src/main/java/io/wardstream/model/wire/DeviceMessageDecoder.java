package io.wardstream.model.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.ClampRefusal;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.Presence;
import io.wardstream.model.PresenceState;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.VitalsReading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what devices send in the native profile: one JSON object or an array of them.
 *
 * <p>Total: any bytes whatever give an answer. Text that is not JSON is refused as a whole; of an array each object is
 * judged by itself. A measured value that cannot be true (a sentinel such as −100 °C for a probe that fell off) is taken
 * out and reported, and the message's other values go on: a lost temperature must not hide a falling saturation. A
 * message that has no good value left is refused.
 *
 * <p>Thread-safe.
 */
public final class DeviceMessageDecoder {

    /** The largest payload that is looked at, in bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    /** The longest text of a person that is taken. */
    public static final int MAX_TEXT = 200;

    private static final int MAX_DEPTH = 8;
    private static final int MAX_STRING = 512;
    static final Pattern BOOT = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final int MAX_PLACE = 80;
    private static final Pattern NOT_SHOWN = Pattern.compile("[^ -~]");

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(MAX_STRING)
                    .maxNumberLength(MAX_STRING)
                    .build())
            .build();

    private static final MeasuredField[] VITALS = MeasuredField.of(VitalsReading.class);
    private static final MeasuredField MASS = MeasuredField.of(InfusionReading.class)[0];
    static final MeasuredField BATTERY = MeasuredField.of(DeviceMessage.class, "batteryPct");

    static final String CUFF_RUNNING = "cuffRunning";

    private DeviceMessageDecoder() {}

    /** One object of a payload: a message, or why it is none. */
    public sealed interface Item {}

    /**
     * A message.
     *
     * @param message what the device said
     * @param badValues the values that were taken out of it
     */
    public record Message(DeviceMessage message, List<BadValue> badValues) implements Item {}

    /**
     * Not a message.
     *
     * @param reason why
     * @param detail where, in words
     */
    public record Refused(RejectionReason reason, String detail) implements Item {}

    /** Reads a payload. Never empty, never throws. */
    public static List<Item> decode(byte[] payload) {
        if (payload.length == 0) {
            return refused(RejectionReason.EMPTY, "no bytes");
        }
        if (payload.length > MAX_BYTES) {
            return refused(RejectionReason.TOO_LARGE, payload.length + " bytes");
        }
        CharBuffer text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(payload));
        } catch (CharacterCodingException e) {
            return refused(RejectionReason.NOT_UTF8, "malformed bytes");
        }
        // From characters, not bytes: the parser would guess UTF-16 and UTF-32 from bytes.
        try (JsonParser in = JSON.createParser(text.array(), text.arrayOffset(), text.length())) {
            List<Item> items = new ArrayList<>(1);
            JsonToken first = in.nextToken();
            if (first == JsonToken.START_OBJECT) {
                items.add(new ObjectReader(in, "").read());
            } else if (first == JsonToken.START_ARRAY) {
                int index = 0;
                for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
                    String path = "[" + index++ + "]";
                    if (token == JsonToken.START_OBJECT) {
                        items.add(new ObjectReader(in, path).read());
                    } else {
                        in.skipChildren();
                        items.add(new Refused(RejectionReason.NOT_A_MESSAGE, path + " is no object"));
                    }
                }
            } else if (first != null) {
                in.skipChildren();
            }
            if (first != null && in.nextToken() != null) {
                return refused(RejectionReason.NOT_JSON, "more text behind the value");
            }
            return items.isEmpty()
                    ? refused(
                            first == null ? RejectionReason.NOT_JSON : RejectionReason.NOT_A_MESSAGE,
                            first == null ? "only white space" : "neither an object nor an array of objects")
                    : items;
        } catch (StreamConstraintsException e) {
            return refused(RejectionReason.TOO_DEEP_OR_LONG, "beyond depth " + MAX_DEPTH + " or length " + MAX_STRING);
        } catch (JsonParseException e) {
            String message = e.getOriginalMessage();
            return message != null && message.startsWith("Duplicate field")
                    ? refused(RejectionReason.DUPLICATE_FIELD, "a field is named twice")
                    : refused(
                            RejectionReason.NOT_JSON,
                            "at character " + e.getLocation().getCharOffset());
        } catch (IOException e) {
            return refused(RejectionReason.NOT_JSON, "unreadable");
        }
    }

    private static List<Item> refused(RejectionReason reason, String detail) {
        return List.of(new Refused(reason, detail));
    }

    /** Whether a text can be shown and stored: no control characters, no half of a surrogate pair, not too long. */
    public static boolean isPlainText(String text) {
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /**
     * Reads one object to its end, whatever is in it, and remembers the first thing that was wrong: so that text which is
     * no JSON further on is still found out.
     */
    private static final class ObjectReader {
        private final JsonParser in;
        private final String path;
        private final List<BadValue> badValues = new ArrayList<>(0);
        private @Nullable Refused problem;

        private @Nullable String deviceId;
        private @Nullable String boot;
        private @Nullable Long seq;
        private @Nullable Long measuredAt;
        private int parts;
        private @Nullable InfusionReading infusion;
        private @Nullable VitalsReading vitals;
        private @Nullable Care care;
        private @Nullable ClampReport clamp;
        private @Nullable Presence presence;
        private @Nullable Double batteryPct;

        ObjectReader(JsonParser in, String path) {
            this.in = in;
            this.path = path;
        }

        Item read() throws IOException {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                JsonToken token = in.nextToken();
                switch (name) {
                    case "deviceId" -> deviceId = name("deviceId", token);
                    case "boot" -> boot = bootName(token);
                    case "seq" -> seq = count("seq", token);
                    case "measuredAt" -> measuredAt = time("measuredAt", token);
                    case "infusion" -> {
                        parts++;
                        readInfusion(token);
                    }
                    case "vitals" -> {
                        parts++;
                        readVitals(token);
                    }
                    case "care" -> {
                        parts++;
                        readCare(token);
                    }
                    case "clamp" -> {
                        parts++;
                        readClamp(token);
                    }
                    case "presence" -> {
                        parts++;
                        readPresence(token);
                    }
                    case "batteryPct" -> batteryPct = battery(token);
                    default -> unknown(name);
                }
            }
            if (problem == null) {
                if (boot == null) {
                    problem(RejectionReason.MISSING_FIELD, "boot");
                } else if (seq == null) {
                    problem(RejectionReason.MISSING_FIELD, "seq");
                } else if (parts != 1) {
                    problem(
                            RejectionReason.NOT_ONE_PART,
                            parts == 0 ? "none of infusion, vitals, care, clamp, presence" : parts + " parts");
                }
            }
            if (problem == null && vitals != null && vitals.isEmpty()) {
                // Every value was taken out: then the first of them is why.
                problem = badValues.isEmpty()
                        ? new Refused(RejectionReason.MISSING_FIELD, where("vitals has no value"))
                        : new Refused(
                                badValues.get(0).reason(), badValues.get(0).detail());
            }
            if (problem != null || boot == null || seq == null) {
                return problem != null ? problem : new Refused(RejectionReason.MISSING_FIELD, where("boot or seq"));
            }
            return new Message(
                    new DeviceMessage(
                            deviceId, boot, seq, measuredAt, infusion, vitals, care, clamp, presence, batteryPct),
                    badValues);
        }

        private void readInfusion(JsonToken token) throws IOException {
            if (!isObject("infusion", token)) {
                return;
            }
            Double mass = null;
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (name.equals(MASS.name())) {
                    mass = number("infusion.massG", value);
                    if (mass != null && !MASS.accepts(mass)) {
                        problem(RejectionReason.OUT_OF_RANGE, "infusion.massG");
                    }
                } else {
                    unknown("infusion." + name);
                }
            }
            if (mass == null) {
                problem(RejectionReason.MISSING_FIELD, "infusion.massG");
            } else {
                infusion = new InfusionReading(mass);
            }
        }

        private void readVitals(JsonToken token) throws IOException {
            if (!isObject("vitals", token)) {
                return;
            }
            @Nullable Double[] values = new @Nullable Double[VITALS.length];
            Boolean cuffRunning = null;
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (name.equals(CUFF_RUNNING)) {
                    cuffRunning = cuffRunning(value);
                    continue;
                }
                int index = vital(name);
                if (index < 0) {
                    unknown("vitals." + name);
                    continue;
                }
                // Some monitors write null for what they did not measure: that is absence, as it should be.
                Double measured = value == JsonToken.VALUE_NULL ? null : number("vitals." + name, value);
                if (measured != null && !VITALS[index].accepts(measured)) {
                    badValues.add(new BadValue(RejectionReason.OUT_OF_RANGE, where("vitals." + name)));
                } else {
                    values[index] = measured;
                }
            }
            vitals = new VitalsReading(
                            values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7],
                            values[8])
                    .withCuffRunning(cuffRunning);
        }

        /** A word on the cuff that is none is taken out: it must not hide what the monitor measured. */
        private @Nullable Boolean cuffRunning(JsonToken token) throws IOException {
            if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
                return token == JsonToken.VALUE_TRUE;
            }
            if (token != JsonToken.VALUE_NULL) {
                in.skipChildren();
                badValues.add(new BadValue(
                        RejectionReason.WRONG_TYPE, where("vitals." + CUFF_RUNNING + " must be true or false")));
            }
            return null;
        }

        private static int vital(String name) {
            for (int i = 0; i < VITALS.length; i++) {
                if (VITALS[i].name().equals(name)) {
                    return i;
                }
            }
            return -1;
        }

        private void readCare(JsonToken token) throws IOException {
            if (!isObject("care", token)) {
                return;
            }
            CareAction action = null;
            String by = null;
            String alarmId = null;
            String lineId = null;
            String patientId = null;
            String reason = null;
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                switch (name) {
                    case "action" -> action = word("care.action", value, CareAction.class);
                    case "by" -> by = plainText("care.by", value);
                    case "alarmId" -> alarmId = name("care.alarmId", value);
                    case "lineId" -> lineId = name("care.lineId", value);
                    case "patientId" -> patientId = name("care.patientId", value);
                    case "reason" -> reason = plainText("care.reason", value);
                    default -> unknown("care." + name);
                }
            }
            if (action == null) {
                problem(RejectionReason.MISSING_FIELD, "care.action");
            } else if (by == null) {
                problem(RejectionReason.MISSING_FIELD, "care.by");
            } else {
                care = new Care(action, by, alarmId, lineId, patientId, reason);
            }
        }

        private void readClamp(JsonToken token) throws IOException {
            if (!isObject("clamp", token)) {
                return;
            }
            ClampState state = null;
            String commandId = null;
            ClampRefusal refused = null;
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                switch (name) {
                    case "state" -> state = word("clamp.state", value, ClampState.class);
                    case "commandId" -> commandId = name("clamp.commandId", value);
                    case "refused" -> refused = word("clamp.refused", value, ClampRefusal.class);
                    default -> unknown("clamp." + name);
                }
            }
            if (state == null) {
                problem(RejectionReason.MISSING_FIELD, "clamp.state");
            } else {
                clamp = new ClampReport(state, commandId, refused);
            }
        }

        private void readPresence(JsonToken token) throws IOException {
            if (!isObject("presence", token)) {
                return;
            }
            PresenceState state = null;
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (name.equals("state")) {
                    state = word("presence.state", value, PresenceState.class);
                } else {
                    unknown("presence." + name);
                }
            }
            if (state == null) {
                problem(RejectionReason.MISSING_FIELD, "presence.state");
            } else {
                presence = new Presence(state);
            }
        }

        /** A battery that cannot be true is taken out: it must not hide what the device measured. */
        private @Nullable Double battery(JsonToken token) throws IOException {
            Double percent = token == JsonToken.VALUE_NULL ? null : number(BATTERY.name(), token);
            if (percent != null && !BATTERY.accepts(percent)) {
                badValues.add(new BadValue(RejectionReason.OUT_OF_RANGE, where(BATTERY.name())));
                return null;
            }
            return percent;
        }

        private boolean isObject(String field, JsonToken token) throws IOException {
            if (token == JsonToken.START_OBJECT) {
                return true;
            }
            wrongType(field, "an object");
            return false;
        }

        private void unknown(String field) throws IOException {
            in.skipChildren();
            problem(RejectionReason.UNKNOWN_FIELD, field);
        }

        private void wrongType(String field, String wanted) throws IOException {
            in.skipChildren();
            problem(RejectionReason.WRONG_TYPE, field + " must be " + wanted);
        }

        private @Nullable String text(String field, JsonToken token) throws IOException {
            if (token != JsonToken.VALUE_STRING) {
                wrongType(field, "a string");
                return null;
            }
            return in.getText();
        }

        private @Nullable String plainText(String field, JsonToken token) throws IOException {
            String text = text(field, token);
            if (text != null && !isPlainText(text)) {
                problem(RejectionReason.OUT_OF_RANGE, field + " must be 1 to " + MAX_TEXT + " printable characters");
                return null;
            }
            return text;
        }

        private @Nullable String name(String field, JsonToken token) throws IOException {
            String text = text(field, token);
            if (text != null && !WardTopic.isName(text)) {
                problem(RejectionReason.OUT_OF_RANGE, field + " is no name");
                return null;
            }
            return text;
        }

        private @Nullable String bootName(JsonToken token) throws IOException {
            String text = text("boot", token);
            if (text != null && !BOOT.matcher(text).matches()) {
                problem(RejectionReason.OUT_OF_RANGE, "boot must be 1 to 32 of A-Z a-z 0-9 . _ -");
                return null;
            }
            return text;
        }

        private @Nullable Long count(String field, JsonToken token) throws IOException {
            if (token != JsonToken.VALUE_NUMBER_INT) {
                wrongType(field, "a whole number");
                return null;
            }
            try {
                long value = in.getLongValue();
                if (value >= 0) {
                    return value;
                }
            } catch (InputCoercionException e) {
                // Larger than a long: refused with the negatives below.
            }
            problem(RejectionReason.OUT_OF_RANGE, field);
            return null;
        }

        private @Nullable Double number(String field, JsonToken token) throws IOException {
            if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
                wrongType(field, "a number");
                return null;
            }
            return in.getDoubleValue();
        }

        private @Nullable Long time(String field, JsonToken token) throws IOException {
            String text = text(field, token);
            if (text == null) {
                return null;
            }
            OptionalLong time = Rfc3339.parse(text);
            if (time.isEmpty()) {
                problem(RejectionReason.BAD_TIME, field);
                return null;
            }
            return time.getAsLong();
        }

        private <E extends Enum<E>> @Nullable E word(String field, JsonToken token, Class<E> words) throws IOException {
            String text = text(field, token);
            if (text == null) {
                return null;
            }
            for (E word : words.getEnumConstants()) {
                if (word.name().equals(text)) {
                    return word;
                }
            }
            problem(RejectionReason.UNKNOWN_WORD, field);
            return null;
        }

        private void problem(RejectionReason reason, String detail) {
            if (problem == null) {
                problem = new Refused(reason, where(detail));
            }
        }

        /** A place in the message as text that is safe to show: field names are the sender's own words. */
        private String where(String detail) {
            String place = path.isEmpty() ? detail : path + " " + detail;
            String shown = NOT_SHOWN.matcher(place).replaceAll("?");
            return shown.length() <= MAX_PLACE ? shown : shown.substring(0, MAX_PLACE) + "…";
        }
    }
}
