package io.wardstream.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import org.junit.jupiter.api.Test;

class PatientLimitsTest {

    private static final Scope PATIENT = new Scope(SettingScope.PATIENT, "P1");

    private final SettingsLedger ledger = new SettingsLedger();
    private final SettingsTable table = new SettingsTable(ledger, new Whereabouts());

    private void set(SettingScope scope, String id, String key, double value, long version) {
        ledger.take(new Setting(scope, id, key, value, "nurse-7", 0, "because", version));
    }

    @Test
    void showsWhereEachLimitComesFrom() {
        set(SettingScope.SITE, "", "HeartRateOutOfRange.highBpm", 130, 1);
        set(SettingScope.PATIENT, "P1", "SystolicOutOfRange.low", 80, 2);
        set(SettingScope.PATIENT, "P2", "RespirationOutOfRange.high", 40, 3);
        assertThat(PatientLimits.inForce(table, PATIENT))
                .filteredOn(row -> row.key().endsWith("OutOfRange.highBpm")
                        || row.key().equals("SystolicOutOfRange.low")
                        || row.key().equals("RespirationOutOfRange.high"))
                .extracting(SettingRow::key, SettingRow::value, SettingRow::from)
                .containsExactlyInAnyOrder(
                        tuple("HeartRateOutOfRange.highBpm", 130.0, "site"),
                        tuple("SystolicOutOfRange.low", 80.0, "patient:P1"),
                        tuple("RespirationOutOfRange.high", 30.0, "default"));
    }

    @Test
    void knowsTheLimitsAndNothingElse() {
        assertThat(PatientLimits.inForce(table, PATIENT))
                .extracting(SettingRow::key)
                .contains("Spo2Low.lowPct", "TemperatureOutOfRange.high", "News2High.threshold")
                .doesNotContain("LowLevel.lowMl", "HeartRateOutOfRange.hysteresisBpm", "VitalsValidity.cuffMs");
    }

    @Test
    void namesWhatStandsOpenForThisPatient() {
        assertThat(PatientLimits.open(table, PATIENT)).isEmpty();
        set(SettingScope.PATIENT, "P2", "HeartRateOutOfRange.highBpm", 240, 1);
        assertThat(PatientLimits.open(table, PATIENT)).isEmpty();
        set(SettingScope.PATIENT, "P1", "HeartRateOutOfRange.highBpm", 240, 2);
        assertThat(PatientLimits.open(table, PATIENT)).containsExactly("HeartRateOutOfRange.highBpm");
    }
}
