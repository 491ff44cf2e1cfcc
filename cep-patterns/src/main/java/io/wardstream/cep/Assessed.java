package io.wardstream.cep;

import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** A pattern whose assessor has counted and waited: one kind of sign raises it, another ends it. */
abstract class Assessed implements OneSign {

    private final PatternCard card;
    private final String stage;
    private final Set<SignKind> raisedBy;
    private final Set<SignKind> clearedBy;
    private final List<SettingKey> settings;

    Assessed(
            PatternCard card,
            String stage,
            Set<SignKind> raisedBy,
            Set<SignKind> clearedBy,
            List<SettingKey> settings) {
        this.card = card;
        this.stage = stage;
        this.raisedBy = raisedBy;
        this.clearedBy = clearedBy;
        this.settings = settings;
    }

    @Override
    public final PatternCard card() {
        return card;
    }

    @Override
    public final String stage() {
        return stage;
    }

    @Override
    public final Set<SignKind> signs() {
        return raisedBy;
    }

    @Override
    public final boolean clearedBy(Sign sign) {
        return clearedBy.contains(sign.kind());
    }

    @Override
    public final List<SettingKey> settings() {
        return settings;
    }
}
