package dev.gori.runtime.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An HMAC by the JDK. Belongs to one thread at a time. */
final class JdkMac implements Hasher {
  private final Mac mac;

  private JdkMac(Mac mac) {
    this.mac = mac;
  }

  /** Makes the HMAC of one of the JDK's digests. */
  static Mac make(String digest, byte[] key) {
    String name = "Hmac" + digest.replace("SHA-", "SHA");
    try {
      Mac mac = Mac.getInstance(name);
      // HMAC fills keys up with zeros, so an empty key, which Java refuses, is the same as one
      // zero.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, name));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + name, e);
    }
  }

  static JdkMac of(String digest, byte[] key) {
    return new JdkMac(make(digest, key));
  }

  @Override
  public void update(ByteBuffer bytes) {
    mac.update(bytes);
  }

  @Override
  public byte[] finish(int length) {
    return mac.doFinal();
  }

  @Override
  public Hasher copy() {
    try {
      return new JdkMac((Mac) mac.clone());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's HMACs can be cloned", e);
    }
  }
}
