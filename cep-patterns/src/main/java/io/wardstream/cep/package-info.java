/**
 * The catalogue of what must not be missed. One file is one pattern: its card, its limits, its stages, and what clears
 * it. Patterns speak of signs ({@link io.wardstream.model.Sign}), never of raw readings; how a reading becomes a sign
 * is the assessors' business.
 *
 * <p>Absence ("and nobody comes for two minutes") is spoken of by {@link io.wardstream.cep.Wait}s: the time that a
 * pattern waits for is itself a sign, {@link io.wardstream.model.SignKind#TIME_IS_UP}, which the ward clock brings when
 * it is due. So the times are settings of a line or a patient and not of the job, an absence comes on time although
 * every device is silent, and the end of a recorded input brings none.
 */
@NullMarked
package io.wardstream.cep;

import org.jspecify.annotations.NullMarked;
