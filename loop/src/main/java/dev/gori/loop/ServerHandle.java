package dev.gori.loop;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket.
 *
 * <p>Thread: loop thread only.
 *
 * @param <S> what it accepts
 */
public abstract sealed class ServerHandle<S extends StreamHandle> extends ChannelHandle
    permits TcpServer, PipeServer {
  /** How many connections one readiness accepts. */
  private static final int MAX_ACCEPTS = 64;

  /** Made before it is needed: a class may not be loadable when no descriptor is left. */
  private static final Set<Errno> NO_DESCRIPTOR_LEFT = EnumSet.of(Errno.EMFILE, Errno.ENFILE);

  private @Nullable ServerSocketChannel channel;
  private @Nullable ConnectionListener<S> listener;

  ServerHandle(EventLoop loop) {
    super(loop);
  }

  /**
   * Binds to the address that was given before, and accepts connections from now on.
   *
   * @param backlog how many connections the system holds that are not accepted yet
   * @return 0 or a negative errno
   */
  public final int listen(int backlog, ConnectionListener<S> listener) {
    assertUsable();
    if (isActive()) {
      return Errno.EINVAL.negative();
    }
    try {
      ServerSocketChannel opened = channel;
      if (opened == null) {
        opened = openChannel(Math.max(1, backlog));
        channel = opened;
      }
      watch(opened);
    } catch (IOException | RuntimeException e) {
      return StreamHandle.statusOf(e);
    }
    this.listener = listener;
    loop.polling.spareDescriptor();
    want(SelectionKey.OP_ACCEPT);
    setActive(true);
    return 0;
  }

  /** A bound channel. */
  abstract ServerSocketChannel openChannel(int backlog) throws IOException;

  /** The stream of an accepted connection; null if the connection is not wanted. */
  abstract @Nullable S streamOf(SocketChannel accepted) throws IOException;

  /** The channel it listens on; null before that. */
  public final @Nullable ServerSocketChannel channel() {
    return channel;
  }

  /** Over a socket that listens already; {@link #listen} only starts to accept. */
  final void adopt(ServerSocketChannel adopted) {
    channel = adopted;
  }

  @Override
  final void onReady(int ops) {
    ServerSocketChannel open = channel;
    ConnectionListener<S> to = listener;
    if (open == null || to == null) {
      return;
    }
    for (int i = 0; i < MAX_ACCEPTS && !isClosing(); i++) {
      try {
        SocketChannel accepted = open.accept();
        if (accepted == null) {
          return;
        }
        hand(accepted, to);
      } catch (IOException e) {
        if (!recover(e, open, to)) {
          return;
        }
      }
    }
  }

  private void hand(SocketChannel accepted, ConnectionListener<S> to) throws IOException {
    S stream = streamOf(accepted);
    if (stream == null) {
      accepted.close();
      return;
    }
    loop.enter(this);
    try {
      to.onConnection(stream);
    } finally {
      loop.leave(this);
    }
  }

  /** Whether to go on accepting. */
  private boolean recover(IOException e, ServerSocketChannel open, ConnectionListener<S> to) {
    Errno errno = Errno.of(e);
    if (errno == Errno.ECONNABORTED) {
      return true;
    }
    if (NO_DESCRIPTOR_LEFT.contains(errno)) {
      // The connection stays in the system's queue and would be reported for ever. The spare
      // descriptor makes room to take it, and whatever waits behind it, and to turn it away.
      loop.polling.spareDescriptor().turnAway(open);
    }
    loop.enter(this);
    try {
      to.onError(errno.negative());
    } finally {
      loop.leave(this);
    }
    return false;
  }

  @Override
  void closeChannel() {
    ServerSocketChannel open = channel;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // The descriptor is gone whatever close reports, and nobody waits for what it reports.
        assert !open.isOpen() : e;
      }
      // The port is free when close returns, as in libuv: nobody is to connect to it any more.
      loop.giveBackClosedChannels();
    }
  }
}
