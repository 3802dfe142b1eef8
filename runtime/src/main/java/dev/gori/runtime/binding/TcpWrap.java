package dev.gori.runtime.binding;

import dev.gori.engine.Binding;
import dev.gori.engine.HostArgs;
import dev.gori.loop.Errno;
import dev.gori.loop.InternetAddresses;
import dev.gori.loop.TcpServer;
import dev.gori.loop.TcpStream;
import dev.gori.runtime.Environment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** TCP sockets and servers: the Java half of {@code internal/wrap/tcp.js}. Loop thread only. */
public final class TcpWrap {
  /** Flags of bind: Node's {@code UV_TCP_IPV6ONLY} and {@code UV_TCP_REUSEPORT}. */
  private static final int IPV6_ONLY = 1;

  private static final int REUSE_PORT = 2;

  private TcpWrap() {}

  /** Registers the functions of the {@code tcp_wrap} binding. */
  public static void register(Binding b, Environment env) {
    b.function("create", a -> new StreamWrap(env, new TcpStream(env.loop())).id())
        .function("createServer", a -> new ServerWrap<>(env, new TcpServer(env.loop())).id())
        .function("bind", a -> bind(env.handle(a.integer(0)), a))
        .function("listen", a -> ((ServerWrap<?>) env.handle(a.integer(0))).listen(a.integer(1)))
        .function(
            "connect",
            a -> {
              StreamWrap wrap = StreamWrap.of(env, a);
              int request = a.integer(1);
              stream(wrap).connect(address(a, 2), status -> wrap.connected(request, status));
              return null;
            })
        .function("getsockname", a -> localAddress(env.handle(a.integer(0))))
        .function("getpeername", a -> describe(stream(StreamWrap.of(env, a)).remoteAddress()))
        .function("setNoDelay", a -> stream(StreamWrap.of(env, a)).noDelay(a.bool(1)))
        .function(
            "setKeepAlive", a -> stream(StreamWrap.of(env, a)).keepAlive(a.bool(1), a.integer(2)))
        .function("reset", a -> HandleWrap.reset(env, a.integer(0)));
  }

  private static TcpStream stream(StreamWrap wrap) {
    return (TcpStream) wrap.stream();
  }

  /** Arguments: handle, literal address, port, flags. Returns 0 or a negative errno. */
  private static int bind(Object wrap, HostArgs a) {
    InetSocketAddress address = address(a, 1);
    if (wrap instanceof ServerWrap<?> server) {
      int flags = a.integer(3);
      ((TcpServer) server.server())
          .bind(address, (flags & IPV6_ONLY) != 0, (flags & REUSE_PORT) != 0);
      return 0;
    }
    return stream((StreamWrap) wrap).bind(address);
  }

  /** A literal address and a port; the resolver is never asked. */
  static InetSocketAddress address(HostArgs a, int at) {
    String literal = a.string(at);
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(literal), a.integer(at + 1));
    } catch (IllegalArgumentException e) {
      throw new dev.gori.loop.UvException(Errno.EINVAL, "uv_ip_addr", literal);
    }
  }

  private static String @Nullable [] localAddress(Object wrap) {
    return describe(
        wrap instanceof ServerWrap<?> server
            ? ((TcpServer) server.server()).localAddress()
            : stream((StreamWrap) wrap).localAddress());
  }

  /** Address, family, port. */
  static String @Nullable [] describe(@Nullable InetSocketAddress address) {
    if (address == null) {
      return null;
    }
    String family = address.getAddress() instanceof Inet6Address ? "IPv6" : "IPv4";
    return new String[] {
      InternetAddresses.text(address.getAddress()), family, Integer.toString(address.getPort())
    };
  }
}
