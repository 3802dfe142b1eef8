package dev.gori.engine;

import org.jspecify.annotations.Nullable;

/**
 * A function that JavaScript calls and Java executes.
 *
 * <p>It is a leaf: it never calls back into JavaScript. It runs on the loop thread; the blocking
 * kind runs on a pool thread as well. Results: null (undefined), Integer, Long, Double, Boolean,
 * String, BigInteger, byte[] and ByteBuffer (Uint8Array), double[] (Float64Array), String[] and
 * Object[] (arrays). A failed system call throws {@link dev.gori.loop.UvException}, a bad argument
 * or state {@link NodeException}; anything else is an internal error.
 */
@FunctionalInterface
public interface HostFunction {
  /** Executes the function. */
  @Nullable Object call(HostArgs args) throws Exception;
}
