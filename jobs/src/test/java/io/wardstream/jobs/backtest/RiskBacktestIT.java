package io.wardstream.jobs.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.SettingsBook;
import io.wardstream.cep.SettingsView;
import io.wardstream.jobs.BacktestJob;
import io.wardstream.jobs.config.BacktestConfig;
import io.wardstream.jobs.safety.vitals.PatientState;
import io.wardstream.jobs.safety.vitals.RiskJudge;
import io.wardstream.jobs.safety.vitals.RiskRow;
import io.wardstream.jobs.safety.vitals.VitalsAssessor;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.SharedData;
import io.wardstream.model.SignKind;
import io.wardstream.model.recorded.RecordingFormat;
import io.wardstream.model.risk.RiskFeature;
import io.wardstream.model.risk.RiskModel;
import io.wardstream.model.risk.TestRiskModel;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model is given in the stream, and what comes of it. */
class RiskBacktestIT {

    private static final String HEADER = "HR|O2Sat|Resp|SBP|Temp|ICULOS|SepsisLabel\n";

    @TempDir
    Path dir;

    private Summary run(String data, Map<String, String> more) throws Exception {
        Map<String, String> options = new HashMap<>(Map.of(
                "backtest.data",
                data,
                "backtest.out",
                dir.resolve("out").toString(),
                "backtest.features",
                dir.resolve("features.csv").toString(),
                "flink.parallelism.default",
                "2"));
        options.putAll(more);
        return BacktestJob.run(BacktestConfig.from(options)).summary();
    }

    private List<SignLine> risks() throws Exception {
        List<SignLine> lines = new ArrayList<>();
        for (String line : Files.readAllLines(dir.resolve("out/signs.jsonl"))) {
            Decoded<SignLine> decoded = WireFormat.of(SignLine.class).read(line.getBytes(StandardCharsets.UTF_8));
            SignLine sign = ((Decoded.Accepted<SignLine>) decoded).value();
            if (sign.kind() == SignKind.RISK_PREDICTED) {
                lines.add(sign);
            }
        }
        return lines;
    }

    private Path model(double threshold) throws Exception {
        RiskModel model = TestRiskModel.of(Map.of(RiskFeature.HR, new double[] {80, 10, 1}), 0, threshold);
        return Files.writeString(
                dir.resolve("model.json"), WireFormat.of(RiskModel.class).writeText(model));
    }

