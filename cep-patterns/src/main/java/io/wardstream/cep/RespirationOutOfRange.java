package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.Set;

/** Respiration is out of range, in two of three measurements. */
public final class RespirationOutOfRange extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "RespirationOutOfRange",
            1,
            "RESPIRATION",
            "Respiration is out of range",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Respiration changes first when a patient gets worse, and is watched least.",
            "30 and 8 /min: LIFEPAK and Philips defaults, and NEWS2's red below; two of three "
                    + "measurements because the signal is noisy: clinical catalogue V7",
            "movement and talking, which an impedance sensor counts as breaths");

    static final RespirationLimits.Keys KEYS = RespirationLimits.Keys.of(
            CARD.id(), new RespirationLimits.Bounds(30, 22, 70), new RespirationLimits.Bounds(8, 3, 12));

    /** The numbers in force. */
    public static RespirationLimits limits(SettingsView settings) {
        return KEYS.from(settings);
    }

    public RespirationOutOfRange() {
        super(
                CARD,
                "respiration-leaves-its-range",
                Set.of(SignKind.RR_OUT_OF_RANGE),
                Set.of(SignKind.RR_RECOVERED),
                KEYS.all());
    }
}
