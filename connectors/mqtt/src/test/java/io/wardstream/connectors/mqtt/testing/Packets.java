package io.wardstream.connectors.mqtt.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The packets of MQTT 5 and 3.1.1 as records, and how they look on the wire, seen from a broker.
 *
 * <p>A property that the peer did not send is null, so that a test can tell "left out" from "sent with the default".
 * What 3.1.1 does not have is null, empty or 0. Properties that nobody here asks about are read over. Quality of
 * service 2 and enhanced authentication are not spoken.
 */
public final class Packets {

    public static final int MQTT_3_1_1 = 4;
    public static final int MQTT_5 = 5;

    /** The client's last word when it means it. */
    public static final int NORMAL = 0x00;

    public static final int NO_MATCHING_SUBSCRIBERS = 0x10;
    public static final int UNSPECIFIED_ERROR = 0x80;
    public static final int NOT_AUTHORIZED = 0x87;
    public static final int SERVER_UNAVAILABLE = 0x88;
    public static final int SESSION_TAKEN_OVER = 0x8E;
    public static final int QUOTA_EXCEEDED = 0x97;

    private static final int PAYLOAD_FORMAT = 0x01;
    private static final int MESSAGE_EXPIRY = 0x02;
    private static final int CONTENT_TYPE = 0x03;
    private static final int RESPONSE_TOPIC = 0x08;
    private static final int CORRELATION_DATA = 0x09;
    private static final int SUBSCRIPTION_IDENTIFIER = 0x0B;
    private static final int SESSION_EXPIRY = 0x11;
    private static final int RECEIVE_MAXIMUM = 0x21;
    private static final int TOPIC_ALIAS_MAXIMUM = 0x22;
    private static final int TOPIC_ALIAS = 0x23;
    private static final int USER_PROPERTY = 0x26;
    private static final int MAXIMUM_PACKET_SIZE = 0x27;

    private Packets() {}

    /** Any packet. */
    public sealed interface Packet {}

    /**
     * A client introduces itself.
     *
     * @param level {@link #MQTT_5} or {@link #MQTT_3_1_1}
     * @param cleanStart whether an old session is to be thrown away
     * @param sessionExpiry seconds, or null if left out
     * @param receiveMaximum the client's window, or null if left out
     * @param will whether it leaves a will; its content is read over
     */
    public record Connect(
            int level,
            String clientId,
            boolean cleanStart,
            int keepAlive,
            @Nullable Long sessionExpiry,
            @Nullable Integer receiveMaximum,
            @Nullable Long maximumPacketSize,
            boolean will,
            @Nullable String username,
            @Nullable String password)
            implements Packet {}

    /**
     * The answer to a CONNECT.
     *
     * @param reason in the words of MQTT 5; becomes a return code in 3.1.1
     * @param sessionExpiry the granted one in seconds, or null to grant what was asked for
     * @param receiveMaximum the broker's window, or null for the default
     * @param maximumPacketSize in bytes, or null for no limit
     */
    public record ConnAck(
            int reason,
            boolean sessionPresent,
            @Nullable Long sessionExpiry,
            @Nullable Integer receiveMaximum,
            @Nullable Long maximumPacketSize)
            implements Packet {

        /** A refusal; it never says that a session is present. */
        public ConnAck withReason(int value) {
            return new ConnAck(value, false, sessionExpiry, receiveMaximum, maximumPacketSize);
        }

        public ConnAck withSessionPresent(boolean value) {
            return new ConnAck(reason, value, sessionExpiry, receiveMaximum, maximumPacketSize);
        }

        public ConnAck withSessionExpiry(long seconds) {
            return new ConnAck(reason, sessionPresent, seconds, receiveMaximum, maximumPacketSize);
        }

        public ConnAck withReceiveMaximum(int value) {
            return new ConnAck(reason, sessionPresent, sessionExpiry, value, maximumPacketSize);
        }

        public ConnAck withMaximumPacketSize(long bytes) {
            return new ConnAck(reason, sessionPresent, sessionExpiry, receiveMaximum, bytes);
        }
    }

