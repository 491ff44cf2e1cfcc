/** The safety topology over recorded data. */
@NullMarked
package io.wardstream.jobs.backtest;

import org.jspecify.annotations.NullMarked;
