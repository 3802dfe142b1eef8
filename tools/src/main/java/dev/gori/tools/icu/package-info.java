/**
 * Makes the file of Unicode and locale data that V8 needs, out of the one that icu4j brings.
 *
 * <p>Both hold the same items in the same binary formats; Java's are big-endian, and V8 on today's
 * processors reads little-endian. So every number in every item is turned round: each format has a
 * class that knows where its numbers are and how wide. {@link dev.gori.tools.icu.IcuData} starts.
 */
@NullMarked
package dev.gori.tools.icu;

import org.jspecify.annotations.NullMarked;
