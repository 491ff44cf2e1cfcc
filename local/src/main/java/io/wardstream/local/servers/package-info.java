/**
 * The servers that the local ward brings along. All bind to the loopback address and keep their data in the ward's
 * folder.
 */
@NullMarked
package io.wardstream.local.servers;

import org.jspecify.annotations.NullMarked;
