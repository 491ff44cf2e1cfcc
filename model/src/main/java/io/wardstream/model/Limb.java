package io.wardstream.model;

/** A limb of a patient: where a cannula lies, a cuff or a sensor sits. Left and right are the patient's. */
public enum Limb {
    LEFT_ARM,
    RIGHT_ARM,
    LEFT_LEG,
    RIGHT_LEG
}
