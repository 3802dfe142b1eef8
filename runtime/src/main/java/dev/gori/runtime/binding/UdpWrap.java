package dev.gori.runtime.binding;

import dev.gori.engine.Binding;
import dev.gori.engine.HostArgs;
import dev.gori.loop.AddressFamily;
import dev.gori.loop.CLibrary;
import dev.gori.loop.DatagramListener;
import dev.gori.loop.Errno;
import dev.gori.loop.InternetAddresses;
import dev.gori.loop.RawDescriptor;
import dev.gori.loop.UdpSocket;
import dev.gori.runtime.Environment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** UDP sockets: the Java half of {@code internal/wrap/udp.js}. Loop thread only. */
public final class UdpWrap implements DatagramListener {
  /** MESSAGE: arena offset and length of the data, of the sender's address; port, IP version. */
  private static final int MESSAGE = 1;

  /** RECEIVE_ERROR: errno. */
  private static final int RECEIVE_ERROR = 2;

  /** SENT: request, status. */
  private static final int SENT = 3;

  /** Flags of bind, as libuv numbers them. */
  private static final int IPV6_ONLY = 1;

  private static final int REUSE_ADDRESS = 4;

  private static final int REUSE_PORT = 8;

  // Linux, x86-64: of setsockopt(2).
  private static final int IPPROTO_IP = 0;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IP_TTL = 2;
  private static final int IPV6_UNICAST_HOPS = 16;
  private static final int IP_MULTICAST_IF = 32;
  private static final int IPV6_MULTICAST_IF = 17;
  private static final int IPV6_V6ONLY = 26;

  private final Environment env;
  private final UdpSocket socket;
  private final boolean ipv6;
  private final int id;

  private UdpWrap(Environment env, boolean ipv6) {
    this.env = env;
    this.ipv6 = ipv6;
    socket = new UdpSocket(env.loop(), ipv6 ? AddressFamily.IPV6 : AddressFamily.IPV4);
    id = env.addHandle(this, socket);
  }

  /**
   * Registers the functions of the {@code udp_wrap} binding; statuses are 0 or a negative errno.
   */
  public static void register(Binding b, Environment env) {
    b.function("create", a -> new UdpWrap(env, a.bool(0)).id)
        .function("bind", a -> of(env, a).bind(TcpWrap.address(a, 1), a.integer(3)))
        .function("connect", a -> of(env, a).socket.connect(TcpWrap.address(a, 1)))
        .function("disconnect", a -> of(env, a).socket.disconnect())
        .function(
            "send",
            a ->
                of(env, a)
                    .send(
                        a.integer(1), a.bytes(2), a.isUndefined(3) ? null : TcpWrap.address(a, 3)))
        .function("getsockname", a -> TcpWrap.describe(of(env, a).socket.localAddress()))
        .function("getpeername", a -> TcpWrap.describe(of(env, a).socket.remoteAddress()))
        .function("receiveStart", a -> of(env, a).socket.receiveStart(of(env, a)))
        .function(
            "receiveStop",
            a -> {
              of(env, a).socket.receiveStop();
              return null;
            })
        .function("setBroadcast", a -> of(env, a).socket.broadcast(a.bool(1)))
        .function("setTTL", a -> of(env, a).timeToLive(a.integer(1)))
        .function("setMulticastTTL", a -> of(env, a).socket.multicastTimeToLive(a.integer(1)))
        .function("setMulticastLoopback", a -> of(env, a).socket.multicastLoop(a.bool(1)))
        .function(
            "setMulticastInterface",
            a -> withAddress(a, 1, address -> of(env, a).multicastInterface(address)))
        .function("membership", a -> of(env, a).membership(a))
        .function("bufferSize", a -> of(env, a).bufferSize(a.integer(1), a.bool(2)))
        .function("queuedBytes", a -> of(env, a).socket.queuedBytes())
        .function("queuedCount", a -> of(env, a).socket.queuedCount());
  }

  private static UdpWrap of(Environment env, HostArgs a) {
    return (UdpWrap) env.handle(a.integer(0));
  }

  UdpSocket socket() {
    return socket;
  }

