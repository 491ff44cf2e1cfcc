package io.wardstream.model;

/**
 * Level of consciousness as staff see it: no bedside device can. The words are those of the Royal College of Physicians'
 * NEWS2 chart 1. Constants are only ever added at the end: their order is part of the state's format.
 */
public enum Acvpu {
    /** Awake, eyes open, answers. */
    ALERT,
    /** New confusion: disorientation or agitation that was not there before. */
    CONFUSION,
    /** Answers to a voice only. */
    VOICE,
    /** Answers to pain only. */
    PAIN,
    /** Does not answer. */
    UNRESPONSIVE
}
