package dev.gori.runtime.binding;

import dev.gori.engine.Binding;
import dev.gori.loop.Errno;
import dev.gori.loop.PipeServer;
import dev.gori.loop.PipeStream;
import dev.gori.runtime.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Unix-domain sockets and servers: the Java half of {@code internal/wrap/pipe.js}. Loop thread
 * only.
 */
public final class PipeWrap {
  private static final int READABLE = 1;
  private static final int WRITABLE = 2;

  private PipeWrap() {}

  /** Registers the functions of the {@code pipe_wrap} binding. */
  public static void register(Binding b, Environment env) {
    b.function("create", a -> new StreamWrap(env, new PipeStream(env.loop())).id())
        .function("createServer", a -> new ServerWrap<>(env, new PipeServer(env.loop())).id())
        .function(
            "bind",
            a -> {
              if (!isPath(a.string(1))) {
                return Errno.EINVAL.negative();
              }
              server(env.handle(a.integer(0))).bind(a.string(1));
              return 0;
            })
        .function("listen", a -> ((ServerWrap<?>) env.handle(a.integer(0))).listen(a.integer(1)))
        .function(
            "connect",
            a -> {
              if (!isPath(a.string(2))) {
                return Errno.EINVAL.negative();
              }
              StreamWrap wrap = StreamWrap.of(env, a);
              int request = a.integer(1);
              ((PipeStream) wrap.stream())
                  .connect(a.string(2), status -> wrap.connected(request, status));
              return 0;
            })
        .function("chmod", a -> chmod(server(env.handle(a.integer(0))), a.integer(1)));
  }

  /** The Java platform has no abstract sockets, whose names begin with NUL. */
  private static boolean isPath(String path) {
    return path.indexOf('\0') < 0;
  }

  private static PipeServer server(Object wrap) {
    return (PipeServer) ((ServerWrap<?>) wrap).server();
  }

  /** Lets everybody read or write the socket's file, as uv_pipe_chmod. */
  private static int chmod(PipeServer server, int mode) {
    String path = server.path();
    if (path == null) {
      return Errno.EBADF.negative();
    }
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(Path.of(path));
      if ((mode & READABLE) != 0) {
        permissions.addAll(
            Set.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ));
      }
      if ((mode & WRITABLE) != 0) {
        permissions.addAll(
            Set.of(
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_WRITE,
                PosixFilePermission.OTHERS_WRITE));
      }
      Files.setPosixFilePermissions(Path.of(path), permissions);
      return 0;
    } catch (IOException e) {
      return Errno.of(e).negative();
    }
  }
}
