package dev.gori.runtime.crypto;

import java.nio.ByteBuffer;

/** A digest or message authentication code in the making. Belongs to one thread at a time. */
interface Hasher {
  /** Adds the bytes from position to limit. */
  void update(ByteBuffer bytes);

  /**
   * The result; the hasher must not be used afterwards. The length counts for extendable digests
   * only.
   */
  byte[] finish(int length);

  /** A hasher that has seen the same bytes. */
  Hasher copy();
}
