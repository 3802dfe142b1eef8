package dev.gori.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connected pair of byte streams: {@link TcpStream} over TCP, {@link PipeStream} over a
 * Unix-domain socket.
 *
 * <p>Operations that take a callback report every failure through it, and never before they return:
 * what is known at once is reported in the next pending phase. Operations that return an int return
 * 0 (or a count) or a negative errno.
 *
 * <p>Thread: loop thread only.
 */
public abstract sealed class StreamHandle extends ChannelHandle
    permits TcpStream, PipeStream, IpcStream {
  /** How often one readiness is read from while the buffer comes back full. */
  private static final int MAX_READS = 4;

  private @Nullable SocketChannel channel;
  private boolean connected;
  private @Nullable IoRequest connecting;
  private @Nullable ReadListener listener;
  private final ArrayDeque<IoRequest> writes = new ArrayDeque<>(2);
  private long queuedBytes;
  private @Nullable IoRequest shuttingDown;
  private boolean shutDown;

  StreamHandle(EventLoop loop) {
    super(loop);
  }

  /** Over a channel that is connected already. */
  StreamHandle(EventLoop loop, SocketChannel channel) {
    super(loop);
    this.channel = channel;
    this.connected = true;
    try {
      watch(channel);
    } catch (IOException e) {
      close();
      throw UvException.of(e, "accept");
    }
  }

  // ---- connecting ----

  /** The stream's channel; opened for the address at the first call. */
  final SocketChannel open(SocketAddress address) throws IOException {
    SocketChannel existing = channel;
    if (existing != null) {
      return existing;
    }
    SocketChannel opened = openChannel(address);
    channel = opened;
    watch(opened);
    return opened;
  }

  /** A channel of the address' family, with the options that were set so far. */
  abstract SocketChannel openChannel(SocketAddress address) throws IOException;

  final IoRequest connectTo(SocketAddress address, StatusCallback done) {
    assertUsable();
    IoRequest request = new IoRequest("connect", this, null, address, done);
    if (connected || connecting != null) {
      return finishLater(request, Errno.EISCONN.negative());
    }
    try {
      SocketChannel opened = open(address);
      if (opened.connect(address)) {
        connected = true;
        finishLater(request, 0);
        startAfterConnect();
      } else {
        connecting = request;
        want(SelectionKey.OP_CONNECT);
      }
    } catch (IOException | RuntimeException e) {
      finishLater(request, statusOf(e));
    }
    return request;
  }

  private void finishConnect() {
    IoRequest request = connecting;
    SocketChannel opened = channel;
    if (request == null || opened == null) {
      return;
    }
    try {
      if (!opened.finishConnect()) {
        return;
      }
      connected = true;
    } catch (IOException | RuntimeException e) {
      request.status = statusOf(e);
    }
    connecting = null;
    unwant(SelectionKey.OP_CONNECT);
    request.deliver();
    if (isClosing()) {
      return;
    }
    if (connected) {
      startAfterConnect();
    } else {
      cancelQueued();
      deliverFinished();
    }
  }

  /** What was asked for while the connection was being made starts now. */
  private void startAfterConnect() {
    if (listener != null) {
      want(SelectionKey.OP_READ);
    }
    flushWrites();
  }

  /** Whether it is connected; also true after either side has closed or ended. */
  public final boolean isConnected() {
    return connected;
  }

  // ---- reading ----

  /**
   * Starts to read, or goes on with another listener.
   *
   * @return 0; {@code ENOTCONN} if it was neither connected nor is it connecting
   */
  public final int readStart(ReadListener listener) {
    assertUsable();
    if (!connected && connecting == null) {
      return Errno.ENOTCONN.negative();
    }
    this.listener = listener;
    setActive(true);
    if (connected) {
      want(SelectionKey.OP_READ);
    }
    return 0;
  }

  /** Stops reading; the listener is not called until the next start. */
  public final void readStop() {
    loop.assertOnLoop();
    listener = null;
    unwant(SelectionKey.OP_READ);
    setActive(false);
  }

  /** Whether it reads. */
  public final boolean isReading() {
    return listener != null;
  }

  private void readReady() {
    SocketChannel open = channel;
    for (int i = 0; i < MAX_READS; i++) {
      ReadListener to = listener;
      if (to == null || open == null || isClosing()) {
        return;
      }
      ByteBuffer given = to.buffer();
      ByteBuffer buffer = given == null ? loop.polling.readBuffer() : given;
      int start = buffer.position();
      int count;
      try {
        count = readFrom(open, buffer);
      } catch (IOException | RuntimeException e) {
        endReading(to, statusOf(e));
        return;
      }
      if (count < 0) {
        endReading(to, 0);
        return;
      }
      if (count == 0) {
        return;
      }
      boolean full = !buffer.hasRemaining();
      buffer.limit(buffer.position()).position(start);
      loop.enter(this);
      try {
        to.onRead(buffer);
      } finally {
        loop.leave(this);
      }
      if (!full && !showsEndWithData()) {
        return;
      }
    }
  }

  /**
   * Whether the end follows the last data at once. libuv learns from the system that the other side
   * of a pipe has hung up; here it takes another read, which keeps the end of a child's output in
   * front of the child's exit.
   */
  boolean showsEndWithData() {
    return false;
  }

  /** Reads what is there: the number of bytes, -1 at the end. */
  int readFrom(SocketChannel from, ByteBuffer into) throws IOException {
    return from.read(into);
  }

  private void endReading(ReadListener to, int status) {
    readStop();
    loop.enter(this);
    try {
      if (status == 0) {
        to.onEnd();
      } else {
        to.onError(status);
      }
    } finally {
      loop.leave(this);
    }
  }

  // ---- writing ----

  /**
   * Writes what the system takes at once, and no more.
   *
   * @return how many bytes were written, the data's position has moved by that; {@code EAGAIN} if
   *     none, or if earlier writes are still queued
   */
  public final int tryWrite(ByteBuffer data) {
    loop.assertOnLoop();
    SocketChannel open = channel;
    if (connecting != null || !writes.isEmpty()) {
      return Errno.EAGAIN.negative();
    }
    if (open == null || !connected) {
      return Errno.EBADF.negative();
    }
    try {
      int count = open.write(data);
      return count == 0 && data.hasRemaining() ? Errno.EAGAIN.negative() : count;
    } catch (IOException | RuntimeException e) {
      return writeStatusOf(e);
    }
  }

  /**
   * Writes all of the data, behind what was written before.
   *
   * @param data belongs to the stream until {@code done} is called
   */
  public final IoRequest write(ByteBuffer data, StatusCallback done) {
    return write(new IoRequest("write", this, data, null, done));
  }

  final IoRequest write(IoRequest request) {
    assertUsable();
    ByteBuffer data = Objects.requireNonNull(request.data);
    if (!connected && connecting == null) {
      return finishLater(request, Errno.EBADF.negative());
    }
    if (shuttingDown != null) {
      return finishLater(request, Errno.EPIPE.negative());
    }
    writes.addLast(request);
    queuedBytes += data.remaining();
    if (connected && writes.size() == 1) {
      flushWrites();
    }
    return request;
  }

  /** How many bytes wait for the system to take them. */
  public final long queuedBytes() {
    return queuedBytes;
  }

  private void flushWrites() {
    SocketChannel open = channel;
    if (open == null) {
      return;
    }
    for (IoRequest first = writes.peekFirst(); first != null; first = writes.peekFirst()) {
      ByteBuffer data = first.data;
      int before = data == null ? 0 : data.remaining();
      int status = 0;
      if (data != null) {
        try {
          writeTo(open, data, first);
        } catch (IOException | RuntimeException e) {
          status = writeStatusOf(e);
        }
        queuedBytes -= before - data.remaining();
        if (status == 0 && data.hasRemaining()) {
          want(SelectionKey.OP_WRITE);
          return;
        }
        queuedBytes -= data.remaining();
      }
      writes.removeFirst();
      finishLater(first, status);
    }
    unwant(SelectionKey.OP_WRITE);
    shutDownIfAsked();
  }

  /** Writes what the system takes of a request's data. */
  void writeTo(SocketChannel to, ByteBuffer data, IoRequest request) throws IOException {
    to.write(data);
  }

  /** Ends the writing side once everything queued is written: the other side reads an end. */
  public final IoRequest shutdown(StatusCallback done) {
    assertUsable();
    IoRequest request = new IoRequest("shutdown", this, null, null, done);
    if ((!connected && connecting == null) || shuttingDown != null) {
      return finishLater(request, Errno.ENOTCONN.negative());
    }
    shuttingDown = request;
    if (connected && writes.isEmpty()) {
      shutDownIfAsked();
    }
    return request;
  }

  private void shutDownIfAsked() {
    IoRequest request = shuttingDown;
    SocketChannel open = channel;
    if (request == null || open == null || shutDown) {
      return;
    }
    shutDown = true;
    try {
      open.shutdownOutput();
      finishLater(request, 0);
    } catch (IOException | RuntimeException e) {
      finishLater(request, statusOf(e));
    }
  }

  // ---- delivery ----

  private IoRequest finishLater(IoRequest request, int status) {
    request.status = status;
    finishSoon(request);
    return request;
  }

  @Override
  final void onReady(int ops) {
    if ((ops & SelectionKey.OP_CONNECT) != 0) {
      finishConnect();
    }
    if ((ops & SelectionKey.OP_READ) != 0 && !isClosing()) {
      readReady();
    }
    if ((ops & SelectionKey.OP_WRITE) != 0 && !isClosing()) {
      flushWrites();
      deliverFinished();
    }
  }

  /** Ends every queued write, and the shutdown behind them. */
  private void cancelQueued() {
    if (shuttingDown != null && !shutDown) {
      shutDown = true;
      writes.addLast(shuttingDown);
    }
    for (IoRequest request = writes.pollFirst(); request != null; request = writes.pollFirst()) {
      cancel(request);
    }
    queuedBytes = 0;
  }

  // ---- closing ----

  @Override
  void closeChannel() {
    listener = null;
    SocketChannel open = channel;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // The descriptor is gone whatever close reports, and nobody waits for what it reports.
        assert !open.isOpen() : e;
      }
    }
  }

  @Override
  final void abandon() {
    IoRequest request = connecting;
    if (request != null) {
      connecting = null;
      request.status = Errno.ECANCELED.negative();
      request.deliver();
    }
    cancelQueued();
    deliverAllFinished();
  }

  /** The channel under it; null before it is connected. */
  public final @Nullable SocketChannel channel() {
    return channel;
  }

  static int statusOf(Exception e) {
    if (e instanceof IOException io) {
      return Errno.of(io).negative();
    }
    if (e instanceof UvException known) {
      return known.errno().negative();
    }
    if (e instanceof UnsupportedAddressTypeException) {
      return Errno.EAFNOSUPPORT.negative();
    }
    if (e instanceof RuntimeException fault) {
      return Errno.of(fault).orElseThrow(() -> fault).negative();
    }
    throw new IllegalArgumentException(e);
  }

  /** A write after the writing side was shut down is a broken pipe to the system. */
  private static int writeStatusOf(Exception e) {
    return e instanceof ClosedChannelException ? Errno.EPIPE.negative() : statusOf(e);
  }
}
