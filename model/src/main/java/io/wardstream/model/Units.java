package io.wardstream.model;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * Converts what others measure in to what we measure in. Units are UCUM codes (ucum.org), case-sensitive; the factors
 * are exact by definition except that of mm[Hg] (UCUM: 133.322 Pa).
 */
public final class Units {

    /** {@code ours = theirs × factor + shift}. */
    private record Step(double factor, double shift) {}

    private static final Map<String, Map<String, Step>> BY_OURS = Map.of(
            "g",
            Map.of(
                    "kg", new Step(1000, 0),
                    "mg", new Step(0.001, 0),
                    "[lb_av]", new Step(453.59237, 0),
                    "[oz_av]", new Step(28.349523125, 0)),
            "Cel",
            Map.of(
                    "[degF]", new Step(5.0 / 9.0, -160.0 / 9.0),
                    "K", new Step(1, -273.15)),
            "mm[Hg]",
            Map.of("kPa", new Step(1000 / 133.322, 0)),
            "/min",
            Map.of(
                    "{beats}/min", new Step(1, 0),
                    "{breaths}/min", new Step(1, 0),
                    "/s", new Step(60, 0),
                    "Hz", new Step(60, 0)),
            "%",
            Map.of("1", new Step(100, 0)),
            "1",
            Map.of("%", new Step(0.01, 0)));

    private Units() {}

    /**
     * Converts a value; empty if the units do not measure the same. Digits behind the sixth decimal are an artefact of
     * the conversion and are rounded off, so that 100.4 °F is 38 °C and not above it.
     */
    public static OptionalDouble convert(double value, String theirs, String ours) {
        if (theirs.equals(ours)) {
            return OptionalDouble.of(value);
        }
        Step step = BY_OURS.getOrDefault(ours, Map.of()).get(theirs);
        if (step == null) {
            return OptionalDouble.empty();
        }
        double converted = value * step.factor() + step.shift();
        boolean roundable = Math.abs(converted) < 1e9;
        return OptionalDouble.of(roundable ? Math.rint(converted * 1e6) / 1e6 : converted);
    }

    /** The units that can be converted to one of ours, with itself. */
    public static Set<String> convertibleTo(String ours) {
        Set<String> all = new TreeSet<>(BY_OURS.getOrDefault(ours, Map.of()).keySet());
        all.add(ours);
        return all;
    }
}
