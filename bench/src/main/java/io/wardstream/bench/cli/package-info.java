/** The commands and their arguments. */
@NullMarked
package io.wardstream.bench.cli;

import org.jspecify.annotations.NullMarked;
