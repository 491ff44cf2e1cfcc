package io.wardstream.connectors.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.webhook.Messages;
import io.wardstream.connectors.webhook.WebhookMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

    private static final WebhookMessage MESSAGE = Messages.message("a", "key", 5);

    @ParameterizedTest
    @CsvSource({
        // id under the same sequence, newest delivered, admission
        ",, NEW",
        ", 4, NEW",
        ", 6, SUPERSEDED",
        "key-5,, DUPLICATE",
        "key-5, 5, DUPLICATE",
        "key-5, 9, DUPLICATE",
        "other,, CONFLICT",
        "other, 9, CONFLICT"
    })
    void isDecidedByWhatIsKnownOfTheSequence(String idOfSameSequence, Long newestDelivered, Admission expected) {
        assertThat(Admission.of(MESSAGE, idOfSameSequence, newestDelivered)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nx-evil: 1", "ø", "\u0000"})
    void refusesIdsThatCannotStandInAHeader(String id) {
        WebhookMessage message = new WebhookMessage(id, "key", 5, "a", "text/plain", "");
        assertThat(Admission.of(message, null, null)).isEqualTo(Admission.UNSENDABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "text/plain\n", "text/plain ", "täxt/plain"})
    void refusesContentTypesThatCannotStandInAHeader(String contentType) {
        WebhookMessage message = new WebhookMessage("id", "key", 5, "a", contentType, "");
        assertThat(Admission.of(message, null, null)).isEqualTo(Admission.UNSENDABLE);
    }

    @Test
    void refusesAnEmptyOrderKeyAndAcceptsAnEmptyBody() {
        assertThat(Admission.of(new WebhookMessage("id", "", 5, "a", "text/plain", "x"), null, null))
                .isEqualTo(Admission.UNSENDABLE);
        assertThat(Admission.of(new WebhookMessage("id", "k", 5, "a", "text/plain; charset=utf-8", ""), null, null))
                .isEqualTo(Admission.NEW);
        assertThat(Admission.of(new WebhookMessage("x".repeat(257), "k", 5, "a", "a/b", ""), null, null))
                .isEqualTo(Admission.UNSENDABLE);
    }

    @Test
    void givesNoTwoPairsOfEndpointAndOrderKeyTheSameKey() {
        DeliveryKey key = new DeliveryKey();
        assertThat(key.getKey(Messages.message("a/b", "c", 1)))
                .isNotEqualTo(key.getKey(Messages.message("a", "b/c", 1)));
    }
}
