package io.wardstream.bench.scoreboard.infusions;

import io.wardstream.cep.AlarmFlood;
import io.wardstream.cep.BagChanged;
import io.wardstream.cep.BagEmpty;
import io.wardstream.cep.BagRemoved;
import io.wardstream.cep.BagStillRemoved;
import io.wardstream.cep.BelowKvo;
import io.wardstream.cep.BumpSwing;
import io.wardstream.cep.ClockSkew;
import io.wardstream.cep.CriticalLevel;
import io.wardstream.cep.DeviceQuiet;
import io.wardstream.cep.DeviceSilent;
import io.wardstream.cep.EmptySoon;
import io.wardstream.cep.FlowDeviation;
import io.wardstream.cep.FreeFlow;
import io.wardstream.cep.LowLevel;
import io.wardstream.cep.NoFlow;
import io.wardstream.cep.SystemAlarms;
import io.wardstream.cep.TareDrift;
import io.wardstream.cep.UnattendedEmpty;
import io.wardstream.cep.UnattendedLowLevel;
import io.wardstream.cep.VolumeOver;

/**
 * The patterns as the flow's alarms name them, and the closing of the clamp, which is held against the truth like one.
 */
final class PatternNames {

    static final String CLAMP = "clamp";
    static final String LOW = LowLevel.CARD.id();
    static final String SOON = EmptySoon.CARD.id();
    static final String CRITICAL = CriticalLevel.CARD.id();
    static final String EMPTY = BagEmpty.CARD.id();
    static final String UNATTENDED = UnattendedLowLevel.CARD.id();
    static final String UNATTENDED_EMPTY = UnattendedEmpty.CARD.id();
    static final String FREE = FreeFlow.CARD.id();
    static final String STOPPED = NoFlow.CARD.id();
    static final String OFF_ORDER = FlowDeviation.CARD.id();
    static final String KVO = BelowKvo.CARD.id();
    static final String VOLUME = VolumeOver.CARD.id();
    static final String CHANGED = BagChanged.CARD.id();
    static final String REMOVED = BagRemoved.CARD.id();
    static final String STILL_REMOVED = BagStillRemoved.CARD.id();
    static final String BUMP = BumpSwing.CARD.id();
    static final String TARE = TareDrift.CARD.id();
    static final String QUIET = DeviceQuiet.CARD.id();
    static final String SILENT = DeviceSilent.CARD.id();
    static final String SKEW = ClockSkew.CARD.id();
    static final String WITHHELD = SystemAlarms.CLAMP_WITHHELD.card().id();
    static final String FAULT = SystemAlarms.CLAMP_FAULT.card().id();
    static final String FLOOD = AlarmFlood.CARD.id();

    private PatternNames() {}
}
