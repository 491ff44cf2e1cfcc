package io.wardstream.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names that come out the same on every replay: UUID version 5 (RFC 9562, SHA-1 of a namespace and a name).
 *
 * <p>An alarm is named by its family, its subject and the start of its episode; a command by the same and its purpose.
 * So a job that fails and reads its log again writes the same facts again, and no reader takes them for new ones.
 */
public final class Ids {

    /** The project's own namespace: the UUIDv5 of {@code urn:wardstream} in the URL namespace. */
    static final String NAMESPACE = "1f02ed8e-1c5f-5a7d-af63-2cdb1d9e4210";

    private static final long NAMESPACE_MSB =
            Long.parseUnsignedLong(NAMESPACE.replace("-", "").substring(0, 16), 16);
    private static final long NAMESPACE_LSB =
            Long.parseUnsignedLong(NAMESPACE.replace("-", "").substring(16), 16);

    private Ids() {}

    /** The id of the alarm of one family about one subject whose episode began at {@code onset}. */
    public static String alarm(String family, String about, long onset) {
        return uuid5(NAMESPACE_MSB, NAMESPACE_LSB, "alarm/" + family + "/" + about + "/" + onset);
    }

    /** The id of the command for one purpose on one subject in the episode that began at {@code onset}. */
    public static String command(String purpose, String about, long onset) {
        return uuid5(NAMESPACE_MSB, NAMESPACE_LSB, "command/" + purpose + "/" + about + "/" + onset);
    }

    /** The id of a fact that has no other: made from all that it says. */
    public static String fact(String text) {
        return uuid5(NAMESPACE_MSB, NAMESPACE_LSB, "fact/" + text);
    }

    static String uuid5(long namespaceMsb, long namespaceLsb, String name) {
        MessageDigest sha1;
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
        byte[] space = new byte[16];
        for (int i = 0; i < 8; i++) {
            space[i] = (byte) (namespaceMsb >>> (56 - 8 * i));
            space[8 + i] = (byte) (namespaceLsb >>> (56 - 8 * i));
        }
        sha1.update(space);
        byte[] hash = sha1.digest(name.getBytes(StandardCharsets.UTF_8));
        hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
        long msb = 0;
        long lsb = 0;
        for (int i = 0; i < 8; i++) {
            msb = (msb << 8) | (hash[i] & 0xff);
            lsb = (lsb << 8) | (hash[8 + i] & 0xff);
        }
        return new java.util.UUID(msb, lsb).toString();
    }
}
