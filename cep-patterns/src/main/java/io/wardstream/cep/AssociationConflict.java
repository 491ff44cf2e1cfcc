package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/**
 * Whom a device belongs to is in doubt: the registry has its line on two patients, or two load cells or two clamps on
 * its line; or the patient or line was discharged, the registry has said nothing new since, and the device still sends.
 *
 * <p>Meanwhile a reading goes where the newest registry entry of its own device says, and is judged as ever: a reading
 * that may be somebody else's is looked at rather than lost. But no clamp is closed on a line that the registry
 * contradicts itself about. A new registry entry of the device settles it.
 */
public final class AssociationConflict implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "AssociationConflict",
            1,
            "ASSOCIATION",
            "Whose device this is is in doubt",
            Priority.MEDIUM,
            AlarmKind.TECHNICAL,
            false,
            About.DEVICE,
            "Readings of one patient that are taken for another's hide an illness and make up another.",
            "two readings in a row, so that a transfer that the registry tells entry by entry is none; a minute to take the"
                    + " devices off who is discharged: clinical catalogue T10, the times are our own",
            "a device at the wrong bed that the registry knows nothing of; whether a profile fits the patient's age");

    static final SettingKey DISCHARGED_MS = new SettingKey(
            "AssociationConflict.dischargedMs",
            "ms",
            60_000,
            0,
            86_400_000,
            "how long after a discharge a device may still send");

    /**
     * The numbers.
     *
     * @param dischargedMs how long after a discharge a device may still send, ms
     */
    public record Limits(long dischargedMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(DISCHARGED_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "whose-it-is-is-in-doubt";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.ASSOCIATION_CONFLICT);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.ASSOCIATION_RESOLVED;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(DISCHARGED_MS);
    }
}
