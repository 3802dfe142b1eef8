package dev.gori.runtime.binding;

import dev.gori.loop.Errno;
import dev.gori.loop.Handle;
import dev.gori.loop.TcpStream;
import dev.gori.runtime.Environment;
import org.jspecify.annotations.Nullable;

/** What all handles of sockets have in common: references and closing. Loop thread only. */
final class HandleWrap {
  private HandleWrap() {}

  private static Handle handleOf(Object wrap) {
    // Not a pattern switch: the JVM would make a class for it while the first server starts.
    if (wrap instanceof StreamWrap stream) {
      return stream.stream();
    }
    if (wrap instanceof ServerWrap<?> server) {
      return server.server();
    }
    if (wrap instanceof UdpWrap udp) {
      return udp.socket();
    }
    throw new IllegalArgumentException("not a socket: " + wrap);
  }

  static @Nullable Object ref(Object wrap) {
    handleOf(wrap).ref();
    return null;
  }

  static @Nullable Object unref(Object wrap) {
    handleOf(wrap).unref();
    return null;
  }

  /** Closes a handle; a CLOSED event is its last. */
  static @Nullable Object close(Environment env, int id) {
    handleOf(env.handle(id)).close(() -> closed(env, id));
    return null;
  }

  /** Closes with a reset; 0 or a negative errno. */
  static int reset(Environment env, int id) {
    Handle handle = handleOf(env.handle(id));
    return handle instanceof TcpStream stream
        ? stream.closeReset(() -> closed(env, id))
        : Errno.ENOTSUP.negative();
  }

  private static void closed(Environment env, int id) {
    env.completions().append(id, StreamWrap.CLOSED);
    env.removeHandle(id);
  }
}
