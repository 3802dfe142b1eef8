package dev.gori.runtime.crypto;

import java.nio.ByteBuffer;

/**
 * Two digests of the same bytes, one after the other: md5-sha1. Belongs to one thread at a time.
 */
final class PairHasher implements Hasher {
  private final Hasher first;
  private final Hasher second;

  PairHasher(Hasher first, Hasher second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public void update(ByteBuffer bytes) {
    first.update(bytes.duplicate());
    second.update(bytes);
  }

  @Override
  public byte[] finish(int length) {
    byte[] a = first.finish(length);
    byte[] b = second.finish(length);
    byte[] both = new byte[a.length + b.length];
    System.arraycopy(a, 0, both, 0, a.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  @Override
  public Hasher copy() {
    return new PairHasher(first.copy(), second.copy());
  }
}
