package dev.gori.loop;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;

/**
 * Handles over sockets that another process has opened. Needs {@link RawDescriptor}.
 *
 * <p>Thread: loop thread only.
 */
public final class AdoptedSocket {
  private static final int SOL_SOCKET = 1;
  private static final int SO_TYPE = 3;
  private static final int SO_ACCEPTCONN = 30;
  private static final int SO_DOMAIN = 39;
  private static final int SOCK_STREAM = 1;
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int ADDRESS_BYTES = 128;

  private AdoptedSocket() {}

  /**
   * The handle for a stream socket, by what it is: {@link TcpStream}, {@link TcpServer}, {@link
   * PipeStream} or {@link PipeServer}. The number belongs to the handle from now on.
   *
   * @throws UvException it is none of these
   */
  public static Handle of(EventLoop loop, int number) {
    int domain = option(number, SO_DOMAIN);
    if (option(number, SO_TYPE) != SOCK_STREAM) {
      throw new UvException(Errno.EINVAL, "open");
    }
    boolean listens = option(number, SO_ACCEPTCONN) != 0;
    try {
      return switch (domain) {
        case AF_UNIX ->
            listens
                ? PipeServer.of(loop, RawDescriptor.server(number, StandardProtocolFamily.UNIX))
                : PipeStream.of(loop, unixChannel(number));
        case AF_INET, AF_INET6 -> {
          boolean ipv6 = domain == AF_INET6;
          StandardProtocolFamily family =
              ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
          yield listens
              ? TcpServer.of(loop, RawDescriptor.server(number, family), ipv6)
              : TcpStream.accepted(
                  loop, RawDescriptor.socket(number, family, remoteAddress(number)), ipv6);
        }
        default -> throw new UvException(Errno.EINVAL, "open");
      };
    } catch (IOException e) {
      throw UvException.of(e, "open");
    }
  }

  /** The channel between this process and its parent. */
  public static IpcStream ipc(EventLoop loop, int number) {
    try {
      return IpcStream.of(loop, unixChannel(number));
    } catch (IOException e) {
      throw UvException.of(e, "open");
    }
  }

  private static SocketChannel unixChannel(int number) throws IOException {
    return RawDescriptor.socket(
        number, StandardProtocolFamily.UNIX, UnixDomainSocketAddress.of(""));
  }

  private static int option(int number, int option) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(ValueLayout.JAVA_INT);
      CLibrary.call("getsockopt", number, SOL_SOCKET, option, value, new int[] {4});
      return value.get(ValueLayout.JAVA_INT, 0);
    }
  }

  private static SocketAddress remoteAddress(int number) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(ADDRESS_BYTES, 8);
      CLibrary.call("getpeername", number, address, new int[] {ADDRESS_BYTES});
      int port =
          Short.toUnsignedInt(
              address.get(ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN), 2));
      boolean ipv6 = address.get(ValueLayout.JAVA_SHORT, 0) == AF_INET6;
      byte[] host = address.asSlice(ipv6 ? 8 : 4, ipv6 ? 16 : 4).toArray(ValueLayout.JAVA_BYTE);
      return new InetSocketAddress(InetAddress.getByAddress(host), port);
    }
  }
}