    /** The rows of a file, each with a number of its own in each column, so that none can be taken for another. */
    private Path psv(String name, int fromLabel) throws Exception {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int hour = 1; hour <= 8; hour++) {
            rows.append(70 + 5 * hour)
                    .append('|')
                    .append(98 - hour)
                    .append('|')
                    .append(12 + hour)
                    .append('|')
                    .append(hour == 4 ? "NaN" : String.valueOf(130 - 3 * hour))
                    .append('|')
                    .append(hour % 3 == 0 ? "37." + hour : "NaN")
                    .append('|')
                    .append(hour)
                    .append(hour < fromLabel ? "|0\n" : "|1\n");
        }
        return Files.writeString(dir.resolve(name), rows);
    }

    /** The same readings, given to the assessor by hand as a monitor's: what the file says is what the stream makes. */
    @Test
    void writesWhatTheStreamGivesToTheModel() throws Exception {
        Path data = Files.createDirectory(dir.resolve("data"));
        Files.move(psv("p1.psv", 7), data.resolve("p1.psv"));
        Files.move(psv("p2.psv", 1), data.resolve("p2.psv"));
        Files.move(psv("p3.psv", 99), data.resolve("p3.psv"));
        run("physionet-2019:" + data, Map.of("backtest.model", model(0.99).toString()));

        List<RiskRow> rows = new ArrayList<>();
        var loaded = TestRiskModel.loaded(TestRiskModel.of(Map.of(RiskFeature.HR, new double[] {80, 10, 1}), 0, 0.99));
        VitalsAssessor assessor = new VitalsAssessor(new RiskJudge(loaded, rows::add));
        SettingsBook settings = new SettingsBook();
        for (String key : List.of("continuousMs", "cuffMs", "temperatureMs")) {
            settings.apply(new Setting(
                    SettingScope.SITE, "", "VitalsValidity." + key, Backtest.HOURLY_VALIDITY_MS, "t", 0, "", 0));
        }
        Map<String, PatientState> states = new HashMap<>();
        EventLog log = EventLog.read(RecordingFormat.PHYSIONET_2019, data, 1);
        log.iterator().forEachRemaining(event -> take(assessor, states, settings, event));

        List<String> lines = Files.readAllLines(dir.resolve("features.csv"));
        assertThat(lines.get(0)).isEqualTo("patientId,at,eventAt,p," + String.join(",", RiskFeature.names()));
        assertThat(rows).as("hour 4 has no pressure, and uses that of hour 3").hasSize(24);
        assertThat(lines.subList(1, lines.size()))
                .containsExactlyElementsOf(rows.stream()
                        .map(row -> RiskLine.labelled(RiskLine.of(row), log.labelled()))
                        .toList());
        String sixth = "2026-01-01T06:00:00.000Z";
        assertThat(lines)
                .filteredOn(line -> line.startsWith("p1,"))
                .hasSize(8)
                .allMatch(line -> line.contains("Z," + sixth + ",0."));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("p2,"))
                .allMatch(line -> line.contains("Z,2026-01-01T00:00:00.000Z,0."));
        assertThat(lines).filteredOn(line -> line.startsWith("p3,")).allMatch(line -> line.contains("Z,,0."));
    }

    private static void take(
            VitalsAssessor assessor, Map<String, PatientState> states, SettingsBook settings, BedsideEvent event) {
        if (event.vitals() == null) {
            return;
        }
        PatientState state = states.computeIfAbsent(event.patientId(), id -> new PatientState());
        SettingsView view = settings.viewFor(event.subject());
        if (assessor.take(state, event, event.vitals(), view, sign -> {})) {
            assessor.score(state, event.subject(), event.acceptedAt(), view, score -> {}, sign -> {});
        }
    }

    @Test
    void raisesAnAdvisoryAlarmThatSaysWhy() throws Exception {
        Summary summary = run(
                "physionet-2019:" + psv("p1.psv", 7),
                Map.of("backtest.model", model(0.8).toString()));
        assertThat(summary.alarms().raisedByPattern()).containsEntry("PredictedRisk", 1L);
        assertThat(risks()).singleElement().satisfies(line -> {
            assertThat(line.value()).isEqualTo(1 / (1 + Math.exp(-1.5)));
            assertThat(line.limit()).isEqualTo(0.8);
        });
        assertThat(Files.readString(dir.resolve("out/alarms.jsonl")))
                .contains("\"pattern\":\"PredictedRisk\",\"phase\":\"RAISED\",\"priority\":\"LOW\"");
        assertThat(run("physionet-2019:" + dir.resolve("p1.psv"), Map.of())
                        .alarms()
                        .raisedByPattern())
                .as("without a model")
                .doesNotContainKey("PredictedRisk");
    }

    /** The committed model over the patients that it was trained on: no figure of worth, but all of the way. */
    @Test
    void predictsWithTheDemonstrationModel() throws Exception {
        Path demo = SharedData.require("physionet2019").resolve("demo");
        Path model = Path.of("../notebooks/models/risk-demo-1.json");
        Summary summary = run("physionet-2019:" + demo, Map.of("backtest.model", model.toString()));
        assertThat(risks())
                .isNotEmpty()
                .hasSize(summary.alarms().raisedByPattern().get("PredictedRisk").intValue());
        List<String> lines = Files.readAllLines(dir.resolve("features.csv"));
        assertThat(lines.size()).isBetween(900, 1_144);
        assertThat(lines.subList(1, lines.size())).allSatisfy(line -> {
            double p = Double.parseDouble(line.split(",", -1)[3]);
            assertThat(p).isBetween(0.0, 1.0);
        });
    }
}
