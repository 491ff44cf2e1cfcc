/** A receiver of alarm notices, with a page. */
@NullMarked
package io.wardstream.local.inbox;

import org.jspecify.annotations.NullMarked;
