/** The control topics: who is where, and which limits hold. */
@NullMarked
package io.wardstream.jobs.control;

import org.jspecify.annotations.NullMarked;
