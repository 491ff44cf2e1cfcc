package io.wardstream.model;

/** How much of the house a setting is for. The narrowest that has a value wins: LINE, PATIENT, WARD, SITE. */
public enum SettingScope {
    SITE,
    WARD,
    PATIENT,
    LINE
}
