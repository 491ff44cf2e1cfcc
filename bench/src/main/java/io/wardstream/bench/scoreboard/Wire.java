package io.wardstream.bench.scoreboard;

import io.wardstream.model.BedsideEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The way from a bed's devices to the flow: messages wait here until they arrive. */
public final class Wire {

    private final PriorityQueue<Sent> sent =
            new PriorityQueue<>(Comparator.comparingLong(Sent::at).thenComparingLong(Sent::number));

    private long numbers;

    private record Sent(long at, long number, BedsideEvent event) {}

    /** A message will arrive at a time. */
    public void send(long arrives, BedsideEvent event) {
        sent.add(new Sent(arrives, numbers++, event));
    }

    /** What arrives before {@code end}, in order, accepted at {@code at} at the earliest. */
    public List<BedsideEvent> heard(long at, long end) {
        List<BedsideEvent> heard = new ArrayList<>();
        while (!sent.isEmpty() && sent.peek().at() < end) {
            Sent message = sent.poll();
            heard.add(accepted(message.event(), Math.max(at, message.at())));
        }
        return heard;
    }

    private static BedsideEvent accepted(BedsideEvent event, long at) {
        return new BedsideEvent(
                event.deviceId(),
                event.boot(),
                event.seq(),
                at,
                event.measuredAt(),
                event.ward(),
                event.bed(),
                event.lineId(),
                event.patientId(),
                event.infusion(),
                event.vitals(),
                event.care(),
                event.clamp(),
                event.presence(),
                event.tick(),
                event.batteryPct(),
                event.cuff());
    }
}
