package io.wardstream.model.recorded;

import io.wardstream.model.RejectionReason;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.recorded.Recording.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of the PhysioNet Challenge 2012: a value a row, {@code HH:MM,parameter,value}. The rows of one minute make
 * one {@link RecordedRow}, because the file tells no order among them.
 *
 * <p>What is taken: {@code HR}, {@code RespRate}, {@code SaO2} (and {@code SpO2}, which some copies have), {@code Temp},
 * {@code FiO2} (a fraction), and the cuff's pressures {@code NISysABP}, {@code NIDiasABP}, {@code NIMAP}. Those of an artery,
 * {@code SysABP}, {@code DiasABP}, {@code MAP}, are taken as pressures in a minute in which the cuff says nothing, or only the
 * artery has a systolic one; the two are never mixed, because values of one measurement must agree with each other. What is
 * about something else is skipped and counted by what it is about. {@code GCS} is skipped, too: the Glasgow Coma Scale is no
 * ACVPU, and no table from one to the other is part of NEWS2.
 *
 * <p>What is refused as a row: a zero, which in these records stands for a value that is not there (an artery's line that is
 * not connected, a lead that is off) and in a chart cannot be told from the end of a life; a parameter for the second time in a
 * minute; a parameter that the challenge does not have. Values that no device measures, as −17.8 °C (0 °F), are handed on as they
 * are, and refused where the messages of devices are.
 */
final class ParameterReader {

    /** Parameters that are no vital signs: what was written down once, and what comes from a laboratory. */
    private static final Set<String> OTHERS = Set.of(
            "RecordID",
            "Age",
            "Gender",
            "Height",
            "ICUType",
            "Weight",
            "Albumin",
            "ALP",
            "ALT",
            "AST",
            "Bilirubin",
            "BUN",
            "Cholesterol",
            "Creatinine",
            "Glucose",
            "HCO3",
            "HCT",
            "K",
            "Lactate",
            "Mg",
            "MechVent",
            "Na",
            "PaCO2",
            "PaO2",
            "pH",
            "Platelets",
            "TroponinI",
            "TroponinT",
            "TropI",
            "TropT",
            "Urine",
            "WBC");

    private static final String NO_VITAL_SIGN = "no vital sign";
    private static final String GCS = "GCS is no ACVPU";
    private static final String BESIDE_A_CUFF = "pressure of an artery beside a cuff's";
    private static final String BESIDE_AN_ARTERY = "pressure of a cuff beside an artery's systolic";

    private static final Pattern TIME = Pattern.compile("(\\d{1,3}):([0-5]\\d)");
    private static final int MIN_PER_HOUR = 60;
    private static final long MS_PER_MIN = 60_000;
    private static final int CELLS = 3;

    private enum Parameter {
        HR("HR"),
        RESP("RespRate"),
        SPO2("SaO2", "SpO2"),
        TEMP("Temp"),
        FIO2("FiO2"),
        CUFF_SYS("NISysABP"),
        CUFF_DIA("NIDiasABP"),
        CUFF_MEAN("NIMAP"),
        ARTERY_SYS("SysABP"),
        ARTERY_DIA("DiasABP"),
        ARTERY_MEAN("MAP");

        private static final List<Parameter> CUFF = List.of(CUFF_SYS, CUFF_DIA, CUFF_MEAN);
        private static final List<Parameter> ARTERY = List.of(ARTERY_SYS, ARTERY_DIA, ARTERY_MEAN);

        private final Set<String> names;

        Parameter(String... names) {
            this.names = Set.of(names);
        }

        private static @Nullable Parameter named(String name) {
            for (Parameter parameter : values()) {
                if (parameter.names.contains(name)) {
                    return parameter;
                }
            }
            return null;
        }
    }

    private final String file;
    private final List<Problem> problems;
    private final Map<String, Long> skipped;
    private final List<RecordedRow> rows = new ArrayList<>();
    private final Map<Parameter, Double> minute = new EnumMap<>(Parameter.class);
    private final Set<Parameter> seen = EnumSet.noneOf(Parameter.class);
    private long at = -1;

    ParameterReader(String file, List<Problem> problems, Map<String, Long> skipped) {
        this.file = file;
        this.problems = problems;
        this.skipped = skipped;
    }

