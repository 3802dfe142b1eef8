/**
 * What the build runs: formatters, checks and the maker of the ICU data. Nothing of it is shipped.
 */
@NullMarked
package dev.gori.tools;

import org.jspecify.annotations.NullMarked;
