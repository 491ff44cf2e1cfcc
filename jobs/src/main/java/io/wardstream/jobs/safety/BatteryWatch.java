package io.wardstream.jobs.safety;

import io.wardstream.cep.BatteryLow;
import io.wardstream.cep.SettingsView;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a device's battery is low, nearly empty, and charged again: each when two messages in a row agree
 * (clinical catalogue T4). What lies between keeps what was said: from nearly empty there is no way back but to
 * charged. Pure: state in, sign out.
 */
final class BatteryWatch {

    private static final int MESSAGES = 2;

    private BatteryWatch() {}

    /** A message of the device. */
    static @Nullable Sign look(DeviceState device, BedsideEvent event, SettingsView settings) {
        Double pct = event.batteryPct();
        if (pct == null) {
            return null;
        }
        BatteryLow.Limits limits = BatteryLow.Limits.from(settings);
        BatteryState state = device.battery;
        if (state == null) {
            if (!limits.isLow(pct)) {
                return null;
            }
            state = new BatteryState();
            device.battery = state;
        }
        Sign sign = look(state, event, pct, limits, settings.version());
        if (state.lowSince == 0 && state.against == 0) {
            device.battery = null;
        }
        return sign;
    }

    private static @Nullable Sign look(
            BatteryState state, BedsideEvent event, double pct, BatteryLow.Limits limits, long version) {
        boolean low = state.lowSince != 0;
        boolean charged = low && limits.isCharged(pct);
        boolean worse = low ? !state.veryLow && limits.isVeryLow(pct) : limits.isLow(pct);
        if (!charged && !worse) {
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
        long since = low ? state.lowSince : state.againstSince;
        state.lowSince = charged ? 0 : since;
        state.veryLow = !charged && limits.isVeryLow(pct);
        Sign sign = Sign.of(charged ? SignKind.BATTERY_OK : SignKind.BATTERY_LOW, event, version)
                .since(since);
        if (charged) {
            return sign.measured(pct, limits.clearPct());
        }
        return state.veryLow
                ? sign.measured(pct, limits.veryLowPct())
                        .because(String.format(Locale.ROOT, "below %.0f %%", limits.veryLowPct()))
                : sign.measured(pct, limits.lowPct());
    }
}
