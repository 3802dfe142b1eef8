package dev.gori.runtime.crypto;

/** Makes hashers. Any thread. */
final class Hashers {
  private Hashers() {}

  /** A digest. */
  static Hasher hasher(Algorithm algorithm) {
    if (algorithm.jdkName != null) {
      return JdkHasher.of(algorithm.jdkName);
    }
    if (algorithm == Algorithm.MD5_SHA1) {
      return new PairHasher(hasher(Algorithm.MD5), hasher(Algorithm.SHA1));
    }
    return BouncyHasher.of(algorithm);
  }
}
