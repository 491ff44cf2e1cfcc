package io.wardstream.jobs.safety.vitals;

import io.wardstream.model.SignKind;

/** Which limits stand open for a patient: said when that changes, and again each hour while any does. */
final class OpenLimits {

    private OpenLimits() {}

    static void look(PatientState state, Moment now) {
        String open = String.join(", ", now.limits().open().names());
        boolean changed = !open.equals(state.limitsOpen);
        boolean hourly = !open.isEmpty()
                && now.at() - state.limitsLookedAt >= now.limits().limitsOpen().hourlyMs();
        if (!changed && !hourly) {
            return;
        }
        state.limitsOpen = open;
        state.limitsLookedAt = now.at();
        now.say(
                open.isEmpty()
                        ? now.sign(SignKind.LIMITS_CLOSED)
                        : now.sign(SignKind.LIMITS_OPEN).because(open));
    }
}
