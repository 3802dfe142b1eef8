package dev.gori.loop;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A TCP server socket: libuv's {@code uv_tcp_t} that listens.
 *
 * <p>A server on {@code ::} also accepts IPv4 peers, unless it is bound with {@code ipv6Only}; Java
 * cannot keep the system from accepting them then, so they are turned away, and another server
 * cannot have the same port for IPv4.
 *
 * <p>Thread: loop thread only.
 */
public final class TcpServer extends ServerHandle<TcpStream> {
  private @Nullable InetSocketAddress address;
  private boolean ipv6Only;
  private boolean reusePort;
  private boolean dualStack;

  /** A server that is not bound yet. */
  public TcpServer(EventLoop loop) {
    super(loop);
  }

  /**
   * A server over a socket that listens already, which belongs to it from now on.
   *
   * @param ipv6 whether it may have peers of both families
   */
  public static TcpServer of(EventLoop loop, ServerSocketChannel channel, boolean ipv6) {
    TcpServer server = new TcpServer(loop);
    server.dualStack = ipv6;
    server.adopt(channel);
    return server;
  }

  @Override
  public String kind() {
    return "tcp-server";
  }

  /** Sets the address to listen on; port 0: the system chooses one. */
  public void bind(InetSocketAddress address) {
    bind(address, false, false);
  }

  /**
   * Sets the address to listen on. As in libuv, an address that cannot be had is reported by {@link
   * #listen}.
   *
   * @param ipv6Only no IPv4 peers on an IPv6 address
   * @param reusePort lets several servers share the port; the system spreads the connections
   */
  public void bind(InetSocketAddress address, boolean ipv6Only, boolean reusePort) {
    assertUsable();
    this.address = address;
    this.ipv6Only = ipv6Only;
    this.reusePort = reusePort;
  }

  @Override
  ServerSocketChannel openChannel(int backlog) throws IOException {
    boolean ipv6 = isIpv6();
    ServerSocketChannel opened =
        ServerSocketChannel.open(ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    try {
      opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (reusePort) {
        opened.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      opened.bind(address, backlog);
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  @Nullable TcpStream streamOf(SocketChannel accepted) throws IOException {
    if (ipv6Only
        && accepted.getRemoteAddress() instanceof InetSocketAddress remote
        && remote.getAddress() instanceof Inet4Address) {
      return null;
    }
    return TcpStream.accepted(loop, accepted, isIpv6());
  }

  private boolean isIpv6() {
    return dualStack || (address != null && address.getAddress() instanceof Inet6Address);
  }

  /** The address it listens on, with the port that the system chose; null before that. */
  public @Nullable InetSocketAddress localAddress() {
    ServerSocketChannel open = channel();
    try {
      return open == null ? null : InternetAddresses.asSeen(open.getLocalAddress(), isIpv6());
    } catch (IOException e) {
      return null;
    }
  }
}