    /** Reads all rows; what cannot be read is a problem, and the rest goes on. */
    List<RecordedRow> read(Path path) {
        int line = 0;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Files.newInputStream(path),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                line++;
                if (line == 1) {
                    String header = (text.startsWith("\uFEFF") ? text.substring(1) : text).replace(" ", "");
                    if (!header.equalsIgnoreCase("Time,Parameter,Value")) {
                        problems.add(new Problem(
                                file, 1, "does not begin with Time,Parameter,Value: no record of physionet-2012"));
                        return rows;
                    }
                } else if (!text.isBlank()) {
                    take(text, line);
                }
            }
        } catch (IOException e) {
            problems.add(new Problem(file, line, "cannot be read any further: " + e));
        }
        endMinute();
        return rows;
    }

    private void take(String text, int line) {
        String[] cells = text.split(",", -1);
        if (cells.length != CELLS) {
            refuse(line, "has " + cells.length + " columns and not " + CELLS);
            return;
        }
        Matcher time = TIME.matcher(cells[0].trim());
        if (!time.matches()) {
            refuse(line, "its time is not HH:MM");
            return;
        }
        long minutes = Long.parseLong(time.group(1)) * MIN_PER_HOUR + Long.parseLong(time.group(2));
        String name = cells[1].trim();
        Parameter parameter = Parameter.named(name);
        if (parameter == null) {
            if (name.equals("GCS") || OTHERS.contains(name)) {
                skip(name.equals("GCS") ? GCS : NO_VITAL_SIGN);
            } else {
                refuse(line, "names a parameter that physionet-2012 does not have");
            }
            return;
        }
        if (minutes < at) {
            refuse(line, "its time comes before that of the row above");
            return;
        }
        if (minutes > at) {
            endMinute();
            at = minutes;
        }
        value(parameter, name, cells[2].trim(), line);
    }

    private void value(Parameter parameter, String name, String text, int line) {
        double value;
        try {
            BigDecimal number = new BigDecimal(text);
            value = (parameter == Parameter.FIO2 ? number.movePointRight(2) : number).doubleValue();
        } catch (NumberFormatException e) {
            refuse(line, name + " is no number");
            return;
        }
        if (!Double.isFinite(value)) {
            refuse(line, name + " is too large");
        } else if (value == 0) {
            problems.add(new Problem(
                    file, line, name + " is 0, which stands for no value here", RejectionReason.OUT_OF_RANGE));
        } else if (!seen.add(parameter)) {
            problems.add(
                    new Problem(file, line, "names " + name + " again in a minute", RejectionReason.DUPLICATE_FIELD));
        } else {
            minute.put(parameter, value);
        }
    }

    private void endMinute() {
        boolean cuff = Parameter.CUFF.stream().anyMatch(minute::containsKey);
        boolean onlyTheArtery = minute.containsKey(Parameter.ARTERY_SYS) && !minute.containsKey(Parameter.CUFF_SYS);
        List<Parameter> left = cuff && !onlyTheArtery ? Parameter.ARTERY : Parameter.CUFF;
        for (Parameter parameter : left) {
            if (minute.remove(parameter) != null) {
                skip(left == Parameter.ARTERY ? BESIDE_A_CUFF : BESIDE_AN_ARTERY);
            }
        }
        if (!minute.isEmpty()) {
            rows.add(new RecordedRow(
                    at * MS_PER_MIN,
                    new VitalsReading(
                            minute.get(Parameter.HR),
                            null,
                            minute.get(Parameter.SPO2),
                            minute.get(Parameter.RESP),
                            either(Parameter.CUFF_SYS, Parameter.ARTERY_SYS),
                            either(Parameter.CUFF_DIA, Parameter.ARTERY_DIA),
                            either(Parameter.CUFF_MEAN, Parameter.ARTERY_MEAN),
                            minute.get(Parameter.TEMP),
                            minute.get(Parameter.FIO2))));
        }
        minute.clear();
        seen.clear();
    }

    private @Nullable Double either(Parameter cuff, Parameter artery) {
        Double value = minute.get(cuff);
        return value != null ? value : minute.get(artery);
    }

    private void skip(String reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    private void refuse(int line, String what) {
        problems.add(new Problem(file, line, what));
    }
}
