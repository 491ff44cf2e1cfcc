package io.wardstream.local.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where everything is that people may want to look at.
 *
 * @param flink Flink's pages
 * @param database the database
 * @param lake the folder of the Parquet files
 * @param inbox the inbox's page
 * @param mqtt the MQTT broker
 * @param kafka Kafka
 * @param log the log file
 */
public record Places(String flink, String database, String lake, String inbox, String mqtt, String kafka, String log) {

    /** One line each. */
    public List<String> byLine() {
        return byName().entrySet().stream()
                .map(place -> String.format(Locale.ROOT, "  %-9s %s", place.getKey(), place.getValue()))
                .toList();
    }

    /** By their names, in the order in which they are shown. */
    Map<String, String> byName() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Flink", flink);
        all.put("Inbox", inbox);
        all.put("Database", database);
        all.put("Lake", lake);
        all.put("MQTT", mqtt);
        all.put("Kafka", kafka);
        all.put("Log", log);
        return all;
    }
}
