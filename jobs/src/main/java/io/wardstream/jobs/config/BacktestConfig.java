package io.wardstream.jobs.config;

import io.wardstream.cep.SettingsBook;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.recorded.RecordingFormat;
import io.wardstream.model.risk.LoadedRiskModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the backtest.
 *
 * @param format how the recording is written
 * @param path the recording: a folder or a file, on every machine that runs the job
 * @param stretch how many times slower than recorded
 * @param limits what is set otherwise than by default
 * @param against what is set in a second run over the same recording, or null if there is none
 * @param model what predicts a risk, or null if nothing does
 * @param features the file for what a model is given, or null if nobody wants it
 * @param out the folder for the results
 * @param flink Flink's own options
 */
public record BacktestConfig(
        RecordingFormat format,
        Path path,
        double stretch,
        Limits limits,
        @Nullable Limits against,
        @Nullable LoadedRiskModel model,
        @Nullable Path features,
        Path out,
        Configuration flink) {

    /** What limits are called that no file has changed. */
    public static final String DEFAULTS = "defaults";

    /**
     * What is set otherwise than by default.
     *
     * @param name the file's name as it was given, or {@link #DEFAULTS}
     * @param settings the settings
     */
    public record Limits(String name, List<Setting> settings) {
        public Limits {
            settings = List.copyOf(settings);
        }
    }

    public static final ConfigOption<String> DATA = ConfigOptions.key("backtest.data")
            .stringType()
            .noDefaultValue()
            .withDescription("The recording, as FORMAT:PATH; the formats are " + formats() + ".");
    public static final ConfigOption<Double> STRETCH = ConfigOptions.key("backtest.stretch")
            .doubleType()
            .defaultValue(1.0)
            .withDescription(
                    "How many times slower than recorded, for loadcell only: at 60, a pour of half a minute becomes an"
                            + " infusion of half an hour.");
    public static final ConfigOption<String> SETTINGS = ConfigOptions.key("backtest.settings")
            .stringType()
            .noDefaultValue()
            .withDescription("A YAML file of settings that differ from the defaults: KEY: VALUE for everybody,"
                    + " ward/NAME/KEY or patient/NAME/KEY for some.");
    public static final ConfigOption<String> AGAINST = ConfigOptions.key("backtest.against")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Another file of settings: the recording is run a second time with these instead of those of"
                            + " backtest.settings, into the folder against below that of the results, and both runs are compared.");
    public static final ConfigOption<String> MODEL = ConfigOptions.key("backtest.model")
            .stringType()
            .noDefaultValue()
            .withDescription("A file of a model that predicts a risk, for PredictedRisk.");
    public static final ConfigOption<String> FEATURES = ConfigOptions.key("backtest.features")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "A CSV file for everything that such a model is given, or would be, to train one: a row for each"
                            + " patient and instant.");
    public static final ConfigOption<String> OUT = ConfigOptions.key("backtest.out")
            .stringType()
            .noDefaultValue()
            .withDescription("The folder for the results.");

    /** Every option of the job. */
    public static final List<ConfigOption<?>> OPTIONS = List.of(DATA, STRETCH, SETTINGS, AGAINST, MODEL, FEATURES, OUT);

    private static final int MAX_STRETCH = 100_000;
    private static final String AGAINST_FOLDER = "against";

    /**
     * Reads the configuration.
     *
     * @throws InvalidOptionsException naming everything that is wrong
     */
    public static BacktestConfig from(Map<String, String> values) {
        Options options = new Options(values, OPTIONS);
        String data = options.require(DATA, "");
        int colon = data.indexOf(':');
        Optional<RecordingFormat> format = RecordingFormat.named(colon < 0 ? data : data.substring(0, colon));
        Path path = Path.of(colon < 0 ? "" : data.substring(colon + 1));
        if (!data.isEmpty()) {
            options.check(
                    colon > 0 && format.isPresent(),
                    DATA,
                    "is '" + data + "'; accepted is FORMAT:PATH with one of the formats " + formats());
            options.check(
                    colon < 0 || format.isEmpty() || Files.exists(path),
                    DATA,
                    "names " + path + ", which is not there");
        }
        double stretch = options.get(STRETCH);
        options.check(
                stretch > 0 && stretch <= MAX_STRETCH,
                STRETCH,
                "is " + stretch + "; accepted: above 0, up to " + MAX_STRETCH);
        options.check(
                !values.containsKey(STRETCH.key()) || format.isEmpty() || format.get() == RecordingFormat.LOADCELL,
                STRETCH,
                "is for " + RecordingFormat.LOADCELL.word() + " only: the others are as slow as patients are");
        Limits limits = limits(options, SETTINGS);
        Limits against = limits(options, AGAINST);
        LoadedRiskModel model = RiskModelOption.read(options, MODEL);
        String features = options.find(FEATURES);
        Path folderOfFeatures =
                features == null ? null : Path.of(features).toAbsolutePath().getParent();
        options.check(
                features == null
                        || (folderOfFeatures != null
                                && Files.isDirectory(folderOfFeatures)
                                && !Files.isDirectory(Path.of(features))),
                FEATURES,
                "is " + features + "; accepted is a file in a folder that is there");
        options.check(
                features == null || format.isEmpty() || !format.get().weighs(),
                FEATURES,
                "is for recordings of vital signs");
        Path out = Path.of(options.require(OUT, ""));
        for (Path folder : against == null ? List.of(out) : List.of(out, out.resolve(AGAINST_FOLDER))) {
            options.check(
                    !Files.exists(folder) || Files.isDirectory(folder),
                    OUT,
                    "names " + folder + ", which is no folder");
        }
        options.done("backtest");
        return new BacktestConfig(
                format.orElseThrow(),
                path,
                stretch,
                limits == null ? new Limits(DEFAULTS, List.of()) : limits,
                against,
                model,
                features == null ? null : Path.of(features),
                out,
                options.flink());
    }

    /** The second run, with other settings and a folder of its own, and the same model; null if there is none. */
    public @Nullable BacktestConfig second() {
        return against == null
                ? null
                : new BacktestConfig(
                        format, path, stretch, against, null, model, null, out.resolve(AGAINST_FOLDER), flink);
    }

    private static @Nullable Limits limits(Options options, ConfigOption<String> option) {
        String file = options.find(option);
        if (file == null) {
            return null;
        }
        List<Setting> settings = new ArrayList<>();
        readSettings(Path.of(file), settings).forEach(problem -> options.check(false, option, problem));
        return new Limits(file, settings);
    }

    private static String formats() {
        return String.join(
                ", ",
                Arrays.stream(RecordingFormat.values())
                        .map(RecordingFormat::word)
                        .toList());
    }

    /** Reads settings, and gives what is wrong with them. */
    private static List<String> readSettings(Path file, List<Setting> settings) {
        List<String> problems = new ArrayList<>();
        Map<String, String> values;
        try {
            values = OptionsFile.read(file);
        } catch (IOException | IllegalArgumentException e) {
            return List.of(": " + e.getMessage());
        }
        SettingsBook trial = new SettingsBook();
        values.forEach((place, text) -> {
            Setting setting = setting(place, text, settings.size() + 1);
            String problem = setting == null
                    ? "accepted is KEY: NUMBER, ward/NAME/KEY: NUMBER or patient/NAME/KEY: NUMBER"
                    : trial.apply(setting);
            if (setting != null && problem == null) {
                settings.add(setting);
            } else {
                problems.add(": " + place + ": " + text + " is refused: " + problem);
            }
        });
        return problems;
    }

    private static @Nullable Setting setting(String place, String text, int version) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return null;
        }
        String[] parts = place.split("/", -1);
        if (parts.length == 1) {
            return new Setting(SettingScope.SITE, "", place, value, "backtest", 0, "", version);
        }
        if (parts.length != 3 || !(parts[0].equals("ward") || parts[0].equals("patient"))) {
            return null;
        }
        SettingScope scope = SettingScope.valueOf(parts[0].toUpperCase(Locale.ROOT));
        return new Setting(scope, parts[1], parts[2], value, "backtest", 0, "", version);
    }
}
