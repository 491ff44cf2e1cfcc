package io.wardstream.model.wire;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.wardstream.model.ClampMapping;
import io.wardstream.model.DeviceProfile;
import io.wardstream.model.ForeignCommand;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.RejectionReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Any JSON, by pointers (RFC 6901), from one payload or from each element of an array in it. */
final class MappingDialect implements Dialect {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
    private static final Pattern POINTER = Pattern.compile("(/([^/~]|~[01])*)*");

    private final FieldReader reader;
    private final RegistryEntry entry;
    private final DeviceProfile profile;
    private final String filter;
    private final Map<String, JsonPointer> pointers = new HashMap<>();
    private final @Nullable JsonPointer readings;

    MappingDialect(RegistryEntry entry, DeviceProfile profile, FieldReader reader) {
        this.reader = reader;
        this.entry = entry;
        this.profile = profile;
        this.filter = profile.topic() == null ? "" : filled(profile.topic());
        for (String place : reader.places()) {
            if (isPointer(place)) {
                pointers.put(place, JsonPointer.compile(place));
            }
        }
        String array = profile.readings();
        this.readings = array != null && isPointer(array) ? JsonPointer.compile(array) : null;
    }

    private static boolean isPointer(String text) {
        return text.length() <= 512 && POINTER.matcher(text).matches();
    }

    private String filled(String pattern) {
        return pattern.replace("{ward}", entry.ward()).replace("{deviceId}", entry.deviceId());
    }

    @Override
    public void check(List<String> problems) {
        String topic = profile.topic();
        if (topic == null) {
            problems.add("topic is missing: where the device speaks");
        } else {
            checkPlaceholders("topic", topic, problems);
            String problem = TopicFilter.problem(filter);
            if (problem != null) {
                problems.add("topic: " + problem);
            }
        }
        List<String> places = new ArrayList<>(reader.places());
        if (profile.readings() != null) {
            places.add(profile.readings());
        }
        for (String place : places) {
            if (!isPointer(place)) {
                problems.add("'" + place + "' is no JSON pointer (RFC 6901): it begins with /");
            }
        }
        ClampMapping clamp = profile.clamp();
        if (clamp != null && clamp.commandAt() != null) {
            checkPlaceholders("clamp.commandAt", clamp.commandAt(), problems);
            String problem = TopicFilter.topicProblem(filled(clamp.commandAt()));
            if (problem != null) {
                problems.add("clamp.commandAt: " + problem);
            } else if (filled(clamp.commandAt()).equals(filter)) {
                problems.add("clamp.commandAt must not be the topic on which the device speaks");
            }
        }
    }

    private static void checkPlaceholders(String what, String pattern, List<String> problems) {
        Matcher matcher = PLACEHOLDER.matcher(pattern);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (!name.equals("ward") && !name.equals("deviceId")) {
                problems.add(what + ": {" + name + "} stands for nothing; {ward} and {deviceId} do");
            }
        }
    }

    @Override
    public List<String> filters() {
        return List.of(filter);
    }

    @Override
    public @Nullable String commandTopic() {
        ClampMapping clamp = profile.clamp();
        return clamp == null || clamp.commandAt() == null ? null : filled(clamp.commandAt());
    }

    @Override
    public List<ForeignDevice.Item> decode(String topic, byte[] payload) {
        Decoded<JsonNode> json = ForeignPayload.json(payload);
        if (json instanceof Decoded.Rejected<JsonNode> refused) {
            return List.of(new ForeignDevice.Refused(refused.reason(), refused.detail()));
        }
        JsonNode root = ((Decoded.Accepted<JsonNode>) json).value();
        JsonNode found = readings == null ? root : root.at(readings);
        if (found.isObject()) {
            // Platforms that batch send a single reading as itself.
            return reader.read(at -> at(found, at), "");
        }
        if (readings != null && found.isMissingNode()) {
            return List.of(new ForeignDevice.Refused(RejectionReason.MISSING_FIELD, "readings"));
        }
        if (readings == null || !found.isArray() || found.isEmpty()) {
            return List.of(new ForeignDevice.Refused(
                    RejectionReason.NOT_A_MESSAGE,
                    readings == null ? "not an object" : "readings is no array with anything in it"));
        }
        List<ForeignDevice.Item> items = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            JsonNode element = found.get(i);
            String path = "[" + i + "]";
            if (element.isObject()) {
                items.addAll(reader.read(at -> at(element, at), path));
            } else {
                items.add(new ForeignDevice.Refused(RejectionReason.NOT_A_MESSAGE, path + " is no object"));
            }
        }
        return items;
    }

    private @Nullable JsonNode at(JsonNode element, String at) {
        JsonPointer pointer = pointers.get(at);
        return pointer == null ? null : element.at(pointer);
    }

    @Override
    public @Nullable ForeignCommand close(String commandId) {
        ClampMapping clamp = profile.clamp();
        String topic = commandTopic();
        String word = clamp == null ? null : clamp.close() != null ? clamp.close() : clamp.closed();
        return topic == null || word == null ? null : new ForeignCommand(topic, word, null);
    }
}
