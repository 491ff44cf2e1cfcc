package io.wardstream.connectors.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.jspecify.annotations.Nullable;

/** Puts each row into the folder of its day and of its text column, by the data alone: never by the clock. */
final class LakePartitioner<T>
        implements BucketAssigner<T, String>, KeySelector<T, String>, ResultTypeQueryable<String> {

    private static final long serialVersionUID = 1L;

    /** What stands for null and for the empty text. */
    static final String NONE = "_none";

    /** The longest encoded value; with the column's name it stays below the 255 bytes that file systems take. */
    static final int MAX_ENCODED = 160;

    private static final int DIGEST_CHARACTERS = 16;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Column<T> time;
    private final @Nullable Column<T> text;

    LakePartitioner(Table<T> table) {
        String partition = table.partitionColumn();
        this.time = table.column(table.timeColumn());
        this.text = partition == null ? null : table.column(partition);
    }

    @Override
    public String getBucketId(T row, Context context) {
        return folderOf(row);
    }

    @Override
    public String getKey(T row) {
        return folderOf(row);
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return Types.STRING;
    }

    private String folderOf(T row) {
        Object at = time.valueOf(row);
        if (!(at instanceof Long atMs)) {
            throw new IllegalStateException("column " + time.name() + " must hold a time");
        }
        String day = "date=" + day(atMs);
        Column<T> second = text;
        return second == null ? day : day + "/" + second.name() + "=" + encode((String) second.valueOf(row));
    }

    private static LocalDate day(long epochMs) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(epochMs), ZoneOffset.UTC);
    }

    static String encode(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return NONE;
        }
        StringBuilder encoded = new StringBuilder(value.length());
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        if (encoded.length() <= MAX_ENCODED) {
            return encoded.toString();
        }
        String head = encoded.substring(0, MAX_ENCODED - DIGEST_CHARACTERS - 1);
        // A percent sign without both of its digits would not decode.
        int cut = head.indexOf('%', head.length() - 2);
        return (cut < 0 ? head : head.substring(0, cut)) + "~" + digest(value);
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '_'
                || b == '.';
    }

    private static String digest(String value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HEX.formatHex(hash).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
