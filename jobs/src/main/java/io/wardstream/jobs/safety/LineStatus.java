package io.wardstream.jobs.safety;

import io.wardstream.model.Subject;
import io.wardstream.model.Time;

/**
 * The newest reading of a line whose bag is low, for the clamp gate.
 *
 * @param subject the line
 * @param at when it was read
 * @param levelMl fluid left, mL
 * @param low whether it confirms that the bag is low
 */
public record LineStatus(Subject subject, @Time long at, double levelMl, boolean low) {}
