/** What the event loop costs, without JavaScript. */
@NullMarked
package dev.gori.bench.loop;

import org.jspecify.annotations.NullMarked;
