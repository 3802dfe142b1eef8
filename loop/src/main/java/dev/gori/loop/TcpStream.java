package dev.gori.loop;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection: libuv's {@code uv_tcp_t} of a client or of an accepted connection.
 *
 * <p>Thread: loop thread only.
 */
public final class TcpStream extends StreamHandle {
  private static final int KEEP_ALIVE_INTERVAL_SECONDS = 1;
  private static final int KEEP_ALIVE_PROBES = 10;

  private final boolean dualStack;
  private @Nullable Boolean noDelay;
  private @Nullable Boolean keepAlive;
  private int keepAliveSeconds;

  /** A stream that is to be connected. */
  public TcpStream(EventLoop loop) {
    super(loop);
    dualStack = false;
  }

  private TcpStream(EventLoop loop, SocketChannel channel, boolean dualStack) {
    super(loop, channel);
    this.dualStack = dualStack;
  }

  /** A stream over a connected channel, which belongs to the stream from now on. */
  public static TcpStream of(EventLoop loop, SocketChannel channel) {
    return new TcpStream(loop, channel, false);
  }

  /**
   * An accepted connection.
   *
   * @param dualStack whether the server listens on IPv6, where IPv4 peers have mapped addresses
   */
  public static TcpStream accepted(EventLoop loop, SocketChannel channel, boolean dualStack) {
    return new TcpStream(loop, channel, dualStack);
  }

  @Override
  public String kind() {
    return "tcp";
  }

  /**
   * Binds the local side, before connecting.
   *
   * @return 0 or a negative errno
   */
  public int bind(InetSocketAddress local) {
    assertUsable();
    try {
      open(local).bind(local);
      return 0;
    } catch (IOException | RuntimeException e) {
      return statusOf(e);
    }
  }

  /** Connects to a resolved address. */
  public IoRequest connect(InetSocketAddress remote, StatusCallback done) {
    return connectTo(remote, done);
  }

  @Override
  SocketChannel openChannel(SocketAddress address) throws IOException {
    boolean ipv6 =
        address instanceof InetSocketAddress inet && inet.getAddress() instanceof Inet6Address;
    SocketChannel opened =
        SocketChannel.open(ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    try {
      if (noDelay != null) {
        opened.setOption(StandardSocketOptions.TCP_NODELAY, noDelay);
      }
      if (keepAlive != null) {
        applyKeepAlive(opened, keepAlive, keepAliveSeconds);
      }
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    return opened;
  }

  /**
   * Turns Nagle's algorithm off or on.
   *
   * @return 0 or a negative errno
   */
  public int noDelay(boolean enable) {
    assertUsable();
    noDelay = enable;
    return setOption(StandardSocketOptions.TCP_NODELAY, enable);
  }

  /**
   * Turns keep-alive probes on or off.
   *
   * @param delaySeconds of silence before the first probe; 0: the system's
   * @return 0 or a negative errno
   */
  public int keepAlive(boolean enable, int delaySeconds) {
    assertUsable();
    keepAlive = enable;
    keepAliveSeconds = delaySeconds;
    SocketChannel open = channel();
    if (open == null) {
      return 0;
    }
    try {
      applyKeepAlive(open, enable, delaySeconds);
      return 0;
    } catch (IOException | RuntimeException e) {
      return statusOf(e);
    }
  }

  private static void applyKeepAlive(SocketChannel channel, boolean enable, int delaySeconds)
      throws IOException {
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, enable);
    if (enable && delaySeconds > 0) {
      channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, delaySeconds);
      channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_INTERVAL_SECONDS);
      channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_ALIVE_PROBES);
    }
  }

  private <T> int setOption(SocketOption<T> option, T value) {
    SocketChannel open = channel();
    if (open == null) {
      return 0;
    }
    try {
      open.setOption(option, value);
      return 0;
    } catch (IOException | RuntimeException e) {
      return statusOf(e);
    }
  }

  /**
   * Closes with a reset: the other side gets {@code ECONNRESET}, what is unsent is dropped.
   *
   * @return 0 or a negative errno, with which nothing was done
   */
  public int closeReset(@Nullable Runnable onClosed) {
    assertUsable();
    int status = setOption(StandardSocketOptions.SO_LINGER, 0);
    if (status == 0) {
      close(onClosed);
    }
    return status;
  }

  /** The local address; null if there is none (yet). */
  public @Nullable InetSocketAddress localAddress() {
    SocketChannel open = channel();
    try {
      return open == null ? null : InternetAddresses.asSeen(open.getLocalAddress(), dualStack);
    } catch (IOException e) {
      return null;
    }
  }

  /** The other side's address; null if it is not connected. */
  public @Nullable InetSocketAddress remoteAddress() {
    SocketChannel open = channel();
    try {
      return open == null ? null : InternetAddresses.asSeen(open.getRemoteAddress(), dualStack);
    } catch (IOException e) {
      return null;
    }
  }
}
