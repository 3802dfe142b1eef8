/** The command line: a client of {@code dev.gori.runtime}. */
@NullMarked
package dev.gori.cli;

import org.jspecify.annotations.NullMarked;
