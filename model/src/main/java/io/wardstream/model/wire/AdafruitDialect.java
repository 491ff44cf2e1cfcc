package io.wardstream.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.wardstream.model.ClampMapping;
import io.wardstream.model.DeviceProfile;
import io.wardstream.model.ForeignCommand;
import io.wardstream.model.RejectionReason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Feeds of the Adafruit IO firmware: one number a topic, {@code {account}/feeds/{feed}} or
 * {@code {account}/feeds/{group}.{feed}}, as plain text or as {@code {"value":"612.4"}}.
 */
final class AdafruitDialect implements Dialect {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern FEED = Pattern.compile("[A-Za-z0-9_-]{1,128}(\\.[A-Za-z0-9_-]{1,128})?");

    private final FieldReader reader;
    private final String account;
    private final @Nullable ClampMapping clamp;

    AdafruitDialect(DeviceProfile profile, FieldReader reader) {
        this.reader = reader;
        this.account = profile.account() == null ? "" : profile.account();
        this.clamp = profile.clamp();
    }

    @Override
    public void check(List<String> problems) {
        if (!NAME.matcher(account).matches()) {
            problems.add("account must be the user's name: letters, digits, _ and -");
        }
        List<String> feeds = new ArrayList<>(reader.places());
        if (clamp != null && clamp.commandAt() != null) {
            feeds.add(clamp.commandAt());
            if (clamp.commandAt().equals(clamp.stateAt())) {
                // Our own command would come back as the clamp's word that it is closed.
                problems.add("clamp: commandAt and stateAt must be two feeds");
            }
        }
        for (String feed : feeds) {
            if (!FEED.matcher(feed).matches()) {
                problems.add("'" + feed + "' is no feed's key: feed or group.feed");
            }
        }
    }

    private String topic(String feed) {
        return account + "/feeds/" + feed;
    }

    @Override
    public List<String> filters() {
        Set<String> topics = new LinkedHashSet<>();
        reader.places().forEach(feed -> topics.add(topic(feed)));
        return List.copyOf(topics);
    }

    @Override
    public @Nullable String commandTopic() {
        return clamp == null || clamp.commandAt() == null ? null : topic(clamp.commandAt());
    }

    @Override
    public List<ForeignDevice.Item> decode(String topic, byte[] payload) {
        Decoded<String> text = ForeignPayload.text(payload);
        if (text instanceof Decoded.Rejected<String> refused) {
            return List.of(new ForeignDevice.Refused(refused.reason(), refused.detail()));
        }
        return decode(topic, ((Decoded.Accepted<String>) text).value().strip());
    }

    private List<ForeignDevice.Item> decode(String topic, String text) {
        JsonNode value;
        if (text.startsWith("{")) {
            Decoded<JsonNode> json = ForeignPayload.json(text);
            if (json instanceof Decoded.Rejected<JsonNode> refused) {
                return List.of(new ForeignDevice.Refused(refused.reason(), refused.detail()));
            }
            value = ((Decoded.Accepted<JsonNode>) json).value().path("value");
            if (value.isMissingNode() || value.isNull()) {
                return List.of(new ForeignDevice.Refused(RejectionReason.MISSING_FIELD, "value"));
            }
        } else if (text.isEmpty()) {
            return List.of(new ForeignDevice.Refused(RejectionReason.EMPTY, "only white space"));
        } else {
            value = TextNode.valueOf(text);
        }
        return reader.read(feed -> topic(feed).equals(topic) ? value : null, "");
    }

    @Override
    public @Nullable ForeignCommand close(String commandId) {
        String topic = commandTopic();
        String word = clamp == null ? null : clamp.close() != null ? clamp.close() : clamp.closed();
        return topic == null || word == null ? null : new ForeignCommand(topic, word, null);
    }
}
