/** HTTP/1 parsing: an incremental byte parser that reports where things are, not what they say. */
@NullMarked
package dev.gori.runtime.http;

import org.jspecify.annotations.NullMarked;
