package io.wardstream.jobs.safety;

import io.wardstream.model.ClampAction;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ForeignCommand;
import io.wardstream.model.Sign;
import io.wardstream.model.Source;
import org.jspecify.annotations.Nullable;

/** Whether what a clamp said answers a command. */
final class ClampAnswers {

    private ClampAnswers() {}

    /**
     * A clamp that speaks our language names the command. A foreign one cannot: that it stands where it was told to, in
     * its own word and not in that of staff, is its answer. That it still stands where it stood may have been said
     * before it heard anything, so a refusal is one only if it names the message's id.
     *
     * @param position where it stands; null if it does not move
     */
    static boolean isAnswer(ClampEvent command, Sign sign, @Nullable ClampAction position) {
        String named = sign.commandId();
        ForeignCommand foreign = command.foreign();
        if (foreign == null || command.commandId().equals(named)) {
            return command.commandId().equals(named);
        }
        return sign.by() == null
                && isFrom(sign.source(), command.deviceId())
                && (named == null ? position == command.action() : named.equals(foreign.answerId()));
    }

    private static boolean isFrom(@Nullable Source source, @Nullable String deviceId) {
        return source != null && source.deviceId().equals(deviceId);
    }
}
