package io.wardstream.model.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HaemodynamicsTest {

    /** Published GDL vectors. */
    @ParameterizedTest
    @CsvSource({"70,40,50.0", "80,50,60.0", "100,70,80.0", "130,90,103.3", "150,100,116.7", "160,110,126.7"})
    void meanPressureIsAThirdOfTheWayUp(double sys, double dia, double mean) {
        assertThat(Haemodynamics.meanArterialPressureMmHg(sys, dia)).isCloseTo(mean, within(0.05));
    }

    /** Published GDL vectors. */
    @ParameterizedTest
    @CsvSource({"60,100,0.60", "120,80,1.50", "62,140,0.44"})
    void shockIndexIsRateOverPressure(double hr, double sys, double index) {
        assertThat(Haemodynamics.shockIndex(hr, sys)).isCloseTo(index, within(0.005));
    }

    /** Normal is 0.7 to 1.3. */
    @ParameterizedTest
    @CsvSource({"70,100,0.70", "91,70,1.30", "130,65,2.00"})
    void modifiedShockIndexIsRateOverMeanPressure(double hr, double mean, double index) {
        assertThat(Haemodynamics.modifiedShockIndex(hr, mean)).isCloseTo(index, within(0.005));
    }

    @ParameterizedTest
    @CsvSource({"120,80,40", "90,80,10", "80,90,-10"})
    void pulsePressureIsTheDifference(double sys, double dia, double pressure) {
        assertThat(Haemodynamics.pulsePressureMmHg(sys, dia)).isEqualTo(pressure);
    }
}
