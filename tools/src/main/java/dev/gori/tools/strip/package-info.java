/**
 * Makes the library that is shipped from its sources; the script is in {@code src/main/js/strip}.
 */
@NullMarked
package dev.gori.tools.strip;

import org.jspecify.annotations.NullMarked;
