package io.wardstream.sim.story;

/** What can happen with an infusion. */
public enum InfusionStory {
    QUIET("runs quietly", false),
    NOBODY_COMES("low, and nobody comes until the clamp has closed", true),
    ACKNOWLEDGED_IN_TIME("low, acknowledged in time", true),
    CHANGED_IN_TIME("low, the bag changed in time without a word", true),
    ACKNOWLEDGED_AFTER_CLAMP("low, acknowledged only after the clamp has closed", true),
    WITHHELD_BY_POLICY("low, and nobody comes; this clamp must not be closed", true),
    LOW_THEN_SILENT("low, then the scale falls silent, and nobody comes", true),
    CLAMP_JAMS("low, nobody comes, and the clamp jams", true),
    SILENT("the scale falls silent", false),
    SHORT_GAP("the scale is silent for a moment", false);

    private final String words;
    private final boolean low;

    InfusionStory(String words, boolean low) {
        this.words = words;
        this.low = low;
    }

    /** The story in a few words, for people. */
    public String words() {
        return words;
    }

    /** Whether the bag is low in it. */
    public boolean low() {
        return low;
    }
}
