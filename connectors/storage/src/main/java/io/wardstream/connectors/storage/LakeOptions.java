package io.wardstream.connectors.storage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How the lake's files are written. Every instance has been checked.
 *
 * @param compressionLevel of zstd, 1 (fast) to 22 (small)
 * @param rowGroupBytes how much a writer gathers in memory before it writes a row group; each open file may hold as
 *     much
 */
public record LakeOptions(int compressionLevel, long rowGroupBytes) implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long MIN_ROW_GROUP = 1L << 20;
    private static final long MAX_ROW_GROUP = 1L << 30;

    /** @throws IllegalArgumentException listing every problem */
    public LakeOptions {
        List<String> problems = new ArrayList<>();
        if (compressionLevel < 1 || compressionLevel > 22) {
            problems.add("the compression level must be 1 to 22, it is " + compressionLevel);
        }
        if (rowGroupBytes < MIN_ROW_GROUP || rowGroupBytes > MAX_ROW_GROUP) {
            problems.add("a row group must be 1 MiB to 1 GiB, it is " + rowGroupBytes + " bytes");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("lake: " + String.join("; ", problems));
        }
    }

    public static LakeOptions defaults() {
        return new LakeOptions(3, 32L << 20);
    }

    public LakeOptions withCompressionLevel(int level) {
        return new LakeOptions(level, rowGroupBytes);
    }

    public LakeOptions withRowGroupBytes(long bytes) {
        return new LakeOptions(compressionLevel, bytes);
    }
}
