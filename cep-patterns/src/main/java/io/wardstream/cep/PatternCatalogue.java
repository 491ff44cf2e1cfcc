package io.wardstream.cep;

import io.wardstream.model.SignKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every pattern, every other thing that can alarm, every wait and every setting. Written by hand. */
public final class PatternCatalogue {

    /** The patterns, in the order of the documents; those of one family from the least to the most urgent stage. */
    public static final List<WardPattern> ALL = List.of(
            new EmptySoon(),
            new LowLevel(),
            new CriticalLevel(),
            new BagEmpty(),
            new UnattendedLowLevel(),
            new UnattendedEmpty(),
            new FlowDeviation(),
            new NoFlow(),
            new FreeFlow(),
            new BelowKvo(),
            new VolumeOver(),
            new BagChanged(),
            new BagRemoved(),
            new BagStillRemoved(),
            new BumpSwing(),
            new SameLimbCuff(),
            new WeightAdded(),
            new TareDrift(),
            new FrozenSensor(),
            new ImplausibleReading(),
            new DeviceQuiet(),
            new DeviceSilent(),
            new BatteryLow(),
            new ClockSkew(),
            new AssociationConflict(),
            new SensorOff(),
            new SensorOffLong(),
            new LimitsOpen(),
            new WatchmanProbe(),
            new Spo2Low(),
            new Spo2Desaturation(),
            new Spo2Critical(),
            new Spo2HighOnOxygen(),
            new HeartRateOutOfRange(),
            new HeartRateExtreme(),
            new ArrestSuspected(),
            new RespirationWarning(),
            new RespirationOutOfRange(),
            new RespirationExtreme(),
            new ApnoeaSuspected(),
            new RespiratoryDepression(),
            new SystolicOutOfRange(),
            new MeanPressureLow(),
            new SystolicExtreme(),
            new MeanPressureVeryLow(),
            new ShockIndexHigh(),
            new ShockIndexVeryHigh(),
            new CushingLike(),
            new TemperatureOutOfRange(),
            new TemperatureExtreme(),
            new News2Incomplete(),
            new News2SingleRed(),
            new News2Medium(),
            new News2High(),
            new News2Rise(),
            new ResponseOverdue(),
            new SepsisSuspected(),
            new DeteriorationTrend(),
            new PredictedRisk(),
            new IvFailureWithShock(),
            new FluidOverload(),
            new TransfusionReaction());

    /** The waits of all patterns. */
    public static final List<Wait> WAITS =
            ALL.stream().flatMap(pattern -> pattern.waits().stream()).toList();

    /** The settings of all patterns, and those that no pattern owns. */
    public static final List<SettingKey> SETTING_KEYS = settingKeys();

    private static final Map<String, AlarmRule> RULES = rules();
    private static final List<String> STAGES = List.copyOf(RULES.keySet());
    private static final Map<String, WardPattern> PATTERNS = patterns();
    private static final Map<String, SettingKey> KEYS_BY_NAME = keysByName();

    private static final Map<SignKind, List<OneSign>> FOR_ONE = forOne();

    private PatternCatalogue() {}

    /** The patterns for which a sign of this kind is enough. */
    public static List<OneSign> forOne(SignKind kind) {
        return FOR_ONE.getOrDefault(kind, List.of());
    }

    private static Map<SignKind, List<OneSign>> forOne() {
        Map<SignKind, List<OneSign>> patterns = new EnumMap<>(SignKind.class);
        for (WardPattern pattern : ALL) {
            if (pattern instanceof OneSign one) {
                one.signs()
                        .forEach(kind -> patterns.computeIfAbsent(kind, k -> new ArrayList<>())
                                .add(one));
            }
        }
        return patterns;
    }

    /**
     * What raises and ends alarms of an id.
     *
     * @return null for an id that is no longer, or not yet, in the catalogue
     */
    public static @Nullable AlarmRule rule(String id) {
        return RULES.get(id);
    }

    /**
     * How far a pattern stands in its family: of two with the same priority the one with the higher stage is the more
     * urgent. Stages of different families mean nothing to each other.
     *
     * @return -1 for an id that is no longer, or not yet, in the catalogue
     */
    public static int stage(String id) {
        return STAGES.indexOf(id);
    }

    /** A pattern by its id. */
    public static WardPattern pattern(String id) {
        WardPattern pattern = PATTERNS.get(id);
        if (pattern == null) {
            throw new IllegalStateException("No pattern " + id);
        }
        return pattern;
    }

    /** A setting by its name, or null if there is none. */
    public static @Nullable SettingKey settingKey(String name) {
        return KEYS_BY_NAME.get(name);
    }

    private static List<SettingKey> settingKeys() {
        List<SettingKey> keys = new ArrayList<>();
        ALL.forEach(pattern -> keys.addAll(pattern.settings()));
        keys.addAll(Order.SETTINGS);
        keys.addAll(ClampRules.SETTINGS);
        keys.addAll(PatientProfile.SETTINGS);
        keys.addAll(VitalsValidity.SETTINGS);
        keys.add(Waits.GRACE_MS);
        keys.addAll(AlarmPolicy.SETTINGS);
        keys.addAll(AlarmFlood.SETTINGS);
        keys.addAll(Recovered.SETTINGS);
        return List.copyOf(keys);
    }

    private static Map<String, AlarmRule> rules() {
        Map<String, AlarmRule> rules = new LinkedHashMap<>();
        List<AlarmRule> all = new ArrayList<>(ALL);
        all.addAll(SystemAlarms.ALL);
        for (AlarmRule rule : all) {
            if (rules.put(rule.card().id(), rule) != null) {
                throw new IllegalStateException(
                        "Two alarms are called " + rule.card().id());
            }
        }
        return rules;
    }

    private static Map<String, WardPattern> patterns() {
        Map<String, WardPattern> patterns = new LinkedHashMap<>();
        ALL.forEach(pattern -> patterns.put(pattern.card().id(), pattern));
        return patterns;
    }

    private static Map<String, SettingKey> keysByName() {
        Map<String, SettingKey> keys = new LinkedHashMap<>();
        for (SettingKey key : SETTING_KEYS) {
            if (keys.put(key.name(), key) != null) {
                throw new IllegalStateException("Two settings are called " + key.name());
            }
        }
        return keys;
    }
}
