package dev.gori.runtime.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A digest by the JDK. Belongs to one thread at a time. */
final class JdkHasher implements Hasher {
  private final MessageDigest digest;

  JdkHasher(String name) {
    try {
      digest = MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has " + name, e);
    }
  }

  private JdkHasher(MessageDigest digest) {
    this.digest = digest;
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
    try {
      return new JdkHasher((MessageDigest) digest.clone());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's digests can be cloned", e);
    }
  }
}
