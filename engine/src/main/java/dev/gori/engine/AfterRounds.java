package dev.gori.engine;

import org.jspecify.annotations.Nullable;

/**
 * A result that an asynchronous caller gets after so many rounds of the loop at the earliest.
 *
 * <p>What is one job here may be several in libuv, each of which comes back through the loop:
 * fs.readFile opens, looks up the size, reads and closes. Programs see that in the order of their
 * callbacks: an immediate set beside a readFile runs before it. Immutable.
 *
 * @param rounds polls that the same operation takes in libuv; 1 is no delay
 */
public record AfterRounds(int rounds, @Nullable Object result) {}
