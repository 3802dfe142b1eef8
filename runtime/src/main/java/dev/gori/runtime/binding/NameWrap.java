package dev.gori.runtime.binding;

import dev.gori.engine.Binding;
import dev.gori.loop.AddressFamily;
import dev.gori.loop.Errno;
import dev.gori.loop.InternetAddresses;
import dev.gori.loop.UvException;
import dev.gori.runtime.Environment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Name lookups of the system's resolver: the Java half of {@code internal/dns/lookup.js}. Outcomes
 * are events of one handle: request, status, arena offset and length of the text. Loop thread only.
 */
public final class NameWrap {
  private static final int OUTCOME = 1;

  private NameWrap() {}

  /** Registers the functions of the {@code cares_wrap} binding. */
  public static void register(Binding b, Environment env) {
    b.function("open", a -> env.addHandle(new Object(), null))
        .function(
            "getaddrinfo",
            a -> {
              int handle = a.integer(0);
              int request = a.integer(1);
              env.loop()
                  .lookup(
                      a.string(2),
                      family(a.integer(3)),
                      (error, found) -> answer(env, handle, request, error, text(found)));
              return null;
            })
        .function(
            "getnameinfo",
            a -> {
              int handle = a.integer(0);
              int request = a.integer(1);
              env.loop()
                  .reverseLookup(
                      InetAddress.ofLiteral(a.string(2)),
                      (error, name) -> answer(env, handle, request, error, name));
              return null;
            })
        .blocking("query", a -> DnsQuery.run(a.string(0), a.string(1), a.strings(2)));
  }

  private static AddressFamily family(int family) {
    return switch (family) {
      case 4 -> AddressFamily.IPV4;
      case 6 -> AddressFamily.IPV6;
      default -> AddressFamily.ANY;
    };
  }

  private static @Nullable String text(@Nullable List<InetAddress> addresses) {
    return addresses == null
        ? null
        : addresses.stream().map(InternetAddresses::text).collect(Collectors.joining(" "));
  }

  private static void answer(
      Environment env, int handle, int request, @Nullable Throwable error, @Nullable String text) {
    if (error != null || text == null) {
      Errno errno = error instanceof UvException known ? known.errno() : Errno.EAI_FAIL;
      env.completions().append(handle, OUTCOME, request, errno.negative(), 0);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int offset = env.completions().putBytes(ByteBuffer.wrap(bytes));
    env.completions().append(handle, OUTCOME, request, 0, offset, bytes.length, 0, 0);
  }
}
