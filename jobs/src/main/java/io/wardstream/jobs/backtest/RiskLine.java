package io.wardstream.jobs.backtest;

import io.wardstream.jobs.safety.vitals.RiskRow;
import io.wardstream.model.risk.RiskFeature;
import io.wardstream.model.wire.Rfc3339;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of the features of a backtest, as CSV: whose, when, when what the record was made for happened (empty if it did not,
 * or nobody says), the probability that the model gave (empty without one), and the features. What is unknown is empty.
 */
final class RiskLine {

    private RiskLine() {}

    /** The first line. */
    static String header() {
        return "patientId,at,eventAt,p," + String.join(",", RiskFeature.names());
    }

    /** The line of an instant, without when the event was. */
    static String of(RiskRow row) {
        return row.subject().patientId() + "," + Rfc3339.format(row.at()) + ",," + number(row.probability()) + ","
                + row.features().stream().map(RiskLine::number).collect(Collectors.joining(","));
    }

    /** A line with when the event was, ms on the ward clock. */
    static String labelled(String line, Map<String, Long> events) {
        int patient = line.indexOf(',');
        Long event = events.get(line.substring(0, patient));
        int empty = line.indexOf(',', patient + 1) + 1;
        return event == null ? line : line.substring(0, empty) + Rfc3339.format(event) + line.substring(empty);
    }

    private static String number(@Nullable Double value) {
        if (value == null || value.isNaN()) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? String.format(Locale.ROOT, "%d", Math.round(value))
                : value.toString();
    }
}
