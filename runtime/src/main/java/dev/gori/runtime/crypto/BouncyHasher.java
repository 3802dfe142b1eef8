package dev.gori.runtime.crypto;

import java.nio.ByteBuffer;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.Xof;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.Blake2sDigest;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * A digest by Bouncy Castle, whose classes load when a program first asks for one. Belongs to one
 * thread at a time.
 */
final class BouncyHasher implements Hasher {
  private final Digest digest;

  private BouncyHasher(Digest digest) {
    this.digest = digest;
  }

  static BouncyHasher of(Algorithm algorithm) {
    return new BouncyHasher(digest(algorithm));
  }

  static ExtendedDigest digest(Algorithm algorithm) {
    return switch (algorithm) {
      case SHAKE128 -> new SHAKEDigest(128);
      case SHAKE256 -> new SHAKEDigest(256);
      case RIPEMD160 -> new RIPEMD160Digest();
      case BLAKE2B512 -> new Blake2bDigest(512);
      case BLAKE2S256 -> new Blake2sDigest(256);
      case SM3 -> new SM3Digest();
      default -> throw new IllegalArgumentException("The JDK has " + algorithm);
    };
  }

  @Override
  public void update(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    digest.update(copy, 0, copy.length);
  }

  @Override
  public byte[] finish(int length) {
    if (digest instanceof Xof xof) {
      byte[] result = new byte[length];
      xof.doFinal(result, 0, length);
      return result;
    }
    byte[] result = new byte[digest.getDigestSize()];
    digest.doFinal(result, 0);
    return result;
  }

  @Override
  public Hasher copy() {
    if (digest instanceof SHAKEDigest it) {
      return new BouncyHasher(new SHAKEDigest(it));
    }
    if (digest instanceof RIPEMD160Digest it) {
      return new BouncyHasher(new RIPEMD160Digest(it));
    }
    if (digest instanceof Blake2bDigest it) {
      return new BouncyHasher(new Blake2bDigest(it));
    }
    if (digest instanceof Blake2sDigest it) {
      return new BouncyHasher(new Blake2sDigest(it));
    }
    if (digest instanceof SM3Digest it) {
      return new BouncyHasher(new SM3Digest(it));
    }
    throw new IllegalStateException("unknown digest " + digest.getAlgorithmName());
  }
}
