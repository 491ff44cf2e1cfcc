package io.wardstream.cep;

import io.wardstream.model.rules.News2;
import java.util.List;

/**
 * What is prescribed or known of a patient that no bedside device tells. It is set like every other setting, so it has an
 * author, a reason and a version; a children's or a maternity ward sets its own usual values.
 *
 * @param ageYears age, in years
 * @param pregnant whether the patient is pregnant
 * @param scale2 whether a target of 88 to 92 % is prescribed, for confirmed hypercapnic respiratory failure
 * @param opioid whether the patient is given an opioid
 */
public record PatientProfile(double ageYears, boolean pregnant, boolean scale2, boolean opioid) {

    static final SettingKey AGE_YEARS = new SettingKey(
            "Patient.ageYears",
            "a",
            50,
            0,
            120,
            "age; NEWS2 is not for patients under 16 years (an adult where nobody has said)");
    static final SettingKey PREGNANT =
            new SettingKey("Patient.pregnant", "1", 0, 0, 1, "1: pregnant; NEWS2 is not for pregnancy");
    static final SettingKey SPO2_SCALE = new SettingKey(
            "Patient.spo2Scale",
            "1",
            1,
            1,
            2,
            "2: a saturation of 88 to 92 % is prescribed, for confirmed hypercapnic respiratory failure only (NEWS2)");
    static final SettingKey OPIOID =
            new SettingKey("Patient.opioid", "1", 0, 0, 1, "1: the patient is given an opioid");

    /** The settings. */
    static final List<SettingKey> SETTINGS = List.of(AGE_YEARS, PREGNANT, SPO2_SCALE, OPIOID);

    /** What is in force. */
    public static PatientProfile from(SettingsView settings) {
        return new PatientProfile(
                settings.get(AGE_YEARS),
                settings.get(PREGNANT) >= 0.5,
                settings.count(SPO2_SCALE) == 2,
                settings.get(OPIOID) >= 0.5);
    }

    /** The scale of saturation that NEWS2 uses. */
    public News2.Spo2Scale scale() {
        return scale2 ? News2.Spo2Scale.SCALE_2 : News2.Spo2Scale.SCALE_1;
    }
}
