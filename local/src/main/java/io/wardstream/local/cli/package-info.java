/** The commands and their arguments. */
@NullMarked
package io.wardstream.local.cli;

import org.jspecify.annotations.NullMarked;
