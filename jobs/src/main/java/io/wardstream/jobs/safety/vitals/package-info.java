/** What is noticed about a patient's vital signs: measurements in, signs and scores out. Pure; the state is the caller's. */
@NullMarked
package io.wardstream.jobs.safety.vitals;

import org.jspecify.annotations.NullMarked;
