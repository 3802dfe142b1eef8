package dev.gori.loop;

/** The loop's source of random bytes. Thread: any. */
@FunctionalInterface
public interface Entropy {
  /** Fills the array with random bytes. */
  void fill(byte[] bytes);

  /** Cryptographically strong random bytes of the system. */
  static Entropy system() {
    return SystemSources.ENTROPY;
  }
}