    /** A message, in either direction; {@code packetId} is 0 with quality of service 0. */
    public record Publish(
            int packetId,
            String topic,
            String payload,
            int qos,
            boolean retain,
            boolean dup,
            @Nullable Long messageExpiry,
            @Nullable String contentType,
            @Nullable String responseTopic,
            @Nullable String correlationData,
            List<Map.Entry<String, String>> userProperties)
            implements Packet {

        /** A plain message with quality of service 1; the broker gives it a packet id. */
        public static Publish of(String topic, String payload) {
            return new Publish(0, topic, payload, 1, false, false, null, null, null, null, List.of());
        }

        public Publish withPacketId(int value) {
            return new Publish(
                    value,
                    topic,
                    payload,
                    qos,
                    retain,
                    dup,
                    messageExpiry,
                    contentType,
                    responseTopic,
                    correlationData,
                    userProperties);
        }

        public Publish withDup() {
            return new Publish(
                    packetId,
                    topic,
                    payload,
                    qos,
                    retain,
                    true,
                    messageExpiry,
                    contentType,
                    responseTopic,
                    correlationData,
                    userProperties);
        }
    }

    /** A message with quality of service 1 is taken, or refused. */
    public record PubAck(int packetId, int reason) implements Packet {}

    /** What a client wants to be sent. */
    public record Subscribe(int packetId, List<Subscription> subscriptions) implements Packet {}

    /** One filter of a SUBSCRIBE; the options after the quality of service are MQTT 5's. */
    public record Subscription(
            String filter, int qos, boolean noLocal, boolean retainAsPublished, int retainHandling) {}

    /** The answer to a SUBSCRIBE: a granted quality of service, or a reason, for each filter. */
    public record SubAck(int packetId, List<Integer> reasons) implements Packet {}

    /** The client asks whether the broker is there. */
    public record PingReq() implements Packet {}

    /** It is. */
    public record PingResp() implements Packet {}

    /** The last packet of a connection. */
    public record Disconnect(int reason, @Nullable Long sessionExpiry) implements Packet {}

    /**
     * Reads the next packet that a client sends.
     *
     * @param level the protocol level of the connection's CONNECT; not looked at for the CONNECT itself
     * @return null at the end of the stream
     */
    static @Nullable Packet read(DataInputStream in, int level) throws IOException {
        int header = in.read();
        if (header < 0) {
            return null;
        }
        byte[] body = new byte[readVariableInt(in)];
        in.readFully(body);
        ByteBuffer buffer = ByteBuffer.wrap(body);
        boolean five = level == MQTT_5;
        return switch (header >> 4) {
            case 1 -> readConnect(buffer);
            case 3 -> readPublish(header, buffer, five);
            case 4 -> new PubAck(readShort(buffer), buffer.hasRemaining() ? readByte(buffer) : NORMAL);
            case 8 -> readSubscribe(buffer, five);
            case 12 -> new PingReq();
            case 14 -> {
                int reason = buffer.hasRemaining() ? readByte(buffer) : NORMAL;
                yield new Disconnect(reason, buffer.hasRemaining() ? Properties.read(buffer).sessionExpiry : null);
            }
            default -> throw new IOException("A packet that is not spoken here: type " + (header >> 4));
        };
    }

    private static Connect readConnect(ByteBuffer in) throws IOException {
        String protocol = readString(in);
        int level = readByte(in);
        if (!protocol.equals("MQTT") || (level != MQTT_5 && level != MQTT_3_1_1)) {
            throw new IOException("Neither MQTT 5 nor 3.1.1: " + protocol + " " + level);
        }
        int flags = readByte(in);
        int keepAlive = readShort(in);
        Properties properties = level == MQTT_5 ? Properties.read(in) : new Properties();
        String clientId = readString(in);
        boolean will = (flags & 0x04) != 0;
        if (will) {
            if (level == MQTT_5) {
                Properties.read(in);
            }
            readString(in);
            readString(in);
        }
        String username = (flags & 0x80) != 0 ? readString(in) : null;
        String password = (flags & 0x40) != 0 ? readString(in) : null;
        return new Connect(
                level,
                clientId,
                (flags & 0x02) != 0,
                keepAlive,
                properties.sessionExpiry,
                properties.receiveMaximum,
                properties.maximumPacketSize,
                will,
                username,
                password);
    }

