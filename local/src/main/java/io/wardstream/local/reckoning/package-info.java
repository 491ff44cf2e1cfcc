/** What came of a run: everything counted, and held against the truth. */
@NullMarked
package io.wardstream.local.reckoning;

import org.jspecify.annotations.NullMarked;
