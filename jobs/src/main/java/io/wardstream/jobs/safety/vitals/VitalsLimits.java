package io.wardstream.jobs.safety.vitals;

import io.wardstream.cep.ApnoeaSuspected;
import io.wardstream.cep.ArrestSuspected;
import io.wardstream.cep.ClampRules;
import io.wardstream.cep.CushingLike;
import io.wardstream.cep.DeteriorationTrend;
import io.wardstream.cep.FluidOverload;
import io.wardstream.cep.FrozenSensor;
import io.wardstream.cep.HeartRateExtreme;
import io.wardstream.cep.HeartRateOutOfRange;
import io.wardstream.cep.LimitsOpen;
import io.wardstream.cep.MeanPressureLow;
import io.wardstream.cep.MeanPressureVeryLow;
import io.wardstream.cep.News2High;
import io.wardstream.cep.News2Incomplete;
import io.wardstream.cep.News2Medium;
import io.wardstream.cep.News2Rise;
import io.wardstream.cep.PatientProfile;
import io.wardstream.cep.PredictedRisk;
import io.wardstream.cep.RespirationExtreme;
import io.wardstream.cep.RespirationLimits;
import io.wardstream.cep.RespirationOutOfRange;
import io.wardstream.cep.RespirationWarning;
import io.wardstream.cep.RespiratoryDepression;
import io.wardstream.cep.SensorOff;
import io.wardstream.cep.SensorOffLong;
import io.wardstream.cep.SepsisSuspected;
import io.wardstream.cep.SettingsView;
import io.wardstream.cep.ShockIndexHigh;
import io.wardstream.cep.ShockIndexVeryHigh;
import io.wardstream.cep.Spo2Critical;
import io.wardstream.cep.Spo2Desaturation;
import io.wardstream.cep.Spo2HighOnOxygen;
import io.wardstream.cep.Spo2Low;
import io.wardstream.cep.SystolicExtreme;
import io.wardstream.cep.SystolicOutOfRange;
import io.wardstream.cep.TemperatureExtreme;
import io.wardstream.cep.TemperatureOutOfRange;
import io.wardstream.cep.TransfusionReaction;
import io.wardstream.cep.VitalsValidity;

/**
 * All numbers that a patient's vital signs are held against, as they are in force for the patient.
 *
 * @param settingsVersion the version of the settings that they come from
 */
public record VitalsLimits(
        long settingsVersion,
        PatientProfile patient,
        VitalsValidity validity,
        SensorOff.Limits off,
        SensorOffLong.Limits offLong,
        FrozenSensor.Limits frozen,
        LimitsOpen.Open open,
        LimitsOpen.Limits limitsOpen,
        Spo2Low.Limits spo2Low,
        Spo2Desaturation.Limits desaturation,
        Spo2Critical.Limits spo2Critical,
        Spo2HighOnOxygen.Limits spo2High,
        HeartRateOutOfRange.Limits hr,
        HeartRateExtreme.Limits hrExtreme,
        ArrestSuspected.Limits arrest,
        RespirationLimits rrWarning,
        RespirationLimits rr,
        RespirationLimits rrExtreme,
        ApnoeaSuspected.Limits apnoea,
        RespiratoryDepression.Limits depression,
        SystolicOutOfRange.Limits sys,
        SystolicExtreme.Limits sysExtreme,
        MeanPressureLow.Limits map,
        MeanPressureVeryLow.Limits mapVeryLow,
        ClampRules clamp,
        ShockIndexHigh.Limits shockIndex,
        ShockIndexVeryHigh.Limits shockIndexVeryHigh,
        CushingLike.Limits cushing,
        TemperatureOutOfRange.Limits temp,
        TemperatureExtreme.Limits tempExtreme,
        News2Medium.Limits news2Medium,
        News2High.Limits news2High,
        News2Rise.Limits news2Rise,
        News2Incomplete.Limits news2Incomplete,
        SepsisSuspected.Limits sepsis,
        DeteriorationTrend.Limits trend,
        PredictedRisk.Limits risk,
        TransfusionReaction.Limits reaction,
        FluidOverload.Limits overload) {

    /** The numbers in force. */
    public static VitalsLimits from(SettingsView settings) {
        return new VitalsLimits(
                settings.version(),
                PatientProfile.from(settings),
                VitalsValidity.from(settings),
                SensorOff.Limits.from(settings),
                SensorOffLong.Limits.from(settings),
                FrozenSensor.Limits.from(settings),
                LimitsOpen.Open.from(settings),
                LimitsOpen.Limits.from(settings),
                Spo2Low.Limits.from(settings),
                Spo2Desaturation.Limits.from(settings),
                Spo2Critical.Limits.from(settings),
                Spo2HighOnOxygen.Limits.from(settings),
                HeartRateOutOfRange.Limits.from(settings),
                HeartRateExtreme.Limits.from(settings),
                ArrestSuspected.Limits.from(settings),
                RespirationWarning.limits(settings),
                RespirationOutOfRange.limits(settings),
                RespirationExtreme.limits(settings),
                ApnoeaSuspected.Limits.from(settings),
                RespiratoryDepression.Limits.from(settings),
                SystolicOutOfRange.Limits.from(settings),
                SystolicExtreme.Limits.from(settings),
                MeanPressureLow.Limits.from(settings),
                MeanPressureVeryLow.Limits.from(settings),
                ClampRules.from(settings),
                ShockIndexHigh.Limits.from(settings),
                ShockIndexVeryHigh.Limits.from(settings),
                CushingLike.Limits.from(settings),
                TemperatureOutOfRange.Limits.from(settings),
                TemperatureExtreme.Limits.from(settings),
                News2Medium.Limits.from(settings),
                News2High.Limits.from(settings),
                News2Rise.Limits.from(settings),
                News2Incomplete.Limits.from(settings),
                SepsisSuspected.Limits.from(settings),
                DeteriorationTrend.Limits.from(settings),
                PredictedRisk.Limits.from(settings),
                TransfusionReaction.Limits.from(settings),
                FluidOverload.Limits.from(settings));
    }
}