    private static Publish readPublish(int header, ByteBuffer in, boolean five) throws IOException {
        int qos = (header >> 1) & 3;
        String topic = readString(in);
        int packetId = qos > 0 ? readShort(in) : 0;
        Properties properties = five ? Properties.read(in) : new Properties();
        byte[] payload = new byte[in.remaining()];
        in.get(payload);
        return new Publish(
                packetId,
                topic,
                text(payload),
                qos,
                (header & 1) != 0,
                (header & 8) != 0,
                properties.messageExpiry,
                properties.contentType,
                properties.responseTopic,
                properties.correlationData,
                List.copyOf(properties.userProperties));
    }

    private static Subscribe readSubscribe(ByteBuffer in, boolean five) throws IOException {
        int packetId = readShort(in);
        if (five) {
            Properties.read(in);
        }
        List<Subscription> subscriptions = new ArrayList<>();
        while (in.hasRemaining()) {
            String filter = readString(in);
            int options = readByte(in);
            subscriptions.add(
                    new Subscription(filter, options & 3, (options & 4) != 0, (options & 8) != 0, (options >> 4) & 3));
        }
        return new Subscribe(packetId, List.copyOf(subscriptions));
    }

    /** The bytes of a packet that a broker sends. */
    static byte[] write(Packet packet, int level) {
        boolean five = level == MQTT_5;
        Writer out = new Writer();
        if (packet instanceof ConnAck ack) {
            out.oneByte(ack.sessionPresent() ? 1 : 0);
            out.oneByte(five ? ack.reason() : returnCode(ack.reason()));
            if (five) {
                Writer properties = new Writer();
                properties.fourBytes(SESSION_EXPIRY, ack.sessionExpiry());
                if (ack.receiveMaximum() != null) {
                    properties.oneByte(RECEIVE_MAXIMUM);
                    properties.twoBytes(ack.receiveMaximum());
                }
                properties.fourBytes(MAXIMUM_PACKET_SIZE, ack.maximumPacketSize());
                out.properties(properties);
            }
            return out.packet(2 << 4);
        } else if (packet instanceof Publish publish) {
            out.string(publish.topic());
            if (publish.qos() > 0) {
                out.twoBytes(publish.packetId());
            }
            if (five) {
                Writer properties = new Writer();
                properties.fourBytes(MESSAGE_EXPIRY, publish.messageExpiry());
                properties.string(CONTENT_TYPE, publish.contentType());
                properties.string(RESPONSE_TOPIC, publish.responseTopic());
                properties.string(CORRELATION_DATA, publish.correlationData());
                for (Map.Entry<String, String> property : publish.userProperties()) {
                    properties.oneByte(USER_PROPERTY);
                    properties.string(property.getKey());
                    properties.string(property.getValue());
                }
                out.properties(properties);
            }
            out.bytes(publish.payload().getBytes(StandardCharsets.UTF_8));
            return out.packet((3 << 4) | (publish.dup() ? 8 : 0) | (publish.qos() << 1) | (publish.retain() ? 1 : 0));
        } else if (packet instanceof PubAck ack) {
            out.twoBytes(ack.packetId());
            if (five && ack.reason() != NORMAL) {
                out.oneByte(ack.reason());
            }
            return out.packet(4 << 4);
        } else if (packet instanceof SubAck ack) {
            out.twoBytes(ack.packetId());
            if (five) {
                out.properties(new Writer());
            }
            ack.reasons().forEach(reason -> out.oneByte(five || reason < 0x80 ? reason : 0x80));
            return out.packet(9 << 4);
        } else if (packet instanceof PingResp) {
            return out.packet(13 << 4);
        } else if (packet instanceof Disconnect disconnect && five) {
            out.oneByte(disconnect.reason());
            return out.packet(14 << 4);
        }
        throw new IllegalArgumentException("No broker sends this with protocol level " + level + ": " + packet);
    }

