package dev.gori.loop;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/**
 * A Unix-domain socket between two processes over which descriptors travel besides bytes: libuv's
 * {@code uv_pipe_t} with {@code ipc}.
 *
 * <p>Where the Java platform does not tell the socket's number ({@link RawDescriptor}), bytes only.
 *
 * <p>Thread: loop thread only.
 */
public final class IpcStream extends StreamHandle {
  private static final int SOL_SOCKET = 1;
  private static final int SCM_RIGHTS = 1;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MSG_CMSG_CLOEXEC = 0x40000000;

  /** struct msghdr: name, its length, vector, its length, control, its length, flags. */
  private static final int HEADER_BYTES = 56;

  private static final int VECTOR_AT = 16;
  private static final int VECTOR_LENGTH_AT = 24;
  private static final int CONTROL_AT = 32;
  private static final int CONTROL_LENGTH_AT = 40;

  /** struct cmsghdr: length, level, type; then the numbers. */
  private static final int RIGHTS_HEADER_BYTES = 16;

  private static final int CONTROL_BYTES = 256;

  private final int number;
  private final MemorySegment header;
  private final MemorySegment vector;
  private final MemorySegment control;
  private final ArrayDeque<Integer> received = new ArrayDeque<>(1);

  private IpcStream(EventLoop loop, SocketChannel channel) {
    super(loop, channel);
    number = RawDescriptor.of(channel);
    Arena arena = Arena.ofAuto();
    header = arena.allocate(HEADER_BYTES, 8);
    vector = arena.allocate(16, 8);
    control = arena.allocate(CONTROL_BYTES, 8);
  }

  /** A stream over a connected channel, which belongs to the stream from now on. */
  public static IpcStream of(EventLoop loop, SocketChannel channel) {
    return new IpcStream(loop, channel);
  }

  @Override
  public String kind() {
    return "pipe";
  }

  @Override
  SocketChannel openChannel(SocketAddress address) {
    throw new IllegalStateException("an IPC channel is connected from the start");
  }

  /** A descriptor that came with what was read; -1 when there is none. The caller closes it. */
  public int takeDescriptor() {
    Integer first = received.pollFirst();
    return first == null ? -1 : first;
  }

  /**
   * Writes data with a descriptor, which must stay open until {@code done} is called.
   *
   * @param data at least one byte; belongs to the stream until {@code done} is called
   */
  public IoRequest write(ByteBuffer data, int descriptor, StatusCallback done) {
    IoRequest request = new IoRequest("write", this, data, null, done);
    request.descriptor = descriptor;
    return write(request);
  }

  @Override
  int readFrom(SocketChannel from, ByteBuffer into) throws IOException {
    if (number < 0) {
      return from.read(into);
    }
    prepare(into);
    header.set(ValueLayout.JAVA_LONG, CONTROL_AT, control.address());
    header.set(ValueLayout.JAVA_LONG, CONTROL_LENGTH_AT, CONTROL_BYTES);
    int count = CLibrary.invoke("recvmsg", number, header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (count == Errno.EAGAIN.negative() || count == Errno.EINTR.negative()) {
      return 0;
    }
    if (count < 0) {
      throw new UvException(Errno.of(count), "read");
    }
    takeRights(header.get(ValueLayout.JAVA_LONG, CONTROL_LENGTH_AT));
    if (count == 0) {
      return -1;
    }
    into.position(into.position() + count);
    return count;
  }

  private void takeRights(long length) {
    if (length >= RIGHTS_HEADER_BYTES
        && control.get(ValueLayout.JAVA_INT, 8) == SOL_SOCKET
        && control.get(ValueLayout.JAVA_INT, 12) == SCM_RIGHTS) {
      long end = Math.min(length, control.get(ValueLayout.JAVA_LONG, 0));
      for (long at = RIGHTS_HEADER_BYTES; at + 4 <= end; at += 4) {
        received.addLast(control.get(ValueLayout.JAVA_INT, at));
      }
    }
  }

  @Override
  void writeTo(SocketChannel to, ByteBuffer data, IoRequest request) throws IOException {
    if (request.descriptor < 0) {
      super.writeTo(to, data, request);
      return;
    }
    if (number < 0) {
      throw new UvException(Errno.ENOTSUP, "write");
    }
    prepare(data);
    control.set(ValueLayout.JAVA_LONG, 0, RIGHTS_HEADER_BYTES + 4);
    control.set(ValueLayout.JAVA_INT, 8, SOL_SOCKET);
    control.set(ValueLayout.JAVA_INT, 12, SCM_RIGHTS);
    control.set(ValueLayout.JAVA_INT, RIGHTS_HEADER_BYTES, request.descriptor);
    header.set(ValueLayout.JAVA_LONG, CONTROL_AT, control.address());
    header.set(ValueLayout.JAVA_LONG, CONTROL_LENGTH_AT, RIGHTS_HEADER_BYTES + 8);
    int count = CLibrary.invoke("sendmsg", number, header, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count == Errno.EAGAIN.negative() || count == Errno.EINTR.negative()) {
      return;
    }
    if (count < 0) {
      throw new UvException(Errno.of(count), "write");
    }
    request.descriptor = -1;
    data.position(data.position() + count);
  }

  /** Lets the header name the buffer's remaining bytes, which are outside of Java's heap. */
  private void prepare(ByteBuffer bytes) {
    MemorySegment memory = MemorySegment.ofBuffer(bytes);
    vector.set(ValueLayout.JAVA_LONG, 0, memory.address());
    vector.set(ValueLayout.JAVA_LONG, 8, bytes.remaining());
    header.set(ValueLayout.JAVA_LONG, VECTOR_AT, vector.address());
    header.set(ValueLayout.JAVA_LONG, VECTOR_LENGTH_AT, 1);
  }

  @Override
  void closeChannel() {
    super.closeChannel();
    for (Integer unused : received) {
      CLibrary.invoke("close", unused);
    }
    received.clear();
  }

  @Override
  boolean showsEndWithData() {
    return true;
  }
}
