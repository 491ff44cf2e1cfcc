package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Another bag hangs than before. */
public final class BagChanged implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "BagChanged",
            1,
            "BAG_CHANGED",
            "A new infusion bag hangs",
            Priority.ADVISORY,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "What runs now has to be known: the class of the new bag decides whether its clamp may be closed.",
            "150 g more than before, or another mass after the hook was empty, steady for 10 s: clinical catalogue I11",
            "a bag of the same mass as the one that it replaces");

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "another-bag-hangs";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.BAG_CHANGED);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return true;
    }

    @Override
    public boolean momentary() {
        return true;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of();
    }
}
