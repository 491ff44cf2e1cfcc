package io.wardstream.jobs;

import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The name of every operator of every job, once. The uid ties an operator to its state in checkpoints and savepoints:
 * it is never changed after a release, and never used twice in a job.
 */
public enum OperatorIds {
    INGEST_MQTT("ingest-mqtt", "MQTT: bedside devices"),
    INGEST_CONTROL("ingest-control", "Kafka: registry"),
    INGEST_ADMISSION("ingest-admission", "Decode, validate, identify"),
    INGEST_TICKS("ingest-ticks", "Tick each partition"),
    INGEST_EVENTS_SINK("ingest-events-sink", "Kafka: events"),
    INGEST_REJECTED_SINK("ingest-rejected-sink", "Kafka: rejected"),

    SAFETY_EVENTS("safety-events", "Kafka: events"),
    SAFETY_CONTROL("safety-control", "Kafka: registry and settings"),
    SAFETY_CLOCK("safety-clock", "Only the clock"),
    SAFETY_WATCHDOG("safety-watchdog", "Watch the ward clock"),
    SAFETY_READINGS("safety-readings", "Staff's actions to whom they concern"),
    SAFETY_ASSESSOR("safety-assessor", "Assess infusions, vitals and silence"),
    SAFETY_ONE_SIGN("safety-one-sign", "Patterns of one sign"),
    SAFETY_UNATTENDED("safety-unattended-low-level", "Pattern: UnattendedLowLevel"),
    SAFETY_UNATTENDED_EMPTY("safety-unattended-empty", "Pattern: UnattendedEmpty"),
    SAFETY_BAG_STILL_REMOVED("safety-bag-still-removed", "Pattern: BagStillRemoved"),
    SAFETY_NEWS2_HIGH("safety-news2-high", "Pattern: News2High"),
    SAFETY_NEWS2_MEDIUM("safety-news2-medium", "Pattern: News2Medium"),
    SAFETY_NEWS2_RED("safety-news2-single-red", "Pattern: News2SingleRed"),
    SAFETY_RESPONSE_OVERDUE("safety-response-overdue", "Pattern: ResponseOverdue"),
    SAFETY_IV_AND_SHOCK("safety-iv-failure-with-shock", "Pattern: IvFailureWithShock"),
    SAFETY_FLUID_OVERLOAD("safety-fluid-overload", "Pattern: FluidOverload"),
    SAFETY_TRANSFUSION("safety-transfusion-reaction", "Pattern: TransfusionReaction"),
    SAFETY_LATE_SIGNS("safety-late-signs", "Signs behind the clock"),
    SAFETY_CLAMP_REQUESTS("safety-clamp-requests", "Requests to the clamp gate"),
    SAFETY_CLAMP_SIGNS("safety-clamp-signs", "Signs to the clamp gate"),
    SAFETY_CLAMP_ACKNOWLEDGEMENTS("safety-clamp-acknowledgements", "Acknowledgements to the clamp gate, at once"),
    SAFETY_CLAMP_FOR_LINES("safety-clamp-for-lines", "What concerns all clamps of a patient"),
    SAFETY_CLAMP_READINGS("safety-clamp-readings", "Low lines' readings to the clamp gate"),
    SAFETY_CLAMP_GATE("safety-clamp-gate", "Clamp gate"),
    SAFETY_LIFE_FINDINGS("safety-life-findings", "Findings to the alarms' life"),
    SAFETY_LIFE_SIGNS("safety-life-signs", "Signs to the alarms' life"),
    SAFETY_ALARM_LIFE("safety-alarm-life", "The alarms' life"),
    SAFETY_ALARMS("safety-alarms", "Alarms for people"),
    SAFETY_PROBES("safety-probes", "A watchman's echoes"),
    SAFETY_PROBES_SINK("safety-probes-sink", "Kafka: probes"),
    SAFETY_ALARMS_SINK("safety-alarms-sink", "Kafka: alarms"),
    SAFETY_WATCHDOG_SINK("safety-watchdog-sink", "Kafka: clock alarms"),
    SAFETY_COMMANDS_SINK("safety-commands-sink", "Kafka: commands"),
    SAFETY_CLAMPS_SINK("safety-clamps-sink", "MQTT: clamp commands"),
    SAFETY_SIGNS_SINK("safety-signs-sink", "Kafka: signs"),
    SAFETY_SCORES_SINK("safety-scores-sink", "Kafka: scores"),

    // The archive job has one of these for each topic or table; its name is added.
    ARCHIVE_SOURCE("archive-source", "Kafka:"),
    ARCHIVE_ORDER("archive-order", "Take out duplicates, flag the stale"),
    ARCHIVE_PART("archive-part", "Only"),
    ARCHIVE_FIRST("archive-first", "First of each id:"),
    ARCHIVE_LAKE("archive-lake", "Lake:"),
    ARCHIVE_WAREHOUSE("archive-warehouse", "Warehouse:"),

    NOTIFY_ALARMS("notify-alarms", "Kafka: alarms"),
    NOTIFY_ROUTING("notify-routing", "Alarms to endpoints"),
    NOTIFY_DELIVERY("notify-delivery", "Deliver until taken"),
    NOTIFY_REPORTS("notify-reports", "What became of it"),
    NOTIFY_REPORTS_SINK("notify-reports-sink", "Kafka: deliveries"),

    BACKTEST_RECORDING("backtest-recording", "Recorded events"),
    BACKTEST_CONTROL("backtest-control", "Registry and settings"),
    BACKTEST_PROGRESS("backtest-progress", "Count what is done"),
    BACKTEST_LINES("backtest-lines", "As lines:"),
    BACKTEST_FILES("backtest-files", "Files:");

    private final String uid;
    private final String title;

    OperatorIds(String uid, String title) {
        this.uid = uid;
        this.title = title;
    }

    /** The operator of a pattern. */
    public static OperatorIds forPattern(String patternId) {
        for (OperatorIds id : values()) {
            if (id.title.equals("Pattern: " + patternId)) {
                return id;
            }
        }
        throw new IllegalStateException("The pattern " + patternId + " has no operator id");
    }

    /** The stable id. */
    public String uid() {
        return uid;
    }

    /** What people see. */
    public String title() {
        return title;
    }

    /** Names an operator. */
    public <T> SingleOutputStreamOperator<T> on(SingleOutputStreamOperator<T> operator) {
        return operator.uid(uid).name(title);
    }

    /** Names one of several operators of the same kind. */
    public <T> SingleOutputStreamOperator<T> on(SingleOutputStreamOperator<T> operator, String part) {
        return operator.uid(uid + "-" + part).name(title + " " + part);
    }

    /** Names one of several sinks of the same kind. */
    public <T> DataStreamSink<T> on(DataStreamSink<T> sink, String part) {
        return sink.uid(uid + "-" + part).name(title + " " + part);
    }

    /** Names a sink. */
    public <T> DataStreamSink<T> on(DataStreamSink<T> sink) {
        return sink.uid(uid).name(title);
    }
}
