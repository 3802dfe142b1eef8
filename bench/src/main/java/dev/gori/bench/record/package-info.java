/** What the loop's record costs. */
@NullMarked
package dev.gori.bench.record;

import org.jspecify.annotations.NullMarked;
