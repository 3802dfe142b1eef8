package dev.gori.runtime.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * HMAC (RFC 2104) of any digest with a block size. The JDK's own costs several microseconds to set
 * up and hashes twice as many blocks. Belongs to one thread at a time.
 */
final class KeyedHasher implements Hasher {
  private final Hasher inner;
  private final Hasher outer;

  private KeyedHasher(Hasher inner, Hasher outer) {
    this.inner = inner;
    this.outer = outer;
  }

  static KeyedHasher of(Algorithm algorithm, byte[] key) {
    byte[] block = key;
    if (key.length > algorithm.blockSize) {
      Hasher hasher = Hashers.hasher(algorithm);
      hasher.update(ByteBuffer.wrap(key));
      block = hasher.finish(algorithm.size);
    }
    block = Arrays.copyOf(block, algorithm.blockSize);
    return new KeyedHasher(padded(algorithm, block, 0x36), padded(algorithm, block, 0x5c));
  }

  private static Hasher padded(Algorithm algorithm, byte[] block, int padding) {
    byte[] padded = new byte[block.length];
    for (int i = 0; i < block.length; i++) {
      padded[i] = (byte) (block[i] ^ padding);
    }
    Hasher hasher = Hashers.hasher(algorithm);
    hasher.update(ByteBuffer.wrap(padded));
    return hasher;
  }

  @Override
  public void update(ByteBuffer bytes) {
    inner.update(bytes);
  }

  @Override
  public byte[] finish(int length) {
    outer.update(ByteBuffer.wrap(inner.finish(length)));
    return outer.finish(length);
  }

  @Override
  public Hasher copy() {
    return new KeyedHasher(inner.copy(), outer.copy());
  }
}
