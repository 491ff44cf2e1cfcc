package io.wardstream.jobs.safety;

import io.wardstream.cep.DeviceSilent;
import io.wardstream.cep.SettingsView;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Source;
import io.wardstream.model.Subject;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a device has fallen silent, and that it speaks again.
 *
 * <p>One look is booked per device at a time. When it comes due and the device was heard meanwhile, the next is booked for
 * the limit after that; so a device that speaks costs one timer a limit, not one a message.
 *
 * <p>While nobody listened, because the system was down or a session was held up, a device cannot be accused of silence:
 * its time is counted from where the ward clock landed after its leap ({@link Listening}).
 *
 * <p>Pure: state in, sign out.
 */
final class Silence {

    private Silence() {}

    /** A message of the device came. Gives the sign that it is heard again, if it had been silent. */
    static @Nullable Sign heard(SilenceState state, BedsideEvent event, long settingsVersion) {
        state.lastHeardAt = Math.max(state.lastHeardAt, event.acceptedAt());
        Long since = state.silentSince;
        if (since == null) {
            return null;
        }
        state.silentSince = null;
        double seconds = (event.acceptedAt() - since) / 1000.0;
        return Sign.of(SignKind.DEVICE_HEARD, event, settingsVersion)
                .measured(seconds, null)
                .since(since);
    }

    /**
     * When the device must be looked at next.
     *
     * @param listeningSince since when the ward has been listened to without a gap
     * @return empty if a look is booked already, or the device may be silent for ever
     */
    static OptionalLong nextLook(
            SilenceState state, @Nullable RegistryEntry entry, SettingsView settings, long listeningSince) {
        if (entry == null || state.lookAt != null || state.silentSince != null) {
            return OptionalLong.empty();
        }
        OptionalLong limit = DeviceSilent.Limits.from(settings).forKind(entry.kind());
        if (limit.isEmpty()) {
            return OptionalLong.empty();
        }
        long due = countedFrom(state, listeningSince) + limit.getAsLong();
        state.lookAt = due;
        return OptionalLong.of(due);
    }

    private static long countedFrom(SilenceState state, long listeningSince) {
        return Math.max(state.lastHeardAt, listeningSince);
    }

    /**
     * A look that was booked comes due.
     *
     * @param listeningSince since when the ward has been listened to without a gap
     * @return the sign that the device is silent, or null; then {@link #nextLook} books the next look
     */
    static @Nullable Sign look(
            SilenceState state,
            String deviceId,
            Subject subject,
            @Nullable RegistryEntry entry,
            SettingsView settings,
            long listeningSince) {
        Long due = state.lookAt;
        state.lookAt = null;
        if (due == null || entry == null || state.silentSince != null) {
            return null;
        }
        OptionalLong limit = DeviceSilent.Limits.from(settings).forKind(entry.kind());
        if (limit.isEmpty() || countedFrom(state, listeningSince) + limit.getAsLong() > due) {
            return null;
        }
        long since = state.lastHeardAt;
        state.silentSince = since;
        Subject device = new Subject(
                subject.key(), subject.ward(), subject.bed(), subject.lineId(), subject.patientId(), deviceId);
        return new Sign(
                SignKind.DEVICE_SILENT,
                device,
                due,
                since,
                (due - since) / 1000.0,
                limit.getAsLong() / 1000.0,
                null,
                null,
                null,
                null,
                null,
                settings.version(),
                new Source(deviceId, "", 0, null));
    }
}
