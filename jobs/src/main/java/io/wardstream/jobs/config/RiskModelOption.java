package io.wardstream.jobs.config;

import io.wardstream.model.risk.LoadedRiskModel;
import io.wardstream.model.wire.RiskModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/** Reads the file of a model of the risk, once, where a job is submitted: it travels with the job from there. */
public final class RiskModelOption {

    private RiskModelOption() {}

    /** The model that an option names; null if it names none, or one with problems, which are then noted. */
    static @Nullable LoadedRiskModel read(Options options, ConfigOption<String> option) {
        String file = options.find(option);
        if (file == null) {
            return null;
        }
        RiskModels.Read read = read(Path.of(file));
        read.problems().forEach(problem -> options.check(false, option, ": " + file + ": " + problem));
        return read.model();
    }

    /** What a file holds. Never throws for what it finds. */
    public static RiskModels.Read read(Path file) {
        try {
            return RiskModels.read(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return new RiskModels.Read(null, List.of("there is no such file"));
        } catch (IOException e) {
            return new RiskModels.Read(null, List.of("it cannot be read: " + e.getMessage()));
        }
    }
}
