package dev.gori.runtime.binding;

import dev.gori.engine.Binding;
import dev.gori.engine.HostArgs;
import dev.gori.loop.AdoptedSocket;
import dev.gori.loop.Errno;
import dev.gori.loop.Handle;
import dev.gori.loop.IpcStream;
import dev.gori.loop.ReadListener;
import dev.gori.loop.ServerHandle;
import dev.gori.loop.StreamHandle;
import dev.gori.loop.TcpServer;
import dev.gori.loop.TcpStream;
import dev.gori.loop.UvException;
import dev.gori.runtime.Environment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A connected stream as JavaScript holds it; the other half is {@code
 * internal/wrap/stream_handle.js}, which repeats the event numbers.
 *
 * <p>Reads arrive as completion records with bytes in the arena. While an HTTP parser is attached
 * ({@link #consume}) the bytes go to the parser, and its events to JavaScript. Writes come as host
 * calls, which say what became of them, or as submissions, which are written when JavaScript
 * returns; a submission is only heard of again when it has to wait or fails.
 *
 * <p>Loop thread only.
 */
public final class StreamWrap implements Environment.Submission, ReadListener {
  /** READ: arena offset, length; kind and number of a handle that came with the bytes, or 0. */
  static final int READ = 1;

  static final int END = 2;

  /** READ_ERROR: errno. */
  static final int READ_ERROR = 3;

  /** WRITTEN: request (0 for submissions), status. */
  static final int WRITTEN = 4;

  /** SHUT_DOWN: request, status. */
  static final int SHUT_DOWN = 5;

  /** CONNECTED: request, status. */
  static final int CONNECTED = 6;

  /** CONNECTION: status, handle of the accepted stream. */
  static final int CONNECTION = 7;

  static final int CLOSED = 8;

  /**
   * HTTP: arena offset, length of a block of parser events, 1 when the parser has let go of the
   * stream, offset and length of what it left.
   */
  static final int HTTP = 9;

  /**
   * BLOCKED: a submission could not be written at once; a WRITTEN event with request 0 follows when
   * it is.
   */
  static final int BLOCKED = 10;

  private static final int TCP = 1;
  private static final int TCP_SERVER = 2;
  private static final int PIPE = 3;
  private static final int PIPE_SERVER = 4;

  /** Submission: bytes to write. */
  static final int SUBMIT_WRITE = 1;

  private final Environment env;
  private final StreamHandle stream;
  private final int id;
  private @Nullable HttpParserHandle parser;

  /** Submissions that wait for the system to take them. */
  private int waitingSubmissions;

  StreamWrap(Environment env, StreamHandle stream) {
    this.env = env;
    this.stream = stream;
    id = env.addHandle(this, stream);
  }

  int id() {
    return id;
  }

  StreamHandle stream() {
    return stream;
  }

  static StreamWrap of(Environment env, HostArgs a) {
    return (StreamWrap) env.handle(a.integer(0));
  }

  /** The functions that all kinds of streams have; the first argument is the handle. */
  public static void register(Binding b, Environment env) {
    b.function("readStart", a -> of(env, a).readStart())
        .function(
            "readStop",
            a -> {
              of(env, a).readStop();
              return null;
            })
        .function("write", a -> of(env, a).write(a.integer(1), a.bytes(2)))
        .function("adopt", a -> adopt(env, a.integer(0)))
        .function(
            "writeHandle",
            a -> of(env, a).writeHandle(a.integer(1), a.bytes(2), env.handle(a.integer(3))))
        .function(
            "shutdown",
            a -> {
              of(env, a).shutdown(a.integer(1));
              return null;
            })
        .function(
            "consume",
            a -> {
              of(env, a).consume((HttpParserHandle) env.handle(a.integer(1)));
              return null;
            })
        .function(
            "unconsume",
            a -> {
              of(env, a).parser = null;
              return null;
            })
        .function("ref", a -> HandleWrap.ref(env.handle(a.integer(0))))
        .function("unref", a -> HandleWrap.unref(env.handle(a.integer(0))))
        .function("close", a -> HandleWrap.close(env, a.integer(0)))
        .function(
            "flush",
            a -> {
              env.afterEntry();
              return null;
            });
  }

  // ---- reading

  private int readStart() {
    return stream.readStart(this);
  }

  private void readStop() {
    if (!stream.isClosing()) {
      stream.readStop();
    }
  }

  private void consume(HttpParserHandle to) {
    parser = to;
  }

  @Override
  public void onRead(ByteBuffer data) {
    HttpParserHandle to = parser;
    if (to != null) {
      parse(to, data);
      return;
    }
    int length = data.remaining();
    int kind = 0;
    int handle = 0;
    if (stream instanceof IpcStream channel) {
      int descriptor = channel.takeDescriptor();
      if (descriptor >= 0) {
        Handle adopted = AdoptedSocket.of(env.loop(), descriptor);
        kind = kindOf(adopted);
        handle = wrap(env, adopted);
      }
    }
    int offset = env.completions().putBytes(data);
    env.completions().append(id, READ, offset, length, kind, handle, 0, 0);
  }

  /** The kind and the number of the handle for a socket that another process has opened. */
  private static Object[] adopt(Environment env, int descriptor) {
    try {
      Handle adopted = AdoptedSocket.of(env.loop(), descriptor);
      return new Object[] {kindOf(adopted), wrap(env, adopted)};
    } catch (UnsupportedOperationException e) {
      throw new UvException(Errno.EINVAL, "open");
    }
  }

  private static int kindOf(Handle handle) {
    if (handle instanceof StreamHandle) {
      return handle instanceof TcpStream ? TCP : PIPE;
    }
    return handle instanceof TcpServer ? TCP_SERVER : PIPE_SERVER;
  }

  private static int wrap(Environment env, Handle handle) {
    if (handle instanceof StreamHandle stream) {
      return new StreamWrap(env, stream).id();
    }
    if (handle instanceof ServerHandle<?> server) {
      return new ServerWrap<>(env, server).id();
    }
    throw new IllegalArgumentException("not a socket: " + handle);
  }

  private void parse(HttpParserHandle to, ByteBuffer data) {
    int used = to.execute(data, env.loop().now());
    int length = to.events().size();
    if (!to.isStopped()) {
      if (length > 0) {
        int offset = env.completions().putBytes(to.events().block());
        env.completions().append(id, HTTP, offset, length, 0);
      }
      return;
    }
    // An upgrade or an error: what comes now is for somebody else to read.
    parser = null;
    int total = data.remaining();
    int offset = env.completions().reserveBytes(length + total);
    env.completions().arena().put(offset, to.events().block(), 0, length);
    env.completions().arena().put(offset + length, data, data.position(), total);
    env.completions().append(id, HTTP, offset, length, 1, offset + length, total, used);
  }

  @Override
  public void onEnd() {
    env.completions().append(id, END);
  }

  @Override
  public void onError(int errno) {
    env.completions().append(id, READ_ERROR, errno, 0, 0);
  }

  // ---- writing

  /**
   * Writes now as much as the system takes.
   *
   * @return 0 when all was written; the number of bytes that wait; or a negative errno. A WRITTEN
   *     event follows only when bytes wait.
   */
  private int write(int request, ByteBuffer data) {
    if (stream.isClosing()) {
      return Errno.EBADF.negative();
    }
    int status = stream.tryWrite(data);
    if (status < 0 && status != Errno.EAGAIN.negative()) {
      return status;
    }
    if (!data.hasRemaining()) {
      return 0;
    }
    int waiting = data.remaining();
    queue(request, data);
    return waiting;
  }

  /**
   * Writes bytes with a stream or a server, of which the other process gets a copy.
   *
   * @return how many bytes wait, which are all, or a negative errno; a WRITTEN event follows
   */
  private int writeHandle(int request, ByteBuffer data, Object handle) {
    if (stream.isClosing()) {
      return Errno.EBADF.negative();
    }
    int waiting = data.remaining();
    int descriptor;
    try {
      descriptor = ProcessWrap.descriptorOf(handle);
    } catch (UvException e) {
      return e.errno().negative();
    }
    ((IpcStream) stream).write(direct(data), descriptor, result -> written(request, result));
    return waiting;
  }

  private void queue(int request, ByteBuffer data) {
    stream.write(direct(data), result -> written(request, result));
  }

  /** A copy that outlives the call. */
  static ByteBuffer direct(ByteBuffer data) {
    return ByteBuffer.allocateDirect(data.remaining()).put(data).flip();
  }

  private void written(int request, int status) {
    if (request == 0) {
      waitingSubmissions--;
      if (status == 0 && waitingSubmissions > 0) {
        return;
      }
    }
    env.completions().append(id, WRITTEN, request, status, 0);
  }

  @Override
  public void execute(int type, int a, int b, ByteBuffer arena) {
    if (type != SUBMIT_WRITE || stream.isClosing()) {
      return;
    }
    arena.limit(a + b).position(a);
    try {
      stream.tryWrite(arena);
      if (arena.hasRemaining()) {
        // Nothing or not all was taken; if that is an error, this write meets it again and reports
        // it.
        if (waitingSubmissions++ == 0) {
          env.completions().append(id, BLOCKED);
        }
        queue(0, arena);
      }
    } finally {
      arena.clear();
    }
  }

  private void shutdown(int request) {
    stream.shutdown(status -> env.completions().append(id, SHUT_DOWN, request, status, 0));
  }

  void connected(int request, int status) {
    env.completions().append(id, CONNECTED, request, status, 0);
  }
}