    /** The word of 3.1.1 for a refusal of MQTT 5. */
    private static int returnCode(int reason) {
        return switch (reason) {
            case NORMAL -> 0;
            case NOT_AUTHORIZED -> 5;
            default -> 3;
        };
    }

    private static int readByte(ByteBuffer in) {
        return in.get() & 0xFF;
    }

    private static int readShort(ByteBuffer in) {
        return in.getShort() & 0xFFFF;
    }

    private static String readString(ByteBuffer in) {
        byte[] bytes = new byte[readShort(in)];
        in.get(bytes);
        return text(bytes);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int readVariableInt(DataInputStream in) throws IOException {
        int value = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("The stream ended in a packet's length");
            }
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("A length of more than four bytes");
    }

    private static int readVariableInt(ByteBuffer in) throws IOException {
        int value = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int next = readByte(in);
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("A length of more than four bytes");
    }

    /** The properties that matter here. */
    private static final class Properties {
        private @Nullable Long sessionExpiry;
        private @Nullable Integer receiveMaximum;
        private @Nullable Long maximumPacketSize;
        private @Nullable Long messageExpiry;
        private @Nullable String contentType;
        private @Nullable String responseTopic;
        private @Nullable String correlationData;
        private final List<Map.Entry<String, String>> userProperties = new ArrayList<>();

        static Properties read(ByteBuffer in) throws IOException {
            Properties properties = new Properties();
            int length = readVariableInt(in);
            int end = in.position() + length;
            while (in.position() < end) {
                int id = readByte(in);
                switch (id) {
                    case SESSION_EXPIRY -> properties.sessionExpiry = in.getInt() & 0xFFFF_FFFFL;
                    case RECEIVE_MAXIMUM -> properties.receiveMaximum = readShort(in);
                    case MAXIMUM_PACKET_SIZE -> properties.maximumPacketSize = in.getInt() & 0xFFFF_FFFFL;
                    case MESSAGE_EXPIRY -> properties.messageExpiry = in.getInt() & 0xFFFF_FFFFL;
                    case CONTENT_TYPE -> properties.contentType = readString(in);
                    case RESPONSE_TOPIC -> properties.responseTopic = readString(in);
                    case CORRELATION_DATA -> properties.correlationData = readString(in);
                    case USER_PROPERTY -> properties.userProperties.add(Map.entry(readString(in), readString(in)));
                    case SUBSCRIPTION_IDENTIFIER -> readVariableInt(in);
                    case TOPIC_ALIAS_MAXIMUM -> readShort(in);
                    case PAYLOAD_FORMAT, 0x17, 0x19 -> readByte(in);
                    case 0x18 -> in.getInt();
                    case TOPIC_ALIAS -> throw new IOException("No topic alias was offered");
                    default -> throw new IOException("A property that is not known here: " + id);
                }
            }
            return properties;
        }
    }

    private static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void oneByte(int value) {
            bytes.write(value);
        }

        void twoBytes(int value) {
            bytes.write(value >> 8);
            bytes.write(value);
        }

        void fourBytes(int property, @Nullable Long value) {
            if (value != null) {
                oneByte(property);
                twoBytes((int) (value >> 16));
                twoBytes(value.intValue());
            }
        }

        void string(String value) {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            twoBytes(text.length);
            bytes(text);
        }

        void string(int property, @Nullable String value) {
            if (value != null) {
                oneByte(property);
                string(value);
            }
        }

        void bytes(byte[] value) {
            bytes.write(value, 0, value.length);
        }

        void properties(Writer properties) {
            variableInt(properties.bytes.size());
            bytes(properties.bytes.toByteArray());
        }

        void variableInt(int value) {
            int rest = value;
            while (rest > 0x7F) {
                bytes.write((rest & 0x7F) | 0x80);
                rest >>= 7;
            }
            bytes.write(rest);
        }

        byte[] packet(int header) {
            Writer packet = new Writer();
            packet.oneByte(header);
            packet.properties(this);
            return packet.bytes.toByteArray();
        }
    }
}
