package io.wardstream.jobs.archive;

import io.wardstream.connectors.storage.Lake;
import io.wardstream.connectors.storage.LakeOptions;
import io.wardstream.connectors.storage.Table;
import io.wardstream.connectors.storage.Warehouse;
import io.wardstream.connectors.storage.WarehouseConfig;
import io.wardstream.jobs.OperatorIds;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.Delivery;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Rejection;
import io.wardstream.model.Score;
import io.wardstream.model.Setting;
import io.wardstream.model.Sign;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * From the log to the Parquet lake and the warehouse: each fact once, in both.
 *
 * <pre>
 * events ─► order ─► infusion, vitals, care, device state ─┐
 * alarms, commands, signs, scores, … ─► first of each id ──┴─► lake + warehouse
 * </pre>
 */
public final class ArchiveTopology {

    private ArchiveTopology() {}

    /**
     * Where it begins: the topics of the log.
     *
     * @param events bedside events, and what cannot be read among them
     * @param control registry and settings
     */
    public record Inputs(
            DataStream<LogEntry> events,
            DataStream<AlarmEvent> alarms,
            DataStream<ClampEvent> commands,
            DataStream<Sign> signs,
            DataStream<Score> scores,
            DataStream<Rejection> rejected,
            DataStream<Delivery> deliveries,
            DataStream<ControlFact> control) {}

    /**
     * Where it ends.
     *
     * @param lake the root of the files
     * @param warehouse the database
     */
    public record Ends(String lake, WarehouseConfig warehouse) {}

    /** Builds the flow. */
    public static void build(Inputs in, Ends ends) {
        SingleOutputStreamOperator<ArchivedEvent> events = OperatorIds.ARCHIVE_ORDER.on(
                in.events().keyBy(EventOrder::key, Types.STRING).process(new EventOrder()));
        write(part(events, "infusion", row -> row.event().infusion() != null), Tables.READINGS_INFUSION, ends);
        write(part(events, "vitals", row -> row.event().vitals() != null), Tables.READINGS_VITALS, ends);
        write(part(events, "care", row -> row.event().care() != null), Tables.CARE, ends);
        write(
                part(
                        events,
                        "state",
                        row -> row.event().clamp() != null || row.event().presence() != null),
                Tables.DEVICE_STATE,
                ends);

        write(first(in.alarms(), AlarmEvent.class, Tables::id, Tables.ALARMS), Tables.ALARMS, ends);
        write(first(in.commands(), ClampEvent.class, Tables::id, Tables.COMMANDS), Tables.COMMANDS, ends);
        write(first(in.signs(), Sign.class, Tables::id, Tables.SIGNS), Tables.SIGNS, ends);
        write(first(in.scores(), Score.class, Tables::id, Tables.SCORES), Tables.SCORES, ends);
        write(first(in.deliveries(), Delivery.class, Tables::id, Tables.DELIVERIES), Tables.DELIVERIES, ends);
        write(
                first(
                        in.rejected().union(events.getSideOutput(EventOrder.BROKEN)),
                        Rejection.class,
                        Tables::id,
                        Tables.REJECTED),
                Tables.REJECTED,
                ends);
        DataStream<Setting> settings = OperatorIds.ARCHIVE_PART.on(
                in.control().flatMap(ArchiveTopology::setting, TypeInformation.of(Setting.class)), "settings");
        DataStream<RegistryEntry> entries = OperatorIds.ARCHIVE_PART.on(
                in.control().flatMap(ArchiveTopology::entry, TypeInformation.of(RegistryEntry.class)), "registry");
        write(first(settings, Setting.class, Tables::id, Tables.SETTINGS), Tables.SETTINGS, ends);
        write(first(entries, RegistryEntry.class, Tables::id, Tables.REGISTRY), Tables.REGISTRY, ends);
    }

    private static DataStream<ArchivedEvent> part(
            DataStream<ArchivedEvent> events, String name, FilterFunction<ArchivedEvent> part) {
        return OperatorIds.ARCHIVE_PART.on(events.filter(part), name);
    }

    private static <T> DataStream<T> first(
            DataStream<T> facts, Class<T> type, KeySelector<T, String> id, Table<T> table) {
        return OperatorIds.ARCHIVE_FIRST.on(
                facts.keyBy(id, Types.STRING).process(new FirstOnly<T>(), TypeInformation.of(type)), table.name());
    }

    private static <T> void write(DataStream<T> rows, Table<T> table, Ends ends) {
        OperatorIds.ARCHIVE_LAKE.on(
                rows.keyBy(Lake.partitionOf(table))
                        .sinkTo(Lake.sink(table, new Path(ends.lake()), LakeOptions.defaults())),
                table.name());
        OperatorIds.ARCHIVE_WAREHOUSE.on(rows.sinkTo(Warehouse.sink(table, ends.warehouse())), table.name());
    }

    private static void setting(ControlFact fact, Collector<Setting> out) {
        Setting setting = fact.setting();
        if (setting != null) {
            out.collect(setting);
        }
    }

    private static void entry(ControlFact fact, Collector<RegistryEntry> out) {
        RegistryEntry entry = fact.entry();
        if (entry != null) {
            out.collect(entry);
        }
    }
}
