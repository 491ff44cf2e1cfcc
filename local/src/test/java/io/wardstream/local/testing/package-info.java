/** What the tests against real servers have in common. */
package io.wardstream.local.testing;
