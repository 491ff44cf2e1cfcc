package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.Set;

/** Respiration is unusual, in two of three measurements. */
public final class RespirationWarning extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "RespirationWarning",
            1,
            "RESPIRATION",
            "Respiration is unusual",
            Priority.LOW,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Respiration changes first when a patient gets worse, and is watched least.",
            "24 and 10 /min: the edges at which NEWS2 scores; two of three measurements because the "
                    + "signal is noisy: clinical catalogue V7",
            "movement and talking, which an impedance sensor counts as breaths");

    static final RespirationLimits.Keys KEYS = RespirationLimits.Keys.of(
            CARD.id(), new RespirationLimits.Bounds(24, 20, 60), new RespirationLimits.Bounds(10, 4, 14));

    /** The numbers in force. */
    public static RespirationLimits limits(SettingsView settings) {
        return KEYS.from(settings);
    }

    public RespirationWarning() {
        super(
                CARD,
                "respiration-is-unusual",
                Set.of(SignKind.RR_WARNING),
                Set.of(SignKind.RR_WARNING_OVER),
                KEYS.all());
    }
}
