/** The event loop: libuv's model in plain Java. */
@NullMarked
package dev.gori.loop;

import org.jspecify.annotations.NullMarked;
