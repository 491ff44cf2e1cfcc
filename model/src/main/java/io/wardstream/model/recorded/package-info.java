/** Recorded patients, read from the files of public data sets: exactly, and without ever failing halfway. */
@NullMarked
package io.wardstream.model.recorded;

import org.jspecify.annotations.NullMarked;
