package io.wardstream.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import io.wardstream.model.Acvpu;
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
import io.wardstream.model.wire.DeviceMessageDecoder.Item;
import io.wardstream.model.wire.DeviceMessageDecoder.Message;
import io.wardstream.model.wire.DeviceMessageDecoder.Refused;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object of a payload to its end, whatever is in it, and remembers the first thing that was wrong: so that
 * text which is no JSON further on is still found out. For one object and one thread.
 */
final class MessageReader {

    /** What a monitor says with true or false. */
    static final List<String> VITAL_FLAGS = Arrays.stream(VitalsReading.class.getRecordComponents())
            .filter(component -> component.getType() == Boolean.class)
            .map(RecordComponent::getName)
            .toList();

    static final Pattern BOOT = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    static final MeasuredField BATTERY = MeasuredField.of(DeviceMessage.class, "batteryPct");

    private static final MeasuredField[] VITALS = MeasuredField.of(VitalsReading.class);
    private static final MeasuredField MASS = MeasuredField.of(InfusionReading.class)[0];
    private static final int MAX_PLACE = 80;
    private static final Pattern NOT_SHOWN = Pattern.compile("[^ -~]");

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

    MessageReader(JsonParser in, String path) {
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
                    : new Refused(badValues.get(0).reason(), badValues.get(0).detail());
        }
        if (problem != null || boot == null || seq == null) {
            return problem != null ? problem : new Refused(RejectionReason.MISSING_FIELD, where("boot or seq"));
        }
        return new Message(
                new DeviceMessage(deviceId, boot, seq, measuredAt, infusion, vitals, care, clamp, presence, batteryPct),
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
        @Nullable Boolean[] flags = new @Nullable Boolean[VITAL_FLAGS.size()];
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            int flag = VITAL_FLAGS.indexOf(name);
            if (flag >= 0) {
                flags[flag] = truth("vitals." + name, value);
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
        vitals = VitalsReading.of(values, flags);
    }

    /** A word that is neither true nor false is taken out: it must not hide what the monitor measured. */
    private @Nullable Boolean truth(String name, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        if (token != JsonToken.VALUE_NULL) {
            in.skipChildren();
            badValues.add(new BadValue(RejectionReason.WRONG_TYPE, where(name + " must be true or false")));
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
        Acvpu acvpu = null;
        Boolean onOxygen = null;
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
                case "acvpu" -> acvpu = word("care.acvpu", value, Acvpu.class);
                case "onOxygen" -> onOxygen = truth("care.onOxygen", value);
                default -> unknown("care." + name);
            }
        }
        if (action == null) {
            problem(RejectionReason.MISSING_FIELD, "care.action");
        } else if (by == null) {
            problem(RejectionReason.MISSING_FIELD, "care.by");
        } else if (action == CareAction.OBSERVE && acvpu == null && onOxygen == null) {
            problem(RejectionReason.MISSING_FIELD, "care.acvpu or care.onOxygen");
        } else {
            care = new Care(action, by, alarmId, lineId, patientId, reason, acvpu, onOxygen);
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
        if (text != null && !DeviceMessageDecoder.isPlainText(text)) {
            problem(
                    RejectionReason.OUT_OF_RANGE,
                    field + " must be 1 to " + DeviceMessageDecoder.MAX_TEXT + " printable characters");
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
