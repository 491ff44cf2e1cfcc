package io.wardstream.model.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wardstream.model.RejectionReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** From the bytes of a foreign payload to text, and from text to JSON. Total, like every decoder. Thread-safe. */
final class ForeignPayload {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_STRING = 16 * 1024;
    private static final int MAX_NAME_OR_NUMBER = 512;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING)
                            .maxNameLength(MAX_NAME_OR_NUMBER)
                            .maxNumberLength(MAX_NAME_OR_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ForeignPayload() {}

    /** The payload as text, without the byte order mark that some platforms begin with. */
    static Decoded<String> text(byte[] payload) {
        if (payload.length == 0) {
            return new Decoded.Rejected<>(RejectionReason.EMPTY, "no bytes");
        }
        if (payload.length > DeviceMessageDecoder.MAX_BYTES) {
            return new Decoded.Rejected<>(RejectionReason.TOO_LARGE, payload.length + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
            boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            return new Decoded.Accepted<>(marked ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return new Decoded.Rejected<>(RejectionReason.NOT_UTF8, "malformed bytes");
        }
    }

    /** The one JSON value in a text. */
    static Decoded<JsonNode> json(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            return root == null || root.isMissingNode()
                    ? new Decoded.Rejected<>(RejectionReason.NOT_JSON, "only white space")
                    : new Decoded.Accepted<>(root);
        } catch (StreamConstraintsException e) {
            return new Decoded.Rejected<>(
                    RejectionReason.TOO_DEEP_OR_LONG, "beyond depth " + MAX_DEPTH + " or length " + MAX_STRING);
        } catch (JsonParseException e) {
            String message = e.getOriginalMessage();
            return message != null && message.startsWith("Duplicate field")
                    ? new Decoded.Rejected<>(RejectionReason.DUPLICATE_FIELD, "a field is named twice")
                    : new Decoded.Rejected<>(
                            RejectionReason.NOT_JSON,
                            "at character " + e.getLocation().getCharOffset());
        } catch (JsonProcessingException e) {
            return new Decoded.Rejected<>(RejectionReason.NOT_JSON, "more text behind the value");
        }
    }

    /** The JSON in a payload. */
    static Decoded<JsonNode> json(byte[] payload) {
        Decoded<String> text = text(payload);
        if (text instanceof Decoded.Rejected<String> refused) {
            return new Decoded.Rejected<>(refused.reason(), refused.detail());
        }
        return json(((Decoded.Accepted<String>) text).value());
    }
}
