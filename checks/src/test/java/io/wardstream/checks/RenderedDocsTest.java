package io.wardstream.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.AlarmRule;
import io.wardstream.cep.PatternCard;
import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.SettingKey;
import io.wardstream.cep.SystemAlarms;
import io.wardstream.cep.Waits;
import io.wardstream.cep.WardPattern;
import io.wardstream.connectors.mqtt.MqttConnectionOptions;
import io.wardstream.connectors.mqtt.sink.MqttSinkMetric;
import io.wardstream.connectors.mqtt.sink.MqttSinkOptions;
import io.wardstream.connectors.mqtt.source.MqttSourceMetric;
import io.wardstream.connectors.mqtt.source.MqttSourceOptions;
import io.wardstream.connectors.mqtt.table.MqttTableOptions;
import io.wardstream.connectors.storage.Column;
import io.wardstream.connectors.storage.Table;
import io.wardstream.connectors.storage.Warehouse;
import io.wardstream.jobs.archive.Tables;
import io.wardstream.jobs.config.ArchiveConfig;
import io.wardstream.jobs.config.BacktestConfig;
import io.wardstream.jobs.config.DescriptionText;
import io.wardstream.jobs.config.IngestConfig;
import io.wardstream.jobs.config.NotifyConfig;
import io.wardstream.jobs.config.SafetyConfig;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

/** The documents that are rendered from the code. */
class RenderedDocsTest {

    private static final String NOTE = "<!-- Rendered from the code by ./ward docs: change it there. -->\n\n";

    @Test
    void patterns() throws Exception {
        StringBuilder out = new StringBuilder("# What can alarm\n\n").append(NOTE);
        out.append("Priorities are those of IEC 60601-1-8. Patterns of one family share one alarm: the more urgent one")
                .append(" escalates it, none raises a second. A latching alarm stays until somebody acknowledges it,")
                .append(" although its condition is gone. All numbers are settings of the site, a ward, a patient or a")
                .append(" line; the narrowest wins.\n\n");
        out.append("| alarm | priority | kind | family | latching |\n|---|---|---|---|---|\n");
        for (AlarmRule rule : rules()) {
            PatternCard card = rule.card();
            out.append("| [")
                    .append(card.id())
                    .append("](#")
                    .append(card.id().toLowerCase(Locale.ROOT))
                    .append(") ")
                    .append(card.title())
                    .append(" | ")
                    .append(card.priority())
                    .append(" | ")
                    .append(card.kind())
                    .append(" | ")
                    .append(card.family())
                    .append(" | ")
                    .append(card.latching() ? "yes" : "no")
                    .append(" |\n");
        }
        out.append("\n## Patterns\n");
        for (WardPattern pattern : PatternCatalogue.ALL) {
            card(out, pattern);
            out.append("\n| setting | unit | default | from | to | meaning |\n|---|---|---|---|---|---|\n");
            pattern.settings().forEach(key -> setting(out, key));
        }
        out.append("\n## Alarms of the system about itself\n");
        for (AlarmRule rule : rules()) {
            if (!(rule instanceof WardPattern)) {
                card(out, rule);
            }
        }
        out.append("\n## Settings that no pattern owns\n\n| setting | unit | default | from | to | meaning |\n")
                .append("|---|---|---|---|---|---|\n");
        for (SettingKey key : PatternCatalogue.SETTING_KEYS) {
            if (PatternCatalogue.ALL.stream()
                    .noneMatch(pattern -> pattern.settings().contains(key))) {
                setting(out, key);
            }
        }
        out.append("\nAn absence is called over ")
                .append(number(Waits.GRACE_MS.defaultValue()))
                .append(" ms after it is due, and its time is the time at which it was due.\n");
        Rendered.file("docs/patterns.md", out.toString());
    }

    @Test
    void readme() throws Exception {
        StringBuilder out = new StringBuilder("| alarm | priority | kind | latching |\n|---|---|---|---|\n");
        for (AlarmRule rule : rules()) {
            PatternCard card = rule.card();
            out.append("| [")
                    .append(card.title())
                    .append("](docs/patterns.md#")
                    .append(card.id().toLowerCase(Locale.ROOT))
                    .append(") | ")
                    .append(card.priority())
                    .append(" | ")
                    .append(card.kind())
                    .append(" | ")
                    .append(card.latching() ? "yes" : "no")
                    .append(" |\n");
        }
        Rendered.region("README.md", "patterns", out.toString());
    }

    private static List<AlarmRule> rules() {
        List<AlarmRule> rules = new java.util.ArrayList<>(PatternCatalogue.ALL);
        rules.addAll(SystemAlarms.ALL);
        return rules;
    }

