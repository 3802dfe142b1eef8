package dev.gori.loop;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket: libuv's {@code uv_udp_t}. Operations that return an int return 0 (or a count) or a
 * negative errno. The socket is made for a family of addresses, {@link AddressFamily#IPV4} or
 * {@link AddressFamily#IPV6}; a socket that was not bound is bound to any address when it first
 * sends.
 *
 * <p>Thread: loop thread only.
 */
public final class UdpSocket extends ChannelHandle {
  private static final int MAX_RECEIVES = 32;

  /** A group on an interface, of which the socket is a member. */
  private record Membership(InetAddress group, NetworkInterface on, @Nullable InetAddress source) {}

  private final boolean ipv6;
  private final DatagramChannel channel;
  private final Map<Membership, MembershipKey> memberships = new HashMap<>();
  private final ArrayDeque<IoRequest> sends = new ArrayDeque<>();
  private long queuedBytes;
  private @Nullable DatagramListener listener;

  /**
   * An unbound socket.
   *
   * @throws UvException if the system gives none
   */
  public UdpSocket(EventLoop loop, AddressFamily family) {
    super(loop);
    ipv6 = family == AddressFamily.IPV6;
    DatagramChannel opened = null;
    try {
      opened =
          DatagramChannel.open(ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
      watch(opened);
    } catch (IOException e) {
      if (opened != null) {
        closeQuietly(opened);
      }
      loop.forget(this);
      throw UvException.of(e, "socket");
    }
    channel = opened;
  }

  @Override
  public String kind() {
    return "udp";
  }

  // ---- addresses ----

  /** Binds it; port 0: the system chooses one. */
  public int bind(InetSocketAddress address, boolean reuseAddress, boolean reusePort) {
    assertUsable();
    return attempt(
        () -> {
          if (reuseAddress) {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
          }
          if (reusePort) {
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
          }
          channel.bind(address);
        });
  }

  /** Sets the only address to send to and to receive from. */
  public int connect(InetSocketAddress remote) {
    assertUsable();
    if (channel.isConnected()) {
      return Errno.EISCONN.negative();
    }
    return attempt(() -> channel.connect(remote));
  }

  /** Undoes {@link #connect}. */
  public int disconnect() {
    assertUsable();
    if (!channel.isConnected()) {
      return Errno.ENOTCONN.negative();
    }
    return attempt(channel::disconnect);
  }

  /** The channel under it. */
  public DatagramChannel channel() {
    return channel;
  }

  /** The local address; null if it is not bound. */
  public @Nullable InetSocketAddress localAddress() {
    try {
      return InternetAddresses.asSeen(channel.getLocalAddress(), ipv6);
    } catch (IOException e) {
      return null;
    }
  }

  /** The address it is connected to; null if it is not connected. */
  public @Nullable InetSocketAddress remoteAddress() {
    try {
      return InternetAddresses.asSeen(channel.getRemoteAddress(), ipv6);
    } catch (IOException e) {
      return null;
    }
  }

  // ---- sending ----

  /**
   * Sends a datagram, if the system takes it at once.
   *
   * @param to null if the socket is connected
   * @return how many bytes; {@code EAGAIN} if the system takes none, or others wait already
   */
  public int trySend(ByteBuffer data, @Nullable InetSocketAddress to) {
    assertUsable();
    return sends.isEmpty() ? sendNow(data, to) : Errno.EAGAIN.negative();
  }

  /**
   * Sends a datagram, behind those that wait.
   *
   * @param data belongs to the socket until {@code done} is called
   * @param to null if the socket is connected
   */
  public IoRequest send(ByteBuffer data, @Nullable InetSocketAddress to, StatusCallback done) {
    assertUsable();
    IoRequest request = new IoRequest("udp-send", this, data, to, done);
    sends.addLast(request);
    queuedBytes += data.remaining();
    if (sends.size() == 1) {
      flushSends();
    }
    return request;
  }

  /** How many bytes wait to be sent. */
  public long queuedBytes() {
    return queuedBytes;
  }

  /** How many datagrams wait to be sent. */
  public int queuedCount() {
    return sends.size();
  }

  private int sendNow(ByteBuffer data, @Nullable SocketAddress to) {
    if (to == null && !channel.isConnected()) {
      return Errno.EDESTADDRREQ.negative();
    }
    if (to != null && channel.isConnected()) {
      return Errno.EISCONN.negative();
    }
    int size = data.remaining();
    try {
      if (to == null && size == 0) {
        // An empty datagram is one, too, but write() does nothing when there are no bytes.
        return CLibrary.invoke("send", RawDescriptor.of(channel), new int[1], 0, 0);
      }
      int count = to == null ? channel.write(data) : channel.send(data, to);
      return count == 0 && size > 0 ? Errno.EAGAIN.negative() : count;
    } catch (IOException | RuntimeException e) {
      return StreamHandle.statusOf(e);
    }
  }

  private void flushSends() {
    for (IoRequest first = sends.peekFirst(); first != null; first = sends.peekFirst()) {
      ByteBuffer data = first.data;
      if (data != null) {
        int size = data.remaining();
        int status = sendNow(data, first.target);
        if (status == Errno.EAGAIN.negative()) {
          want(SelectionKey.OP_WRITE);
          return;
        }
        queuedBytes -= size;
        first.status = Math.min(0, status);
      }
      sends.removeFirst();
      finishSoon(first);
    }
    unwant(SelectionKey.OP_WRITE);
  }

  // ---- receiving ----

  /** Starts to receive; binds the socket to any address first, if it is not bound. */
  public int receiveStart(DatagramListener listener) {
    assertUsable();
    if (localAddress() == null) {
      int status = attempt(() -> channel.bind(null));
      if (status != 0) {
        return status;
      }
    }
    this.listener = listener;
    want(SelectionKey.OP_READ);
    setActive(true);
    return 0;
  }

  /** Stops receiving; what arrives meanwhile waits in the system's buffer. */
  public void receiveStop() {
    loop.assertOnLoop();
    listener = null;
    unwant(SelectionKey.OP_READ);
    setActive(false);
  }

  private void receiveReady() {
    for (int i = 0; i < MAX_RECEIVES; i++) {
      DatagramListener to = listener;
      if (to == null || isClosing()) {
        return;
      }
      ByteBuffer buffer = loop.polling.readBuffer();
      InetSocketAddress from = null;
      int status = 0;
      try {
        from = InternetAddresses.asSeen(channel.receive(buffer), ipv6);
      } catch (IOException | RuntimeException e) {
        status = StreamHandle.statusOf(e);
      }
      if (from == null && status == 0) {
        return;
      }
      loop.enter(this);
      try {
        if (from != null) {
          to.onDatagram(buffer.flip(), from);
        } else {
          to.onError(status);
        }
      } finally {
        loop.leave(this);
      }
    }
  }

  // ---- options ----

  /** Lets it send to broadcast addresses. */
  public int broadcast(boolean enable) {
    return set(StandardSocketOptions.SO_BROADCAST, enable);
  }

  /** How many routers a multicast datagram may pass, 1 to 255. */
  public int multicastTimeToLive(int hops) {
    return hops < 1 || hops > 255
        ? Errno.EINVAL.negative()
        : set(StandardSocketOptions.IP_MULTICAST_TTL, hops);
  }

  /** Whether its own multicast datagrams come back to this machine. */
  public int multicastLoop(boolean enable) {
    return set(StandardSocketOptions.IP_MULTICAST_LOOP, enable);
  }

  /** Through which interface multicast datagrams leave: the one with this address. */
  public int multicastInterface(InetAddress address) {
    return attempt(
        () -> channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, interfaceOf(address)));
  }

  /** Sets the size of the system's receive buffer in bytes. */
  public int receiveBufferSize(int bytes) {
    return set(StandardSocketOptions.SO_RCVBUF, bytes);
  }

  /** Sets the size of the system's send buffer in bytes. */
  public int sendBufferSize(int bytes) {
    return set(StandardSocketOptions.SO_SNDBUF, bytes);
  }

  /** The size of the system's receive buffer in bytes, or a negative errno. */
  public int receiveBufferSize() {
    return get(StandardSocketOptions.SO_RCVBUF);
  }

  /** The size of the system's send buffer in bytes, or a negative errno. */
  public int sendBufferSize() {
    return get(StandardSocketOptions.SO_SNDBUF);
  }

  /**
   * Joins a multicast group.
   *
   * @param on the interface's address; null: the system's choice
   * @param source the only sender that is wanted; null: any
   */
  public int join(InetAddress group, @Nullable InetAddress on, @Nullable InetAddress source) {
    assertUsable();
    return attempt(
        () -> {
          Membership membership = new Membership(group, interfaceOf(on), source);
          if (memberships.containsKey(membership)) {
            throw new UvException(Errno.EADDRINUSE, "addMembership");
          }
          memberships.put(
              membership,
              source == null
                  ? channel.join(group, membership.on())
                  : channel.join(group, membership.on(), source));
        });
  }

  /** Leaves a multicast group that it joined with the same arguments. */
  public int leave(InetAddress group, @Nullable InetAddress on, @Nullable InetAddress source) {
    assertUsable();
    return attempt(
        () -> {
          MembershipKey key = memberships.remove(new Membership(group, interfaceOf(on), source));
          if (key == null) {
            throw new UvException(Errno.EADDRNOTAVAIL, "dropMembership");
          }
          key.drop();
        });
  }

  private NetworkInterface interfaceOf(@Nullable InetAddress address) throws IOException {
    if (address != null && !address.isAnyLocalAddress()) {
      NetworkInterface found = NetworkInterface.getByInetAddress(address);
      if (found == null) {
        throw new UvException(Errno.EADDRNOTAVAIL, "setsockopt");
      }
      return found;
    }
    NetworkInterface chosen = channel.getOption(StandardSocketOptions.IP_MULTICAST_IF);
    if (chosen != null) {
      return chosen;
    }
    return NetworkInterface.networkInterfaces()
        .filter(candidate -> serves(candidate))
        .findFirst()
        .orElseThrow(() -> new UvException(Errno.ENODEV, "setsockopt"));
  }

  private boolean serves(NetworkInterface candidate) {
    try {
      return candidate.isUp()
          && candidate.supportsMulticast()
          && candidate.inetAddresses().anyMatch(a -> a instanceof Inet6Address == ipv6);
    } catch (IOException e) {
      return false;
    }
  }

  private <T> int set(SocketOption<T> option, T value) {
    assertUsable();
    return attempt(() -> channel.setOption(option, value));
  }

  private int get(SocketOption<Integer> option) {
    assertUsable();
    try {
      return channel.getOption(option);
    } catch (IOException e) {
      return Errno.of(e).negative();
    }
  }

  /** A system call without a result. */
  private interface Call {
    void run() throws IOException;
  }

  private static int attempt(Call call) {
    try {
      call.run();
      return 0;
    } catch (IOException | RuntimeException e) {
      return StreamHandle.statusOf(e);
    }
  }

  // ---- delivery and closing ----

  @Override
  void onReady(int ops) {
    if ((ops & SelectionKey.OP_READ) != 0) {
      receiveReady();
    }
    if ((ops & SelectionKey.OP_WRITE) != 0 && !isClosing()) {
      flushSends();
      deliverFinished();
    }
  }

  @Override
  void closeChannel() {
    listener = null;
    closeQuietly(channel);
  }

  private static void closeQuietly(DatagramChannel open) {
    try {
      open.close();
    } catch (IOException e) {
      // The descriptor is gone whatever close reports, and nobody waits for what it reports.
      assert !open.isOpen() : e;
    }
  }

  @Override
  void abandon() {
    for (IoRequest request = sends.pollFirst(); request != null; request = sends.pollFirst()) {
      cancel(request);
    }
    queuedBytes = 0;
    deliverAllFinished();
  }
}
