/** Checks the project's JavaScript; the rules are in {@code src/main/js/lint}. */
@NullMarked
package dev.gori.tools.lint;

import org.jspecify.annotations.NullMarked;
