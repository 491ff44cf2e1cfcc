package io.wardstream.sim.story;

/** What can happen to a patient. */
public enum VitalsStory {
    STABLE("stable"),
    DESATURATION("the saturation falls and recovers"),
    TACHYCARDIA("the heart races"),
    BRADYCARDIA("the heart is slow"),
    DETERIORATION("deteriorates"),
    ARTEFACT("the finger probe slips for single readings"),
    MONITOR_SILENT("the monitor falls silent"),
    CUFF_ON_LINE("the cuff holds up the infusion on its arm");

    private final String words;

    VitalsStory(String words) {
        this.words = words;
    }

    /** The story in a few words, for people. */
    public String words() {
        return words;
    }
}
