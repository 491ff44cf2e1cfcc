package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** More was infused in an hour than ordered, or in a day than allowed. */
public final class VolumeOver implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "VolumeOver",
            1,
            "VOLUME",
            "More was infused than ordered",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Too much fluid overloads the heart and the lungs of whoever cannot pass it.",
            "a fifth more than ordered in an hour, or more than the cap of a day: clinical catalogue I16",
            "what other lines give; a line without an order or a cap");

    static final SettingKey SHARE =
            new SettingKey("VolumeOver.overShare", "1", 0.2, 0.05, 2, "share over the hour's order that counts");

    static final SettingKey DAY_ML = new SettingKey("VolumeOver.dayMl", "mL", 0, 0, 20_000, "most in 24 h; 0: no cap");

    /**
     * The numbers.
     *
     * @param overShare share over the hour's order that counts, 1
     * @param dayMl most in 24 h; 0: no cap, mL
     */
    public record Limits(double overShare, double dayMl) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(SHARE), settings.get(DAY_ML));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "too-much-was-infused";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.VOLUME_OVER);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.VOLUME_WITHIN;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(SHARE, DAY_ML);
    }
}
