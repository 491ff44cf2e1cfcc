/** Watches from outside whether the ward can still raise an alarm. */
@NullMarked
package io.wardstream.local.watch;

import org.jspecify.annotations.NullMarked;
