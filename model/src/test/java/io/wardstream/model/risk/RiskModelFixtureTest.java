package io.wardstream.model.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.wire.RiskModels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A model that {@code notebooks/risk_training.py} wrote gives here what scikit-learn gave there. Model and rows are random
 * numbers; the probabilities are scikit-learn's own (mean imputation, standardisation, L2 regression, Platt), once and for all.
 */
class RiskModelFixtureTest {

    private static byte[] bytes(String name) {
        try (InputStream in = RiskModelFixtureTest.class.getResourceAsStream("/risk/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines() {
        return new String(bytes("synthetic-rows.csv"), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    static Stream<String> rows() {
        return lines().stream().skip(1);
    }

    @Test
    void hasTheFeaturesInTheirOrder() {
        assertThat(lines()).hasSize(13);
        assertThat(lines().get(0)).isEqualTo("p," + String.join(",", RiskFeature.names()));
        assertThat(lines().get(1)).contains(",,");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void givesWhatItWasTrainedToGive(String row) {
        RiskModels.Read read = RiskModels.read(bytes("synthetic-model.json"));
        assertThat(read.problems()).isEmpty();
        double[] cells = Arrays.stream(row.split(",", -1))
                .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                .toArray();
        double[] features = Arrays.copyOfRange(cells, 1, cells.length);
        assertThat(read.model().model().probability(features)).isCloseTo(cells[0], within(1e-12));
    }
}