  private int bind(InetSocketAddress address, int flags) {
    int status = (flags & IPV6_ONLY) != 0 && ipv6 ? set(IPV6_V6ONLY, 1) : 0;
    if (status < 0) {
      return status;
    }
    return socket.bind(address, (flags & REUSE_ADDRESS) != 0, (flags & REUSE_PORT) != 0);
  }

  /** The number of bytes and 1, if the datagram was sent at once; 0 if it waits. */
  private int send(int request, ByteBuffer data, @Nullable InetSocketAddress to) {
    int sent = socket.trySend(data, to);
    if (sent != Errno.EAGAIN.negative()) {
      return sent < 0 ? sent : sent + 1;
    }
    socket.send(
        StreamWrap.direct(data),
        to,
        status -> env.completions().append(id, SENT, request, status, 0));
    return 0;
  }

  private int timeToLive(int hops) {
    return hops < 1 || hops > 255
        ? Errno.EINVAL.negative()
        : set(ipv6 ? IPV6_UNICAST_HOPS : IP_TTL, hops);
  }

  /** The any-address, with a scope or without one, stands for the system's choice. */
  private int multicastInterface(InetAddress address) {
    if (ipv6 != address instanceof Inet6Address) {
      return Errno.EINVAL.negative();
    }
    if (!address.isAnyLocalAddress()) {
      return socket.multicastInterface(address);
    }
    return address instanceof Inet6Address scoped
        ? set(IPV6_MULTICAST_IF, scoped.getScopeId())
        : set(IP_MULTICAST_IF, 0);
  }

  /** Java has no such options. */
  private int set(int option, int value) {
    int descriptor = RawDescriptor.of(socket.channel());
    return descriptor < 0
        ? Errno.ENOTSUP.negative()
        : CLibrary.invoke(
            "setsockopt",
            descriptor,
            ipv6 ? IPPROTO_IPV6 : IPPROTO_IP,
            option,
            new int[] {value},
            Integer.BYTES);
  }

  /** Arguments: handle, whether to join, group, interface or undefined, source or undefined. */
  private int membership(HostArgs a) {
    try {
      InetAddress group = InetAddress.ofLiteral(a.string(2));
      InetAddress on = a.isUndefined(3) ? null : InetAddress.ofLiteral(a.string(3));
      InetAddress source = a.isUndefined(4) ? null : InetAddress.ofLiteral(a.string(4));
      if (!group.isMulticastAddress()) {
        return Errno.EINVAL.negative();
      }
      return a.bool(1) ? socket.join(group, on, source) : socket.leave(group, on, source);
    } catch (IllegalArgumentException e) {
      return Errno.EINVAL.negative();
    }
  }

  /** Sets the size of a buffer if it is not 0. The size, or a negative errno. */
  private int bufferSize(int size, boolean receiving) {
    if (!socket.channel().isOpen() || socket.localAddress() == null) {
      return Errno.EBADF.negative();
    }
    if (size != 0) {
      int status = receiving ? socket.receiveBufferSize(size) : socket.sendBufferSize(size);
      if (status < 0) {
        return status;
      }
    }
    return receiving ? socket.receiveBufferSize() : socket.sendBufferSize();
  }

  private static int withAddress(HostArgs a, int at, ToIntFunction<InetAddress> action) {
    String literal = a.string(at);
    try {
      return action.applyAsInt(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException e) {
      // A scope that is not there means none, as for libuv.
      int scope = literal.indexOf('%');
      if (scope < 0) {
        return Errno.EINVAL.negative();
      }
      return action.applyAsInt(InetAddress.ofLiteral(literal.substring(0, scope)));
    }
  }

  @Override
  public void onDatagram(ByteBuffer data, InetSocketAddress from) {
    byte[] sender = InternetAddresses.text(from.getAddress()).getBytes(StandardCharsets.US_ASCII);
    int length = data.remaining();
    int offset = env.completions().reserveBytes(length + sender.length);
    env.completions().arena().put(offset, data, data.position(), length);
    env.completions().arena().put(offset + length, sender);
    int version = from.getAddress() instanceof Inet6Address ? 6 : 4;
    env.completions()
        .append(id, MESSAGE, offset, length, sender.length, from.getPort(), version, 0);
  }

  @Override
  public void onError(int errno) {
    env.completions().append(id, RECEIVE_ERROR, errno, 0, 0);
  }
}
