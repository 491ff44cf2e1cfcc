package io.wardstream.jobs.safety;

import io.wardstream.cep.ClockSkew;
import io.wardstream.cep.SettingsView;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a device's clock is ahead of the ward's, or behind: three messages in a row that were measured more than
 * the limit away from when they were accepted (clinical catalogue T5). What waited at the broker while the ward was not
 * listening is stamped with the last tick before (design D1) and looks like a clock that is ahead; so what is stamped
 * before the ward began to listen says nothing about the clock. Pure: state in, sign out.
 */
final class ClockSkewWatch {

    private static final int MESSAGES = 3;

    private ClockSkewWatch() {}

    /**
     * A message of the device.
     *
     * @param listeningSince since when the ward has been listened to without a gap
     */
    static @Nullable Sign look(ClockSkewState state, BedsideEvent event, SettingsView settings, long listeningSince) {
        Long measuredAt = event.measuredAt();
        if (measuredAt == null) {
            return null;
        }
        ClockSkew.Limits limits = ClockSkew.Limits.from(settings);
        long aheadMs = measuredAt - event.acceptedAt();
        boolean waited = event.acceptedAt() <= listeningSince;
        boolean off = Math.abs(aheadMs) > limits.offMs() && !waited;
        boolean right = Math.abs(aheadMs) <= limits.backMs();
        boolean skewed = state.skewedSince != 0;
        if (skewed ? !right : !off) {
            state.against = 0;
            return null;
        }
        if (state.against++ == 0) {
            state.againstSince = event.acceptedAt();
        }
        if (state.against < MESSAGES) {
            return null;
        }
        state.against = 0;
        long since = skewed ? state.skewedSince : state.againstSince;
        state.skewedSince = skewed ? 0 : since;
        return Sign.of(skewed ? SignKind.CLOCK_IN_STEP : SignKind.CLOCK_SKEWED, event, settings.version())
                .measured(aheadMs / 1000.0, skewed ? limits.backMs() / 1000.0 : limits.offMs() / 1000.0)
                .since(since);
    }
}
