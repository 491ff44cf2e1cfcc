/**
 * The delivery operator and its parts. No promise to users: names and state accessors here may change between releases.
 */
@NullMarked
package io.wardstream.connectors.webhook.internal;

import org.jspecify.annotations.NullMarked;
