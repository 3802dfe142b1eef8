package dev.gori.runtime.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.SCrypt;

/** Keys from passwords and from other keys. Any thread; slow ones belong on the pool. */
final class KeyDerivation {
  private KeyDerivation() {}

  /** PBKDF2 (RFC 8018) with the HMAC of a digest. */
  static byte[] pbkdf2(
      Algorithm algorithm, byte[] password, byte[] salt, int iterations, int length) {
    byte[] key = new byte[length];
    byte[] firstInput = Arrays.copyOf(salt, salt.length + 4);
    Prf prf = prf(algorithm, password);
    for (int block = 1, at = 0; at < length; block++, at += algorithm.size) {
      ByteBuffer.wrap(firstInput).putInt(salt.length, block);
      byte[] u = prf.apply(firstInput);
      byte[] sum = u.clone();
      for (int i = 1; i < iterations; i++) {
        u = prf.apply(u);
        for (int k = 0; k < sum.length; k++) {
          sum[k] ^= u[k];
        }
      }
      System.arraycopy(sum, 0, key, at, Math.min(sum.length, length - at));
    }
    return key;
  }

  /** HKDF (RFC 5869); length is at most 255 times the digest's size. */
  static byte[] hkdf(Algorithm algorithm, byte[] key, byte[] salt, byte[] info, int length) {
    Prf extract = prf(algorithm, salt.length == 0 ? new byte[algorithm.size] : salt);
    Prf expand = prf(algorithm, extract.apply(key));
    byte[] result = new byte[length];
    byte[] previous = new byte[0];
    for (int i = 1, at = 0; at < length; i++, at += algorithm.size) {
      byte[] input = Arrays.copyOf(previous, previous.length + info.length + 1);
      System.arraycopy(info, 0, input, previous.length, info.length);
      input[input.length - 1] = (byte) i;
      previous = expand.apply(input);
      System.arraycopy(previous, 0, result, at, Math.min(previous.length, length - at));
    }
    return result;
  }

  /** scrypt (RFC 7914); the parameters have been checked. */
  static byte[] scrypt(byte[] password, byte[] salt, int n, int r, int p, int length) {
    // An empty key needs no work, and the generator refuses to make one.
    return length == 0 ? new byte[0] : SCrypt.generate(password, salt, n, r, p, length);
  }

  /** A pseudo-random function: an HMAC with its key. */
  private interface Prf {
    byte[] apply(byte[] input);
  }

  private static Prf prf(Algorithm algorithm, byte[] key) {
    Hasher keyed = KeyedHasher.of(algorithm, key);
    return input -> {
      Hasher hasher = keyed.copy();
      hasher.update(ByteBuffer.wrap(input));
      return hasher.finish(algorithm.size);
    };
  }
}
