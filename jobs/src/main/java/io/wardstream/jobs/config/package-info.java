/** The jobs' configuration. */
@NullMarked
package io.wardstream.jobs.config;

import org.jspecify.annotations.NullMarked;
