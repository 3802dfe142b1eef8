/** Formats the project's sources, or tells which are not formatted. */
@NullMarked
package dev.gori.tools.format;

import org.jspecify.annotations.NullMarked;
