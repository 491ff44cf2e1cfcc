package io.wardstream.model.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.wardstream.model.RejectionReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what devices send in the native profile: one JSON object or an array of them.
 *
 * <p>Total: any bytes whatever give an answer. Text that is not JSON is refused as a whole; of an array each object is
 * judged by itself. A measured value that cannot be true (a sentinel such as −100 °C for a probe that fell off) is
 * taken out and reported, and the message's other values go on: a lost temperature must not hide a falling saturation.
 * A message that has no good value left is refused.
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

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(MAX_STRING)
                    .maxNumberLength(MAX_STRING)
                    .build())
            .build();

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
                items.add(new MessageReader(in, "").read());
            } else if (first == JsonToken.START_ARRAY) {
                int index = 0;
                for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
                    String path = "[" + index++ + "]";
                    if (token == JsonToken.START_OBJECT) {
                        items.add(new MessageReader(in, path).read());
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
}
