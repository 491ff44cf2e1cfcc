package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reading knows of its bag, and how it says something. */
class ReadingTest {

    private final TestLine line = new TestLine();

    @Test
    void takesTheBagAsItIsRegisteredAndElseAsBagsUsuallyAre() {
        Reading known = line.weighs(60.0, 1.02).at(0);
        assertThat(known.tareG()).isEqualTo(60);
        assertThat(known.densityGPerMl()).isEqualTo(1.02);
        Reading unknown = line.weighs(null, null).at(0);
        assertThat(unknown.tareG()).isEqualTo(RegistryEntry.DEFAULT_TARE_G);
        assertThat(unknown.densityGPerMl()).isEqualTo(RegistryEntry.DEFAULT_DENSITY_G_PER_ML);
    }

    @Test
    void knowsTheMassOfAFlow() {
        assertThat(line.weighs(45.0, 1.25).at(0).gPerMs(100) * 3_600_000).isCloseTo(125, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"12.34, 12.3", "12.35, 12.4", "-0.04, 0.0"})
    void saysATenthAndNoMore(double value, double said) {
        line.at(5).say(SignKind.LEVEL_LOW, value, 50.0, TestLine.ms(2), "why");
        Sign sign = line.only(SignKind.LEVEL_LOW);
        assertThat(sign.value()).isEqualTo(said);
        assertThat(sign.limit()).isEqualTo(50);
        assertThat(sign.at()).isEqualTo(TestLine.ms(5));
        assertThat(sign.since()).isEqualTo(TestLine.ms(2));
        assertThat(sign.reason()).isEqualTo("why");
    }
}
