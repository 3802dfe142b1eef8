package dev.gori.runtime.zlib;

/**
 * The checksum of two pieces from their checksums: appending n zero bytes to a message is a linear
 * map over GF(2) of its checksum, and maps are squared to reach n in log(n) steps. Any thread.
 */
final class Crc32Combiner {
  private static final int BITS = 32;
  private static final int POLYNOMIAL = 0xedb88320;

  private Crc32Combiner() {}

  /** The checksum of the first piece followed by the second, which is {@code length} bytes long. */
  static long combine(long first, long second, long length) {
    int[] map = oneZeroBit();
    for (int i = 0; i < 3; i++) {
      map = squared(map);
    }
    // The map now appends one byte.
    int sum = (int) first;
    for (long rest = length; rest > 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        sum = apply(map, sum);
      }
      map = squared(map);
    }
    return Integer.toUnsignedLong(sum ^ (int) second);
  }

  /** Column i is what bit i becomes. */
  private static int[] oneZeroBit() {
    int[] map = new int[BITS];
    map[0] = POLYNOMIAL;
    for (int i = 1; i < BITS; i++) {
      map[i] = 1 << (i - 1);
    }
    return map;
  }

  private static int[] squared(int[] map) {
    int[] result = new int[BITS];
    for (int i = 0; i < BITS; i++) {
      result[i] = apply(map, map[i]);
    }
    return result;
  }

  private static int apply(int[] map, int vector) {
    int sum = 0;
    for (int i = 0; vector != 0; i++, vector >>>= 1) {
      if ((vector & 1) != 0) {
        sum ^= map[i];
      }
    }
    return sum;
  }
}
