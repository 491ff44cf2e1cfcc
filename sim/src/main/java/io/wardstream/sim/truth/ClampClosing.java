package io.wardstream.sim.truth;

import io.wardstream.model.Time;

/**
 * A clamp that physically closed because a command told it to: the patient's truth.
 *
 * @param about the line's key
 * @param at when it was closed
 * @param commandId the command
 */
public record ClampClosing(String about, @Time long at, String commandId) {}
