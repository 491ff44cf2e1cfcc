package io.wardstream.jobs.safety;

import io.wardstream.cep.LowLevel;
import io.wardstream.cep.SettingsView;
import io.wardstream.jobs.safety.infusion.InfusionAssessor;
import io.wardstream.jobs.safety.infusion.LineState;
import io.wardstream.model.BagClass;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.Cuff;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/** Keeps the state of the line whose turn it is, and hands what concerns it to the {@link InfusionAssessor}. */
final class LineKeeper {

    private final InfusionAssessor infusions = new InfusionAssessor();
    private final ValueState<LineState> state;

    /** @param state the state of the current key */
    LineKeeper(ValueState<LineState> state) {
        this.state = state;
    }

    private LineState line() throws Exception {
        LineState line = state.value();
        return line != null ? line : new LineState();
    }

    /**
     * The bag was weighed.
     *
     * @param lowLines takes how the line stands while its bag is low
     */
    void weighed(
            BedsideEvent event,
            InfusionReading reading,
            RegistryEntry entry,
            SettingsView settings,
            List<Sign> signs,
            Consumer<LineStatus> lowLines)
            throws Exception {
        LineState line = line();
        boolean blood = entry.bagClass() == BagClass.BLOOD;
        boolean begins = blood && !line.blood;
        line.blood = blood;
        Double level = infusions.take(line, event, reading.massG(), entry, settings, signs::add);
        state.update(line);
        if (begins || (blood && signs.stream().anyMatch(sign -> sign.kind() == SignKind.BAG_CHANGED))) {
            signs.add(transfusion(event, level, settings));
        }
        if (level == null) {
            return;
        }
        LowLevel.Limits limits = infusions.limits(settings).low();
        double hungMl = line.hungMl;
        if (InfusionAssessor.isLow(line) || limits.isLow(level, hungMl)) {
            boolean confirmed =
                    !limits.isRestored(level, hungMl) && !limits.isRestored(entry.levelMl(reading.massG()), hungMl);
            lowLines.accept(new LineStatus(
                    event.subject(),
                    event.acceptedAt(),
                    level,
                    confirmed,
                    InfusionAssessor.isUndisturbed(line, event.acceptedAt()),
                    InfusionAssessor.isAccounted(line),
                    line.usualMlPerH));
        }
    }

    private static Sign transfusion(BedsideEvent event, @Nullable Double levelMl, SettingsView settings) {
        Sign sign = Sign.of(SignKind.TRANSFUSION_STARTED, event, settings.version());
        return levelMl == null ? sign : sign.measured(levelMl, null);
    }

    /**
     * A monitor's word on its cuff. Of a line that was never weighed there is nothing to hide.
     *
     * @param inDoubt whether it is in doubt whose line this is
     */
    void cuff(BedsideEvent event, boolean inDoubt, SettingsView settings, Consumer<Sign> signs) throws Exception {
        Cuff cuff = event.cuff();
        LineState line = state.value();
        if (cuff == null || line == null) {
            return;
        }
        infusions.cuffHeard(line, event, cuff.running() && !inDoubt, settings, signs);
        state.update(line);
    }

    /** What staff did at the line. */
    void done(BedsideEvent event, Care care) throws Exception {
        boolean known = state.value() != null;
        LineState line = line();
        switch (care.action()) {
            case BAG_CHANGED -> InfusionAssessor.bagReported(line);
            case HOOK_EMPTY -> {
                if (!known) {
                    return;
                }
                InfusionAssessor.emptyReported(line, event.acceptedAt());
            }
            case ACKNOWLEDGE -> {
                if (!known) {
                    return;
                }
                line.acknowledgedAt = event.acceptedAt();
            }
            case CLAMP_OPENED_BY_HAND -> {
                clampMoved(false, event.acceptedAt());
                return;
            }
            default -> {
                return;
            }
        }
        state.update(line);
    }

    /** What staff did means a transfusion begins: a bag of blood was hung. Null if it does not. */
    @Nullable
    Sign transfusionBegunBy(BedsideEvent event, Care care, SettingsView settings) throws Exception {
        LineState line = state.value();
        boolean begins = care.action() == CareAction.BAG_CHANGED && line != null && line.blood;
        return begins ? transfusion(event, null, settings) : null;
    }

    /** The clamp said where it stands, or staff did. */
    void clampMoved(boolean closed, long at) throws Exception {
        LineState line = state.value();
        if (line != null && (closed || line.closed != null)) {
            InfusionAssessor.clampSaid(line, closed, at);
            state.update(line);
        }
    }

    /** How many minutes of fluid were left when the bag was weighed last; null if it never was. */
    @Nullable
    Double minutesLeft(RegistryEntry entry, SettingsView settings) throws Exception {
        LineState line = state.value();
        return line == null ? null : (Double) infusions.minutesLeft(line, entry, settings);
    }
}
