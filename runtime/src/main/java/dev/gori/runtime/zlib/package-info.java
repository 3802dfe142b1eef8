/** Compression: the Java half of {@code zlib}. */
@NullMarked
package dev.gori.runtime.zlib;

import org.jspecify.annotations.NullMarked;
