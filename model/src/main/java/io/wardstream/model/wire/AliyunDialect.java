package io.wardstream.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wardstream.model.ClampMapping;
import io.wardstream.model.ClampRefusal;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.DeviceProfile;
import io.wardstream.model.ForeignCommand;
import io.wardstream.model.Presence;
import io.wardstream.model.PresenceState;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Alibaba's thing model over MQTT. The device posts properties, is told to set one, and answers that with a code; the
 * code says that it understood, and only its next post says where the clamp is.
 */
final class AliyunDialect implements Dialect {

    private static final String POST = "thing.event.property.post";
    private static final String SET = "thing.service.property.set";
    private static final int OK = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_@.:-]{0,63}");
    private static final Pattern PROPERTY = Pattern.compile("[A-Za-z0-9_:.-]{1,128}");

    private final FieldReader reader;
    private final String product;
    private final String name;
    private final @Nullable ClampMapping clamp;

    AliyunDialect(RegistryEntry entry, DeviceProfile profile, FieldReader reader) {
        this.reader = reader;
        this.product = profile.account() == null ? "" : profile.account();
        this.name = profile.name() == null ? entry.deviceId() : profile.name();
        this.clamp = profile.clamp();
    }

    @Override
    public void check(List<String> problems) {
        if (!NAME.matcher(product).matches()) {
            problems.add("account must be the product key");
        }
        if (!NAME.matcher(name).matches()) {
            problems.add("name must be the device's name at its platform");
        }
        List<String> properties = new ArrayList<>(reader.places());
        if (clamp != null && clamp.commandAt() != null) {
            properties.add(clamp.commandAt());
        }
        for (String property : properties) {
            if (!PROPERTY.matcher(property).matches()) {
                problems.add("'" + property + "' is no property's name");
            }
        }
    }

    private String topic(String tail) {
        return "/sys/" + product + "/" + name + "/thing/" + tail;
    }

    private String replyTopic() {
        return topic("service/property/set_reply");
    }

    @Override
    public List<String> filters() {
        return List.of(topic("event/property/post"), replyTopic());
    }

    @Override
    public @Nullable String commandTopic() {
        return topic("service/property/set");
    }

    @Override
    public List<ForeignDevice.Item> decode(String topic, byte[] payload) {
        Decoded<JsonNode> json = ForeignPayload.json(payload);
        if (json instanceof Decoded.Rejected<JsonNode> refused) {
            return refused(refused.reason(), refused.detail());
        }
        JsonNode root = ((Decoded.Accepted<JsonNode>) json).value();
        if (!root.isObject()) {
            return refused(RejectionReason.NOT_A_MESSAGE, "not an object");
        }
        return topic.equals(replyTopic()) ? reply(root) : post(root);
    }

    private List<ForeignDevice.Item> post(JsonNode root) {
        JsonNode method = root.path("method");
        if (!method.isMissingNode() && !POST.equals(method.textValue())) {
            return refused(RejectionReason.UNKNOWN_WORD, "method");
        }
        JsonNode params = root.path("params");
        if (!params.isObject()) {
            return params.isMissingNode()
                    ? refused(RejectionReason.MISSING_FIELD, "params")
                    : refused(RejectionReason.WRONG_TYPE, "params must be an object");
        }
        return reader.read(
                new FieldReader.Places() {
                    @Override
                    public @Nullable JsonNode value(String at) {
                        JsonNode param = params.path(at);
                        return param.isObject() ? param.path("value") : param;
                    }

                    @Override
                    public @Nullable JsonNode time(String at) {
                        JsonNode time = params.path(at).path("time");
                        return time.isMissingNode() || time.isNull() ? null : time;
                    }
                },
                "");
    }

    /** That it understood is a sign of life, and no word of where the clamp is. That it did not is the answer. */
    private List<ForeignDevice.Item> reply(JsonNode root) {
        JsonNode code = root.path("code");
        if (!code.isIntegralNumber()) {
            return code.isMissingNode()
                    ? refused(RejectionReason.MISSING_FIELD, "code")
                    : refused(RejectionReason.WRONG_TYPE, "code must be a whole number");
        }
        if (code.isInt() && code.intValue() == OK) {
            return List.of(reading(null, new Presence(PresenceState.ONLINE)));
        }
        JsonNode id = root.path("id");
        String answered = id.isValueNode() && WardTopic.isName(id.asText()) ? id.asText() : null;
        return answered == null
                ? refused(RejectionReason.MISSING_FIELD, "id")
                : List.of(reading(new ClampReport(ClampState.FAULT, answered, ClampRefusal.NOT_UNDERSTOOD), null));
    }

    private static ForeignDevice.Reading reading(@Nullable ClampReport clamp, @Nullable Presence presence) {
        return new ForeignDevice.Reading(null, null, null, null, null, clamp, presence, List.of(), null);
    }

    private static List<ForeignDevice.Item> refused(RejectionReason reason, String detail) {
        return List.of(new ForeignDevice.Refused(reason, detail));
    }

    @Override
    public @Nullable ForeignCommand close(String commandId) {
        String property = clamp == null ? null : clamp.commandAt();
        String word = clamp == null ? null : clamp.close() != null ? clamp.close() : clamp.closed();
        if (property == null || word == null) {
            return null;
        }
        String id = messageId(commandId);
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("id", id).put("version", "1.0");
        message.putObject("params").set(property, scalar(word));
        message.put("method", SET);
        return new ForeignCommand(topic("service/property/set"), message.toString(), id);
    }

    /** Numbers and truth values go out as what they are. */
    private static JsonNode scalar(String word) {
        return ForeignPayload.json(word) instanceof Decoded.Accepted<JsonNode> json
                        && (json.value().isNumber() || json.value().isBoolean())
                ? json.value()
                : JsonNodeFactory.instance.textNode(word);
    }

    /** The platform's ids are numbers of 32 bits, and devices take them for such: the same for every replay. */
    private static String messageId(String commandId) {
        return Integer.toUnsignedString(commandId.hashCode());
    }
}
