/** From the log to the Parquet lake and the warehouse. */
@NullMarked
package io.wardstream.jobs.archive;

import org.jspecify.annotations.NullMarked;
