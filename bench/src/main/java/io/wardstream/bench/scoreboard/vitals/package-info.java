/**
 * The scoreboard of vital signs: patients on monitors, with labelled deteriorations and labelled artefacts. A body has a
 * course, which is the truth; monitors make readings of it; what had to be found and what may be said is reckoned from
 * the body alone.
 */
@NullMarked
package io.wardstream.bench.scoreboard.vitals;

import org.jspecify.annotations.NullMarked;
