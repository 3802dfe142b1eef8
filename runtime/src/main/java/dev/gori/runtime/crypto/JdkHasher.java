package dev.gori.runtime.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A digest by the JDK. Belongs to one thread at a time. */
final class JdkHasher implements Hasher {
  /**
   * A digest of each name that stays empty: copying it is ten times as fast as finding its
   * provider.
   */
  private static final Map<String, MessageDigest> EMPTY = new ConcurrentHashMap<>();

  private final MessageDigest digest;

  private JdkHasher(MessageDigest digest) {
    this.digest = digest;
  }

  static JdkHasher of(String name) {
    return new JdkHasher(clone(EMPTY.computeIfAbsent(name, JdkHasher::find)));
  }

  private static MessageDigest find(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has " + name, e);
    }
  }

  private static MessageDigest clone(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's digests can be cloned", e);
    }
  }

  @Override
  public void update(ByteBuffer bytes) {
    digest.update(bytes);
  }

  @Override
  public byte[] finish(int length) {
    return digest.digest();
  }

  @Override
  public Hasher copy() {
    return new JdkHasher(clone(digest));
  }
}
