package dev.gori.runtime;

import dev.gori.engine.Binding;
import dev.gori.loop.UvException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The standard streams: what kind each is, and writes that are done when they return. Loop thread
 * only.
 */
final class StdioBinding {
  private StdioBinding() {}

  static void register(Binding b, Environment env) {
    Kinds kinds = new Kinds(env);
    b.function("kind", a -> kinds.of(a.integer(0)))
        .function(
            "writeString",
            a -> {
              write(env, a.integer(0), a.string(1).getBytes(StandardCharsets.UTF_8));
              return null;
            })
        .function(
            "writeBytes",
            a -> {
              ByteBuffer data = a.bytes(1);
              byte[] copy = new byte[data.remaining()];
              data.get(copy);
              write(env, a.integer(0), copy);
              return null;
            })
        .function("windowSize", a -> Terminal.windowSize(a.integer(0)))
        .function(
            "setRawMode",
            a -> {
              Terminal.setRawMode(a.bool(0));
              return null;
            })
        .function("openInput", a -> StandardInput.open(env))
        .function(
            "readStart",
            a -> {
              ((StandardInput) env.handle(a.integer(0))).readStart();
              return null;
            })
        .function(
            "readStop",
            a -> {
              ((StandardInput) env.handle(a.integer(0))).readStop();
              return null;
            })
        .function(
            "ref",
            a -> {
              ((StandardInput) env.handle(a.integer(0))).ref(a.bool(1));
              return null;
            })
        .function(
            "closeInput",
            a -> {
              ((StandardInput) env.handle(a.integer(0))).close();
              return null;
            });
  }

  private static void write(Environment env, int fd, byte[] data) {
    OutputStream stream = fd == 2 ? env.streams().err() : env.streams().out();
    try {
      stream.write(data);
      stream.flush();
    } catch (IOException e) {
      throw UvException.of(e, "write");
    }
  }

  /**
   * The kinds of descriptors; those of the standard streams are remembered until something is
   * closed, for packages ask again and again whether standard error is a terminal. Loop thread.
   */
  private static final class Kinds {
    private final Environment env;
    private final @Nullable String[] known = new @Nullable String[3];
    private int closes;

    Kinds(Environment env) {
      this.env = env;
    }

    String of(int fd) {
      if (fd < 0 || fd >= known.length) {
        return kind(env, fd);
      }
      if (closes != env.files().closes()) {
        closes = env.files().closes();
        Arrays.fill(known, null);
      }
      String kind = known[fd];
      if (kind == null) {
        kind = kind(env, fd);
        known[fd] = kind;
      }
      return kind;
    }
  }

  /** FILE, PIPE, TTY, TCP or UNKNOWN, as libuv's uv_guess_handle says. */
  static String kind(Environment env, int fd) {
    if (!env.streams().inherited() && fd <= 2) {
      return "PIPE";
    }
    String target;
    try {
      target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
    } catch (IOException e) {
      return "INVALID";
    }
    if (target.startsWith("/dev/pts/")
        || target.startsWith("/dev/tty")
        || target.equals("/dev/console")) {
      return "TTY";
    }
    if (target.startsWith("pipe:") || target.startsWith("socket:")) {
      return "PIPE";
    }
    return target.startsWith("anon_inode:") ? "UNKNOWN" : "FILE";
  }
}
