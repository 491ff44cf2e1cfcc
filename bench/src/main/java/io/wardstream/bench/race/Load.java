package io.wardstream.bench.race;

import java.nio.ByteBuffer;
import java.util.Random;

/** What every race is run with, and the message that is carried. */
final class Load {

    static final int TOPICS = 64;
    static final int PAYLOAD_BYTES = 200;
    static final String FILTER = "race/#";

    private static final byte[] FILLING = new byte[PAYLOAD_BYTES];

    static {
        new Random(7).nextBytes(FILLING);
    }

    private Load() {}

    /** The topic of the {@code index}-th message. */
    static String topic(long index) {
        return Topics.ALL[(int) (index % TOPICS)];
    }

    /** A payload that begins with a number. */
    static byte[] payload(long number) {
        byte[] payload = FILLING.clone();
        ByteBuffer.wrap(payload).putLong(0, number);
        return payload;
    }

    /** The number with which a payload begins: all that a reader makes of it. */
    static long number(byte[] payload) {
        return ByteBuffer.wrap(payload).getLong(0);
    }

    private static final class Topics {
        private static final String[] ALL = new String[TOPICS];

        static {
            for (int i = 0; i < TOPICS; i++) {
                ALL[i] = "race/bed-" + i + "/vitals";
            }
        }
    }
}
