package io.wardstream.local.ward;

import io.wardstream.cep.DeviceSilent;
import io.wardstream.cep.HeartRateOutOfRange;
import io.wardstream.cep.LowLevel;
import io.wardstream.cep.News2High;
import io.wardstream.cep.SettingsView;
import io.wardstream.cep.Spo2Low;
import io.wardstream.cep.UnattendedLowLevel;
import io.wardstream.cep.VitalsValidity;
import io.wardstream.cep.Waits;
import io.wardstream.sim.config.WardLimits;

/** The limits of the patterns, told to the simulation, which knows no patterns: it must judge by the same ones. */
final class SimLimits {

    private SimLimits() {}

    static WardLimits ofThePatterns() {
        SettingsView settings = SettingsView.DEFAULTS;
        LowLevel.Limits low = LowLevel.Limits.from(settings);
        UnattendedLowLevel.Limits unattended = UnattendedLowLevel.Limits.from(settings);
        Spo2Low.Limits saturation = Spo2Low.Limits.from(settings);
        HeartRateOutOfRange.Limits heart = HeartRateOutOfRange.Limits.from(settings);
        News2High.Limits news2 = News2High.Limits.from(settings);
        DeviceSilent.Limits silent = DeviceSilent.Limits.from(settings);
        return new WardLimits(
                new WardLimits.Infusion(
                        low.lowMl(),
                        low.hysteresisMl(),
                        low.lowPct(),
                        low.samples(),
                        unattended.sustainedMs(),
                        unattended.unattendedMs(),
                        settings.millis(Waits.GRACE_MS)),
                new WardLimits.Vitals(
                        saturation.lowPct(),
                        saturation.lowPct() + saturation.hysteresisPct(),
                        heart.highBpm(),
                        heart.lowBpm(),
                        heart.hysteresisBpm(),
                        news2.threshold(),
                        news2.confirmMs(),
                        VitalsValidity.from(settings).medianMs(),
                        Math.max(saturation.delayMs(), heart.delayMs())),
                new WardLimits.Silence(silent.scaleSilentMs(), silent.monitorSilentMs()));
    }
}
