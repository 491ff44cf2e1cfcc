package io.wardstream.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "98.6, [degF], Cel, 37",
        "100.4, [degF], Cel, 38",
        "-40, [degF], Cel, -40",
        "98.43, [degF], Cel, 36.905556",
        "310.15, K, Cel, 37",
        "0.6124, kg, g, 612.4",
        "1, [lb_av], g, 453.59237",
        "1, [oz_av], g, 28.349523",
        "16, kPa, mm[Hg], 120.010201",
        "1.2, /s, /min, 72",
        "0.97, 1, %, 97",
        "72, {beats}/min, /min, 72",
        "36.9, Cel, Cel, 36.9"
    })
    void convertsToOurUnits(double value, String theirs, String ours, double expected) {
        assertThat(Units.convert(value, theirs, ours)).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource({"[degF], g", "g, Cel", "degF, Cel", "KG, g", "mmHg, mm[Hg]"})
    void knowsNoUnitThatDoesNotMeasureTheSameOrIsSpeltAnotherWay(String theirs, String ours) {
        assertThat(Units.convert(1, theirs, ours)).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void leavesWhatIsNotANumberAlone() {
        assertThat(Units.convert(Double.NaN, "kg", "g").orElseThrow()).isNaN();
        assertThat(Units.convert(Double.POSITIVE_INFINITY, "kg", "g")).hasValue(Double.POSITIVE_INFINITY);
    }

    @Test
    void knowsEveryUnitThatDevicesMeasureIn() {
        Stream.of(InfusionReading.class, VitalsReading.class)
                .flatMap(type -> Stream.of(type.getRecordComponents()))
                .filter(component -> component.getType() != Boolean.class)
                .map(RecordComponent::getAccessor)
                .map(accessor -> accessor.getAnnotation(Measure.class).unit())
                .forEach(unit ->
                        assertThat(Units.convertibleTo(unit)).contains(unit).hasSizeGreaterThan(1));
    }
}
