package io.wardstream.model.rules;

import static io.wardstream.model.rules.News2Eligibility.UnknownAge.IS_ADULT;
import static io.wardstream.model.rules.News2Eligibility.UnknownAge.IS_REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class News2EligibilityTest {

    @Test
    void acceptsFromSixteenOn() {
        assertThat(News2Eligibility.of(16.0, false, IS_REFUSED)).isEqualTo(News2Eligibility.ELIGIBLE);
        assertThat(News2Eligibility.of(90.0, null, IS_REFUSED)).isEqualTo(News2Eligibility.ELIGIBLE);
        assertThat(News2Eligibility.of(15.99, false, IS_ADULT)).isEqualTo(News2Eligibility.UNDER_16);
        assertThat(News2Eligibility.of(0.0, false, IS_ADULT)).isEqualTo(News2Eligibility.UNDER_16);
    }

    @Test
    void refusesWhoIsPregnantAtAnyAge() {
        assertThat(News2Eligibility.of(30.0, true, IS_ADULT)).isEqualTo(News2Eligibility.PREGNANT);
        assertThat(News2Eligibility.of(null, true, IS_ADULT)).isEqualTo(News2Eligibility.PREGNANT);
        assertThat(News2Eligibility.of(15.0, true, IS_ADULT)).isEqualTo(News2Eligibility.UNDER_16);
    }

    @Test
    void takesAnUnknownAgeForAnAdultsOnlyWhereTheCallerSaysSo() {
        for (Double unknown : new Double[] {null, -1.0, Double.NaN}) {
            assertThat(News2Eligibility.of(unknown, null, IS_ADULT)).isEqualTo(News2Eligibility.ELIGIBLE);
            assertThat(News2Eligibility.of(unknown, null, IS_REFUSED)).isEqualTo(News2Eligibility.AGE_UNKNOWN);
        }
    }

    @Test
    void tellsPeopleWhy() {
        assertThat(News2Eligibility.UNDER_16.sentence()).contains("under 16");
        assertThat(News2Eligibility.PREGNANT.sentence()).contains("pregnant");
        assertThat(News2Eligibility.AGE_UNKNOWN.sentence()).contains("age is not known");
    }
}
