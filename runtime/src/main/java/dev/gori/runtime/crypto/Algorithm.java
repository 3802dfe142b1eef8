package dev.gori.runtime.crypto;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The digests that {@code crypto.createHash} knows, with OpenSSL's names for them. Immutable; any
 * thread.
 *
 * <p>The JDK's implementations are used where it has them, because they run on the processor's own
 * instructions.
 */
enum Algorithm {
  MD5("MD5", 16, 64, "md5", "ssl3-md5"),
  SHA1("SHA-1", 20, 64, "sha1", "sha-1", "sha1-2", "ssl3-sha1"),
  SHA224("SHA-224", 28, 64, "sha224", "sha-224", "sha2-224"),
  SHA256("SHA-256", 32, 64, "sha256", "sha-256", "sha2-256"),
  SHA384("SHA-384", 48, 128, "sha384", "sha-384", "sha2-384"),
  SHA512("SHA-512", 64, 128, "sha512", "sha-512", "sha2-512"),
  SHA512_224("SHA-512/224", 28, 128, "sha512-224", "sha512/224", "sha-512/224", "sha2-512/224"),
  SHA512_256("SHA-512/256", 32, 128, "sha512-256", "sha512/256", "sha-512/256", "sha2-512/256"),
  SHA3_224("SHA3-224", 28, 144, "sha3-224"),
  SHA3_256("SHA3-256", 32, 136, "sha3-256"),
  SHA3_384("SHA3-384", 48, 104, "sha3-384"),
  SHA3_512("SHA3-512", 64, 72, "sha3-512"),
  SHAKE128(null, 16, 0, "shake128", "shake-128"),
  SHAKE256(null, 32, 0, "shake256", "shake-256"),
  RIPEMD160(null, 20, 64, "ripemd160", "ripemd", "rmd160", "ripemd-160"),
  BLAKE2B512(null, 64, 128, "blake2b512", "blake2b-512"),
  BLAKE2S256(null, 32, 64, "blake2s256", "blake2s-256"),
  SM3(null, 32, 64, "sm3"),
  MD5_SHA1(null, 36, 64, "md5-sha1");

  private static final String PSS_PREFIX = "id-rsassa-pkcs1-v1_5-with-";
  private static final Map<String, Algorithm> BY_NAME = new HashMap<>();

  static {
    for (Algorithm each : values()) {
      for (String name : each.names) {
        BY_NAME.put(name, each);
      }
    }
  }

  /** The JDK's name; null where the JDK has no implementation. */
  final @Nullable String jdkName;

  /** Bytes of a digest; for an extendable one the length by default. */
  final int size;

  /** Bytes that are hashed at a time; 0 where HMAC is not defined. */
  final int blockSize;

  private final String[] names;

  Algorithm(@Nullable String jdkName, int size, int blockSize, String... names) {
    this.jdkName = jdkName;
    this.size = size;
    this.blockSize = blockSize;
    this.names = names;
  }

  /** Whether a digest may have any length. */
  boolean extendable() {
    return this == SHAKE128 || this == SHAKE256;
  }

  /**
   * The algorithm of a name in any case, also of a signature scheme's name; null if there is none.
   */
  static @Nullable Algorithm of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    Algorithm exact = BY_NAME.get(lower);
    if (exact != null) {
      return exact;
    }
    if (lower.startsWith("rsa-")) {
      return BY_NAME.get(lower.substring("rsa-".length()));
    }
    if (lower.startsWith(PSS_PREFIX)) {
      return BY_NAME.get(lower.substring(PSS_PREFIX.length()));
    }
    if (lower.endsWith("withrsaencryption")) {
      return BY_NAME.get(lower.substring(0, lower.length() - "withrsaencryption".length()));
    }
    return lower.equals("ripemd160withrsa") ? RIPEMD160 : null;
  }
}