    private static void card(StringBuilder out, AlarmRule rule) {
        PatternCard card = rule.card();
        out.append("\n### ")
                .append(card.id())
                .append("\n\n")
                .append("**")
                .append(card.title())
                .append(".** ")
                .append(card.why())
                .append("\n\n")
                .append("- ")
                .append(card.priority())
                .append(", ")
                .append(card.kind())
                .append(", version ")
                .append(card.version())
                .append("\n")
                .append("- Numbers: ")
                .append(card.source())
                .append(".\n")
                .append("- Does not see: ")
                .append(card.blindTo())
                .append(".\n");
    }

    private static void setting(StringBuilder out, SettingKey key) {
        out.append("| `")
                .append(key.name())
                .append("` | ")
                .append(key.unit())
                .append(" | ")
                .append(number(key.defaultValue()))
                .append(" | ")
                .append(number(key.min()))
                .append(" | ")
                .append(number(key.max()))
                .append(" | ")
                .append(key.meaning())
                .append(" |\n");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    @Test
    void options() throws Exception {
        StringBuilder out = new StringBuilder("# Options of the jobs\n\n").append(NOTE);
        out.append(
                        "Each job reads `--config FILE` (YAML; nested keys are joined with dots) and `-Dkey=value`, which wins. An")
                .append(" option that is not known is an error, and all errors are said at once. Keys that begin with")
                .append(" `flink.` are handed to Flink without that prefix.\n");
        job(out, "Ingest job", IngestConfig.OPTIONS);
        job(out, "Safety job", SafetyConfig.OPTIONS);
        job(out, "Notify job", NotifyConfig.OPTIONS);
        job(out, "Archive job", ArchiveConfig.OPTIONS);
        job(out, "Backtest", BacktestConfig.OPTIONS);
        Rendered.file("docs/options.md", out.toString());
    }

    @Test
    void mqttConnector() throws Exception {
        String readme = "connectors/mqtt/README.md";
        Rendered.region(readme, "connection-options", table(MqttConnectionOptions.PLAIN.all()));
        Rendered.region(readme, "source-options", table(MqttSourceOptions.ALL));
        Rendered.region(readme, "sink-options", table(MqttSinkOptions.ALL));
        Rendered.region(
                readme,
                "table-options",
                table(List.of(
                        MqttTableOptions.SINK_TOPIC, MqttTableOptions.SINK_RETAIN, MqttTableOptions.SINK_EXPIRY)));
        StringBuilder source = new StringBuilder("| metric | unit | meaning |\n|---|---|---|\n");
        for (MqttSourceMetric metric : MqttSourceMetric.values()) {
            metric(source, metric.metricName(), metric.unit(), metric.meaning());
        }
        Rendered.region(readme, "source-metrics", source.toString());
        StringBuilder sink = new StringBuilder("| metric | unit | meaning |\n|---|---|---|\n");
        for (MqttSinkMetric metric : MqttSinkMetric.values()) {
            metric(sink, metric.metricName(), metric.unit(), metric.meaning());
        }
        Rendered.region(readme, "sink-metrics", sink.toString());
    }

    private static void metric(StringBuilder out, String name, String unit, String meaning) {
        out.append("| `")
                .append(name)
                .append("` | ")
                .append(unit)
                .append(" | ")
                .append(meaning)
                .append(" |\n");
    }

    @Test
    void schemaOfTheWarehouse() throws Exception {
        migration(1, "V1__first_tables.sql", "The warehouse's first tables.");
        migration(2, "V2__clamps.sql", "What was asked of a clamp, by whom, and in whose words.");
        assertThat(Tables.ALL.stream()
                        .flatMap(table -> table.columns().stream())
                        .mapToInt(Column::since)
                        .max())
                .as("each column has its migration")
                .hasValue(2);
    }

    private static void migration(int version, String file, String title) throws Exception {
        StringBuilder out = new StringBuilder("-- " + title + " Rendered from the code by ./ward docs.\n");
        for (Table<?> table : Tables.ALL) {
            String ddl = Warehouse.migration(table, version);
            if (!ddl.isEmpty()) {
                out.append('\n').append(ddl);
            }
        }
        Rendered.file("jobs/src/main/resources/db/migration/" + file, out.toString());
    }

    private static void job(StringBuilder out, String title, List<ConfigOption<?>> options) {
        out.append("\n## ").append(title).append("\n\n").append(table(options));
    }

    private static String table(List<ConfigOption<?>> options) {
        StringBuilder out = new StringBuilder("| option | default | meaning |\n|---|---|---|\n");
        for (ConfigOption<?> option : options) {
            out.append("| `")
                    .append(option.key())
                    .append("` | ")
                    .append(option.hasDefaultValue() ? "`" + text(option.defaultValue()) + "`" : "none")
                    .append(" | ")
                    .append(DescriptionText.of(option))
                    .append(" |\n");
        }
        return out.toString();
    }

    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
        }
        return String.valueOf(value);
    }
}
