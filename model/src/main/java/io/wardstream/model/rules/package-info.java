/** Clinical arithmetic as pure functions: scores, indices and the rounding that bands are defined on. */
@NullMarked
package io.wardstream.model.rules;

import org.jspecify.annotations.NullMarked;
