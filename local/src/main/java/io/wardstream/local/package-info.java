/** A whole ward in one process: broker, log, database, cluster, jobs, and the simulated beds. */
@NullMarked
package io.wardstream.local;

import org.jspecify.annotations.NullMarked;
