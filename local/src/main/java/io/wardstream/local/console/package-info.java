/** What people ask of a running installation and tell it, without the command line around it. */
@NullMarked
package io.wardstream.local.console;

import org.jspecify.annotations.NullMarked;
