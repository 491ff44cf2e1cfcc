package io.wardstream.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    /** RFC 9562, appendix A.4: www.example.com in the DNS namespace. */
    @Test
    void matchesThePublishedVectorOfVersion5() {
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        assertThat(Ids.uuid5(dns.getMostSignificantBits(), dns.getLeastSignificantBits(), "www.example.com"))
                .isEqualTo("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    @Test
    void ownNamespaceIsTheNameItSaysItIs() {
        UUID url = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
        assertThat(Ids.uuid5(url.getMostSignificantBits(), url.getLeastSignificantBits(), "urn:wardstream"))
                .isEqualTo(Ids.NAMESPACE);
    }

    @Test
    void namesTheSameEpisodeTheSameAndAnotherOneOtherwise() {
        String id = Ids.alarm("LEVEL", "line:L1", 1000);
        assertThat(Ids.alarm("LEVEL", "line:L1", 1000)).isEqualTo(id);
        assertThat(Ids.alarm("LEVEL", "line:L1", 1001)).isNotEqualTo(id);
        assertThat(Ids.alarm("LEVEL", "line:L2", 1000)).isNotEqualTo(id);
        assertThat(Ids.alarm("SPO2", "line:L1", 1000)).isNotEqualTo(id);
        assertThat(Ids.command("LEVEL", "line:L1", 1000)).isNotEqualTo(id);
    }
}
