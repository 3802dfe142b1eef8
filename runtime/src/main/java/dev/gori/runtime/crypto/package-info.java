/** Digests, key derivation and random bytes for the {@code crypto} module. */
@NullMarked
package dev.gori.runtime.crypto;

import org.jspecify.annotations.NullMarked;
