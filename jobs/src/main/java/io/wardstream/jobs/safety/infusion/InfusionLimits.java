package io.wardstream.jobs.safety.infusion;

import io.wardstream.cep.BagEmpty;
import io.wardstream.cep.BagRemoved;
import io.wardstream.cep.BelowKvo;
import io.wardstream.cep.BumpSwing;
import io.wardstream.cep.CriticalLevel;
import io.wardstream.cep.EmptySoon;
import io.wardstream.cep.FlowDeviation;
import io.wardstream.cep.FreeFlow;
import io.wardstream.cep.FrozenSensor;
import io.wardstream.cep.ImplausibleReading;
import io.wardstream.cep.LowLevel;
import io.wardstream.cep.NoFlow;
import io.wardstream.cep.Order;
import io.wardstream.cep.SameLimbCuff;
import io.wardstream.cep.SettingsView;
import io.wardstream.cep.TareDrift;
import io.wardstream.cep.VolumeOver;
import io.wardstream.cep.WeightAdded;

/**
 * All numbers that a line's readings are held against, as they are in force for it.
 *
 * @param settingsVersion the version of the settings that they come from
 */
public record InfusionLimits(
        long settingsVersion,
        Order order,
        EmptySoon.Limits soon,
        LowLevel.Limits low,
        CriticalLevel.Limits critical,
        BagEmpty.Limits empty,
        NoFlow.Limits noFlow,
        FlowDeviation.Limits deviation,
        FreeFlow.Limits freeFlow,
        BelowKvo.Limits kvo,
        VolumeOver.Limits volume,
        BagRemoved.Limits removed,
        BumpSwing.Limits bump,
        SameLimbCuff.Limits cuff,
        WeightAdded.Limits added,
        TareDrift.Limits tare,
        FrozenSensor.Limits frozen,
        ImplausibleReading.Limits implausible) {

    /** The numbers in force. */
    public static InfusionLimits from(SettingsView settings) {
        return new InfusionLimits(
                settings.version(),
                Order.from(settings),
                EmptySoon.Limits.from(settings),
                LowLevel.Limits.from(settings),
                CriticalLevel.Limits.from(settings),
                BagEmpty.Limits.from(settings),
                NoFlow.Limits.from(settings),
                FlowDeviation.Limits.from(settings),
                FreeFlow.Limits.from(settings),
                BelowKvo.Limits.from(settings),
                VolumeOver.Limits.from(settings),
                BagRemoved.Limits.from(settings),
                BumpSwing.Limits.from(settings),
                SameLimbCuff.Limits.from(settings),
                WeightAdded.Limits.from(settings),
                TareDrift.Limits.from(settings),
                FrozenSensor.Limits.from(settings),
                ImplausibleReading.Limits.from(settings));
    }
}
