package io.wardstream.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.sim.device.Outbox.Letter;
import io.wardstream.sim.world.Outgoing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {

    @Test
    void keepsTheNewestReadingsAndEverythingElse() {
        Outbox outbox = new Outbox(2);
        assertThat(outbox.add(message("r1", Outgoing.Kind.READING, 1))).isZero();
        assertThat(outbox.add(message("c1", Outgoing.Kind.CARE, 1))).isZero();
        assertThat(outbox.add(message("r2", Outgoing.Kind.READING, 1))).isZero();
        assertThat(outbox.add(message("s1", Outgoing.Kind.STATE, 1))).isZero();
        assertThat(outbox.add(message("r3", Outgoing.Kind.READING, 1))).isEqualTo(1);
        assertThat(outbox.add(message("m1", Outgoing.Kind.MALFORMED, 1))).isEqualTo(1);
        assertThat(drained(outbox)).containsExactly("c1", "s1", "r3", "m1");
        assertThat(outbox.add(message("r4", Outgoing.Kind.READING, 1))).isZero();
    }

    @Test
    void putsBackInPlaceWhatWasNotConfirmed() {
        Outbox outbox = new Outbox(10);
        for (String text : List.of("a", "b", "c")) {
            outbox.add(message(text, Outgoing.Kind.READING, 1));
        }
        Letter a = outbox.poll();
        Letter b = outbox.poll();
        outbox.putBack(b);
        outbox.putBack(a);
        assertThat(drained(outbox)).containsExactly("a", "b", "c");
    }

    @Test
    void remembersWhatWasSentBeforeAndWhatIsARepeat() {
        Outbox outbox = new Outbox(10);
        outbox.add(message("a", Outgoing.Kind.READING, 2));
        Letter first = outbox.poll();
        Letter second = outbox.poll();
        assertThat(first.repeat()).isFalse();
        assertThat(second.repeat()).isTrue();
        assertThat(first.sentBefore()).isFalse();
        outbox.putBack(first);
        assertThat(outbox.poll().sentBefore()).isTrue();
        assertThat(outbox.poll()).isNull();
    }

    private static List<String> drained(Outbox outbox) {
        List<String> texts = new ArrayList<>();
        for (Letter letter = outbox.poll(); letter != null; letter = outbox.poll()) {
            texts.add(letter.message().payload());
        }
        assertThat(outbox.size()).isZero();
        return texts;
    }

    private static Outgoing.Message message(String text, Outgoing.Kind kind, int copies) {
        return new Outgoing.Message(0, "scale", "topic", text, kind, copies, null);
    }
}
