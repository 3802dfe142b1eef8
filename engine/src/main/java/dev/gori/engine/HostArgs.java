package dev.gori.engine;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call of a host function, by position. Belongs to the thread that runs the
 * function.
 */
public sealed interface HostArgs permits LiveArgs, CapturedArgs {
  /** The number of arguments passed. */
  int size();

  /** Whether argument i is absent, undefined or null. */
  boolean isUndefined(int i);

  /** Argument i as an int; numbers out of range are truncated as JavaScript's {@code | 0} does. */
  int integer(int i);

  /** Argument i as a long, from a number or a BigInt. */
  long longInteger(int i);

  /** Argument i as a double. */
  double number(int i);

  /** Argument i as a boolean. */
  boolean bool(int i);

  /** Argument i as a string. */
  String string(int i);

  /** Argument i as a string, null when it is undefined or null. */
  default @Nullable String stringOrNull(int i) {
    return isUndefined(i) ? null : string(i);
  }

  /** Whether argument i is a string. */
  boolean isString(int i);

  /**
   * The bytes of an ArrayBuffer or of a view on one, position 0 to limit. In a call on the loop
   * thread it is the memory JavaScript sees, valid until the function returns; on a pool thread it
   * is a copy.
   */
  ByteBuffer bytes(int i);

  /** An array of strings; it is not the caller's to change. */
  default String[] strings(int i) {
    return split(string(i));
  }

  /** The strings that JavaScript has joined. */
  static String[] split(String joined) {
    return joined.isEmpty() ? new String[0] : joined.split("\0", -1);
  }
}
