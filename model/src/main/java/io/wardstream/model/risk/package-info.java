/**
 * A baseline for early warning: features of a patient at one instant, and a logistic regression over them that is read
 * from a file. Pure functions; knows neither Flink nor JSON.
 */
@NullMarked
package io.wardstream.model.risk;

import org.jspecify.annotations.NullMarked;
