package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.Set;

/** Respiration is extreme, in two of three measurements. */
public final class RespirationExtreme extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "RespirationExtreme",
            1,
            "RESPIRATION",
            "Respiration is extreme",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "Respiration changes first when a patient gets worse, and is watched least.",
            "6 and 35 /min: Masimo's lower limit, a medical emergency team's calling criteria of 6 and 30 "
                    + "/min; two of three measurements because the signal is noisy: clinical catalogue V7",
            "movement and talking, which an impedance sensor counts as breaths");

    static final RespirationLimits.Keys KEYS = RespirationLimits.Keys.of(
            CARD.id(), new RespirationLimits.Bounds(35, 25, 70), new RespirationLimits.Bounds(6, 2, 10));

    /** The numbers in force. */
    public static RespirationLimits limits(SettingsView settings) {
        return KEYS.from(settings);
    }

    public RespirationExtreme() {
        super(
                CARD,
                "respiration-is-extreme",
                Set.of(SignKind.RR_EXTREME),
                Set.of(SignKind.RR_EXTREME_OVER),
                KEYS.all());
    }
}
