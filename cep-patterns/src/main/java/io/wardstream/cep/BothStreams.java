package io.wardstream.cep;

/**
 * A pattern over what a patient's lines and vital signs say together. Its subject is the patient; it sees the patient's own
 * signs, and those of each of the patient's lines, in the order of event time.
 */
public interface BothStreams extends WardPattern {}
