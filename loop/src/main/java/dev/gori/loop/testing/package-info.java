/** Manual time for tests of whatever runs on the loop. */
@NullMarked
package dev.gori.loop.testing;

import org.jspecify.annotations.NullMarked;
