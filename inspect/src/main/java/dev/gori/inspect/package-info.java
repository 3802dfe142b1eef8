/** The loop's inspector: its record, what machines read of it, and the page that shows it. */
@NullMarked
package dev.gori.inspect;

import org.jspecify.annotations.NullMarked;
