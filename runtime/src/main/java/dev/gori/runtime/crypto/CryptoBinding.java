package dev.gori.runtime.crypto;

import dev.gori.engine.Binding;
import dev.gori.engine.HostArgs;
import dev.gori.runtime.Environment;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Java half of {@code internal/crypto}. Digests that are larger than one call are kept here
 * under a number until they are finished or freed. Loop thread, but for the blocking functions,
 * which touch no state.
 */
public final class CryptoBinding {
  private final Environment env;
  private final Map<Integer, Hasher> hashers = new HashMap<>();
  private int lastHasher;

  private CryptoBinding(Environment env) {
    this.env = env;
  }

  /** Registers the functions of the {@code crypto} binding. */
  public static void register(Binding b, Environment env) {
    CryptoBinding crypto = new CryptoBinding(env);
    b.function("digestId", a -> digestId(a.string(0)))
        .function("digestSize", a -> algorithm(a).size)
        .function("isExtendable", a -> algorithm(a).extendable())
        .function("hasMac", a -> algorithm(a).blockSize > 0)
        // (algorithm, bytes, output length)
        .function("hash", a -> finish(Hashers.hasher(algorithm(a)), a.bytes(1), a.integer(2)))
        // (algorithm, key, bytes)
        .function("mac", a -> finish(KeyedHasher.of(algorithm(a), copy(a.bytes(1))), a.bytes(2), 0))
        .function("openHash", a -> crypto.keep(Hashers.hasher(algorithm(a))))
        .function("openMac", a -> crypto.keep(KeyedHasher.of(algorithm(a), copy(a.bytes(1)))))
        .function("copy", a -> crypto.keep(crypto.hasher(a).copy()))
        .function(
            "update",
            a -> {
              crypto.hasher(a).update(a.bytes(1));
              return null;
            })
        // (hasher, output length)
        .function("finish", a -> crypto.remove(a).finish(a.integer(1)))
        .function(
            "free",
            a -> {
              crypto.hashers.remove(a.integer(0));
              return null;
            })
        .blocking("randomBytes", a -> crypto.randomBytes(a.integer(0)))
        .blocking(
            "pbkdf2",
            a ->
                KeyDerivation.pbkdf2(
                    algorithm(a), copy(a.bytes(1)), copy(a.bytes(2)), a.integer(3), a.integer(4)))
        .blocking(
            "hkdf",
            a ->
                KeyDerivation.hkdf(
                    algorithm(a),
                    copy(a.bytes(1)),
                    copy(a.bytes(2)),
                    copy(a.bytes(3)),
                    a.integer(4)))
        .blocking(
            "scrypt",
            a ->
                KeyDerivation.scrypt(
                    copy(a.bytes(0)),
                    copy(a.bytes(1)),
                    a.integer(2),
                    a.integer(3),
                    a.integer(4),
                    a.integer(5)));
  }

  /** The number of a digest by its name, -1 if there is none. */
  private static int digestId(String name) {
    Algorithm algorithm = Algorithm.of(name);
    return algorithm == null ? -1 : algorithm.ordinal();
  }

  private static Algorithm algorithm(HostArgs a) {
    return Algorithm.values()[a.integer(0)];
  }

  private static byte[] copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  private static byte[] finish(Hasher hasher, ByteBuffer bytes, int length) {
    hasher.update(bytes);
    return hasher.finish(length);
  }

  private int keep(Hasher hasher) {
    hashers.put(++lastHasher, hasher);
    return lastHasher;
  }

  private Hasher hasher(HostArgs a) {
    return found(hashers.get(a.integer(0)));
  }

  private Hasher remove(HostArgs a) {
    return found(hashers.remove(a.integer(0)));
  }

  private static Hasher found(@Nullable Hasher hasher) {
    if (hasher == null) {
      throw new IllegalStateException("The hasher has been finished");
    }
    return hasher;
  }

  private byte[] randomBytes(int size) {
    byte[] bytes = new byte[size];
    env.loop().entropy().fill(bytes);
    return bytes;
  }
}
