/** Starting processes and learning of their end, through the C library. */
@NullMarked
package dev.gori.loop.process;

import org.jspecify.annotations.NullMarked;
