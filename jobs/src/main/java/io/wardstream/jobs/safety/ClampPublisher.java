package io.wardstream.jobs.safety;

import io.wardstream.connectors.mqtt.sink.MqttPublication;
import io.wardstream.connectors.mqtt.sink.MqttSerializationSchema;
import io.wardstream.jobs.clock.WardTime;
import io.wardstream.model.ClampCommand;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.ForeignCommand;
import io.wardstream.model.wire.WardTopic;
import io.wardstream.model.wire.WireFormat;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The message that moves a clamp: on its device's command topic, never retained, with what is left of its time as the
 * message's expiry. A foreign clamp is told in its own words, which the gate has put into the event; of its time it
 * knows nothing, so the broker's expiry is all that keeps an old command from it. Everything that is not a command to
 * be sent gives none.
 */
public final class ClampPublisher implements MqttSerializationSchema<ClampEvent> {

    @Serial
    private static final long serialVersionUID = 1;

    private static final WireFormat<ClampCommand> FORMAT = WireFormat.of(ClampCommand.class);

    private final WardTime time;

    /**
     * @param time the gate's clock; the sink's is the machine's
     */
    public ClampPublisher(WardTime time) {
        this.time = time;
    }

    @Override
    public @Nullable MqttPublication serialize(ClampEvent clamp) {
        Long issuedAt = clamp.issuedAt();
        Long expiresAt = clamp.expiresAt();
        Long epoch = clamp.epoch();
        String device = clamp.deviceId();
        String line = clamp.subject().lineId();
        if (clamp.phase() != ClampPhase.ISSUED
                || issuedAt == null
                || expiresAt == null
                || epoch == null
                || device == null
                || line == null) {
            return null;
        }
        long deadlineWallMs = System.currentTimeMillis() + time.toWallMs(expiresAt - time.nowMs());
        ForeignCommand foreign = clamp.foreign();
        if (foreign != null) {
            return MqttPublication.to(foreign.topic(), foreign.payload().getBytes(StandardCharsets.UTF_8))
                    .deadlineMs(deadlineWallMs)
                    .build();
        }
        ClampCommand command = new ClampCommand(clamp.commandId(), clamp.action(), line, issuedAt, expiresAt, epoch);
        return MqttPublication.to(WardTopic.command(clamp.subject().ward(), device), FORMAT.write(command))
                .deadlineMs(deadlineWallMs)
                .contentType("application/json")
                .correlationData(clamp.commandId())
                .build();
    }
}
