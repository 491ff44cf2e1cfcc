package io.wardstream.model;

/** Whether the system may close a line's clamp. */
public enum ClampPolicy {
    /** It only raises the alarm. */
    ALERT_ONLY,
    /** It may close the clamp when every interlock allows it. */
    AUTO_CLOSE
}
