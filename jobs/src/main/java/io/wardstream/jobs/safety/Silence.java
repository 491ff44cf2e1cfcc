package io.wardstream.jobs.safety;

import io.wardstream.cep.DeviceQuiet;
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
 * Notices that a device has not been heard for a while (quiet), that it is missed (silent), and that it speaks again.
 *
 * <p>One look is booked per device at a time. When it comes due and the device was heard meanwhile, the next is booked
 * for the limit after that; so a device that speaks costs one timer a limit, not one a message. A device that is quiet
 * is looked at once more, when it would be silent.
 *
 * <p>While nobody listened, because the system was down or a session was held up, a device cannot be accused of
 * silence: its time is counted from where the ward clock landed after its leap ({@link Listening}).
 *
 * <p>Pure: state in, sign out.
 */
final class Silence {

    private Silence() {}

    /** A message of the device came. Gives the sign that it is heard again, if it had been quiet or silent. */
    static @Nullable Sign heard(SilenceState state, BedsideEvent event, long settingsVersion) {
        state.lastHeardAt = Math.max(state.lastHeardAt, event.acceptedAt());
        Long since = state.silentSince != null ? state.silentSince : state.quietSince;
        if (since == null) {
            return null;
        }
        state.silentSince = null;
        state.quietSince = null;
        // The look that is booked is for when it would have been silent; it is too late for when it may be quiet again.
        state.lookAt = null;
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
        OptionalLong silentMs = DeviceSilent.Limits.from(settings).forKind(entry.kind());
        OptionalLong quietMs = DeviceQuiet.Limits.from(settings).forKind(entry.kind());
        if (silentMs.isEmpty() || quietMs.isEmpty()) {
            return OptionalLong.empty();
        }
        long limit =
                state.quietSince != null ? silentMs.getAsLong() : Math.min(quietMs.getAsLong(), silentMs.getAsLong());
        long due = countedFrom(state, listeningSince) + limit;
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
     * @return the sign that the device is quiet or silent, or null; then {@link #nextLook} books the next look
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
        OptionalLong silentMs = DeviceSilent.Limits.from(settings).forKind(entry.kind());
        OptionalLong quietMs = DeviceQuiet.Limits.from(settings).forKind(entry.kind());
        if (silentMs.isEmpty() || quietMs.isEmpty()) {
            return null;
        }
        long notHeardMs = due - countedFrom(state, listeningSince);
        boolean silent = notHeardMs >= silentMs.getAsLong();
        boolean quiet = state.quietSince == null && notHeardMs >= quietMs.getAsLong();
        if (!silent && !quiet) {
            return null;
        }
        long since = state.lastHeardAt;
        if (silent) {
            state.silentSince = since;
        } else {
            state.quietSince = since;
        }
        Subject device = new Subject(
                subject.key(), subject.ward(), subject.bed(), subject.lineId(), subject.patientId(), deviceId);
        return new Sign(
                silent ? SignKind.DEVICE_SILENT : SignKind.DEVICE_QUIET,
                device,
                due,
                since,
                (due - since) / 1000.0,
                (silent ? silentMs : quietMs).getAsLong() / 1000.0,
                null,
                null,
                null,
                null,
                null,
                settings.version(),
                new Source(deviceId, "", 0, null));
    }
}
