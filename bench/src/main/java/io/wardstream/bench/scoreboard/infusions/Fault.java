package io.wardstream.bench.scoreboard.infusions;

import io.wardstream.cep.BagChanged;
import io.wardstream.cep.DeviceSilent;
import io.wardstream.cep.FreeFlow;
import io.wardstream.cep.LowLevel;
import io.wardstream.cep.NoFlow;
import io.wardstream.cep.SystemAlarms;
import io.wardstream.cep.UnattendedEmpty;
import io.wardstream.cep.UnattendedLowLevel;
import org.jspecify.annotations.Nullable;

/** What happens to a bag. Each bag has one of these; those of the transport happen on top of a fault of the bag. */
enum Fault {
    /** Nothing but what a load cell and a network do by themselves. */
    QUIET("quiet", null),
    /** Nobody comes. Where the clamp must not be closed it runs dry. */
    RUNS_OUT("runs out", UnattendedLowLevel.CARD.id()),
    /** Somebody acknowledges in time and hangs another bag. */
    RUNS_OUT_ATTENDED("runs out attended", LowLevel.CARD.id()),
    /** Somebody acknowledges that it is low, and never comes. */
    RUNS_DRY_ACKNOWLEDGED("runs dry acknowledged", UnattendedEmpty.CARD.id()),
    /** Nobody comes, and the clamp says that it jams, or says nothing. */
    CLAMP_STUCK("clamp stuck", SystemAlarms.CLAMP_FAULT.card().id()),
    /** The line stands. */
    OCCLUSION("occlusion", NoFlow.CARD.id()),
    /** The roller clamp is open: 650 to 1,500 mL/h. */
    FREE_FLOW("free flow", FreeFlow.CARD.id()),
    /** 1.5 to 2.5 times what counts as free flow for the line. */
    TOO_FAST("too fast", FreeFlow.CARD.id()),
    /** Another bag in good time, mostly without a word. */
    SWAP("swap", BagChanged.CARD.id()),
    /** Many spikes. */
    BUMP("bump", null),
    /** The bag swings again and again. */
    SWING("swing", null),
    /** Somebody pulls again and again. */
    TUG("tug", null),
    /** The zero wanders three times as far. */
    DRIFT("drift", null),
    /** The scale says nothing for 75 s to 5 min. */
    SILENCE("silence", DeviceSilent.CARD.id()),
    /** The scale says nothing for less than a minute, and again. */
    SHORT_SILENCE("short silence", null),
    /** It falls silent while a low bag waits for somebody. */
    SILENCE_LOW("silence while low", UnattendedLowLevel.CARD.id()),
    /** It is silent while the bag becomes low. */
    SILENCE_EMPTYING("silence before low", LowLevel.CARD.id()),
    /** It falls silent in a free flow. */
    SILENCE_FREE_FLOW("silence in free flow", FreeFlow.CARD.id()),
    /** It is silent while another bag is hung. */
    SILENCE_SWAP("silence over swap", BagChanged.CARD.id()),
    /** A third of the messages comes twice, and pieces of the past come again. */
    DUPLICATES("duplicates", null),
    /** Messages overtake each other. */
    REORDER("reorder", null),
    /** The device's clock jumps by up to an hour. */
    CLOCK_JUMPS("clock jumps", null);

    private final String words;
    private final @Nullable String pattern;

    Fault(String words, @Nullable String pattern) {
        this.words = words;
        this.pattern = pattern;
    }

    String words() {
        return words;
    }

    /** The pattern that has to find it; null if there is nothing to find. */
    @Nullable
    String pattern() {
        return pattern;
    }

    /** Whether it happens on the way and not to the bag. */
    boolean onTheWay() {
        return this == DUPLICATES || this == REORDER || this == CLOCK_JUMPS;
    }
}
