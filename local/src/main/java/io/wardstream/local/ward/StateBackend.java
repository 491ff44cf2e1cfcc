package io.wardstream.local.ward;

/** Where Flink keeps the jobs' state. */
public enum StateBackend {
    /** In memory: fastest, as long as it fits. */
    HEAP("hashmap"),
    /** On disk. */
    ROCKSDB("rocksdb");

    private final String flinkName;

    StateBackend(String flinkName) {
        this.flinkName = flinkName;
    }

    /** Flink's name for it. */
    public String flinkName() {
        return flinkName;
    }
}
