package dev.gori.runtime.binding;

import dev.gori.engine.Binding;
import dev.gori.engine.HostArgs;
import dev.gori.loop.AdoptedSocket;
import dev.gori.loop.CLibrary;
import dev.gori.loop.ChildProcess;
import dev.gori.loop.Errno;
import dev.gori.loop.IpcStream;
import dev.gori.loop.PipeStream;
import dev.gori.loop.RawDescriptor;
import dev.gori.loop.UvException;
import dev.gori.loop.process.SocketPair;
import dev.gori.loop.process.Spawn;
import dev.gori.loop.process.StartedProcess;
import dev.gori.loop.process.SyncRun;
import dev.gori.runtime.Environment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Child processes: the Java half of {@code internal/child_process.js}. Loop thread only. */
public final class ProcessWrap {
  /** EXIT: code, signal. */
  private static final int EXIT = 1;

  private static final int DETACHED = 1;
  private static final int F_DUPFD_CLOEXEC = 1030;

  private ProcessWrap() {}

  /** Registers the functions of the {@code process_wrap} binding. */
  public static void register(Binding b, Environment env) {
    b.function(
            "prepare",
            a -> {
              prepare(env);
              return null;
            })
        .function("spawn", a -> spawn(env, a))
        .function("run", a -> run(env, a))
        .function("openChannel", a -> openChannel(env, a.integer(0)))
        .function("hasOwnStreams", a -> !env.streams().inherited())
        .function(
            "kill",
            a -> {
              of(env, a).process().kill(a.integer(1));
              return null;
            })
        .function(
            "ref",
            a -> {
              of(env, a).ref();
              return null;
            })
        .function(
            "unref",
            a -> {
              of(env, a).unref();
              return null;
            })
        .function(
            "close",
            a -> {
              int id = a.integer(0);
              of(env, a).close(() -> env.removeHandle(id));
              return null;
            });
  }

  /**
   * The first call of the C library links it, which takes 60 ms: while the program goes on. Not in
   * the build's training run, or the JVM's cache of classes would hold java.lang.foreign's, which
   * cost every start 4 ms and 2.4 MB.
   */
  private static void prepare(Environment env) {
    if (!env.isTraining()) {
      Thread.ofPlatform().daemon().name("gori C library").start(() -> CLibrary.invoke("getpid"));
    }
  }

  private static ChildProcess of(Environment env, HostArgs a) {
    return (ChildProcess) env.handle(a.integer(0));
  }

  /** The handle of the channel to the parent process, over a descriptor that was inherited. */
  private static int openChannel(Environment env, int number) {
    try {
      return new StreamWrap(env, AdoptedSocket.ipc(env.loop(), number)).id();
    } catch (UnsupportedOperationException e) {
      throw new UvException(Errno.ENOTSUP, "open");
    }
  }

  /**
   * Arguments: file, arguments, environment, folder, flags, user, group (-1 for the same), then a
   * word for each descriptor: {@code pipe}, {@code ipc}, {@code ignore}, {@code fd:N}, {@code
   * handle:N}. Returns the status (0 or a negative errno), the handle, the process id, and a handle
   * for each pipe, 0 for the others.
   */
  private static Object[] spawn(Environment env, HostArgs a) {
    env.isolate().filesChanged();
    String[] words = a.strings(7);
    int[] descriptors = new int[words.length];
    java.util.Arrays.fill(descriptors, Spawn.NONE);
    Object[] result = new Object[3 + words.length];
    java.util.Arrays.fill(result, 0);
    try {
      for (int i = 0; i < words.length; i++) {
        if (words[i].equals("pipe") || words[i].equals("ipc")) {
          SocketPair pair = SocketPair.open(words.length);
          descriptors[i] = pair.number();
          result[3 + i] =
              new StreamWrap(
                      env,
                      words[i].equals("ipc")
                          ? IpcStream.of(env.loop(), pair.channel())
                          : PipeStream.of(env.loop(), pair.channel()))
                  .id();
        } else {
          descriptors[i] = duplicate(env, words[i], words.length);
        }
      }
      int pid = describe(env, a, descriptors).start();
      if (pid < 0) {
        result[0] = pid;
        return result;
      }
      result[1] = watch(env, pid);
      result[2] = pid;
    } catch (UvException e) {
      result[0] = e.errno().negative();
    } catch (IOException e) {
      result[0] = Errno.of(e).negative();
    } finally {
      closeAll(descriptors);
    }
    return result;
  }

  private static int watch(Environment env, int pid) {
    int[] id = new int[1];
    ChildProcess child =
        new ChildProcess(
            env.loop(),
            new StartedProcess(pid),
            end -> env.completions().append(id[0], EXIT, end.code(), end.signal(), 0));
    id[0] = env.addHandle(child, child);
    return id[0];
  }

  private static Spawn describe(Environment env, HostArgs a, int[] descriptors) {
    return new Spawn(
        a.string(0),
        List.of(a.string(1).split("\0", -1)),
        List.of(a.strings(2)),
        folder(env, a),
        (a.integer(4) & DETACHED) != 0,
        a.integer(5),
        a.integer(6),
        descriptors);
  }

  private static Path folder(Environment env, HostArgs a) {
    String given = a.stringOrNull(3);
    if (given == null) {
      return env.workingDirectory();
    }
    if (given.isEmpty()) {
      throw new UvException(Errno.ENOENT, "chdir"); // as the kernel says
    }
    return env.resolve(given);
  }

  /** A number of the kernel, at least {@code atLeast}, for a word that stands for no pipe. */
  private static int duplicate(Environment env, String word, int atLeast) {
    if (word.equals("ignore")) {
      return Spawn.NONE;
    }
    int number = Integer.parseInt(word.substring(word.indexOf(':') + 1));
    if (word.startsWith("fd:") && number <= 2 && env.streams().inherited()) {
      return CLibrary.call("fcntl", number, F_DUPFD_CLOEXEC, atLeast);
    }
    if (word.startsWith("fd:")) {
      return env.files().duplicate(number, atLeast);
    }
    return CLibrary.call("fcntl", descriptorOf(env.handle(number)), F_DUPFD_CLOEXEC, atLeast);
  }

  /**
   * The number of the kernel for a stream or a server.
   *
   * @throws UvException ENOTSUP when the Java platform does not tell it
   */
  static int descriptorOf(Object wrap) {
    @Nullable Channel channel =
        wrap instanceof StreamWrap stream
            ? stream.stream().channel()
            : wrap instanceof ServerWrap<?> server ? server.server().channel() : null;
    int number = channel == null ? -1 : RawDescriptor.of(channel);
    if (number < 0) {
      throw new UvException(RawDescriptor.isAvailable() ? Errno.EBADF : Errno.ENOTSUP, "dup");
    }
    if (wrap instanceof StreamWrap stream) {
      stream.stream().share();
    }
    return number;
  }

  private static void closeAll(int[] descriptors) {
    for (int number : descriptors) {
      if (number >= 0) {
        CLibrary.invoke("close", number);
      }
    }
  }

  /**
   * Runs a child to its end. Arguments: as spawn's, then input bytes (or undefined), timeout in
   * milliseconds (0 for none), the most bytes of output, the signal to end it with. Returns the
   * status (0 or a negative errno), the process id, the exit code, the signal, and the output of
   * each pipe, undefined for the others.
   */
  private static @Nullable Object[] run(Environment env, HostArgs a) {
    env.isolate().filesChanged();
    String[] words = a.strings(7);
    int[] descriptors = new int[words.length];
    java.util.Arrays.fill(descriptors, Spawn.NONE);
    List<Integer> pipes = new ArrayList<>();
    try (SyncRun run = new SyncRun()) {
      int pid;
      try {
        for (int i = 0; i < words.length; i++) {
          if (words[i].equals("pipe")) {
            descriptors[i] = run.addPipe(words.length, i == 0 ? input(a) : null);
            pipes.add(i);
          } else {
            descriptors[i] = duplicate(env, words[i], words.length);
          }
        }
        pid = describe(env, a, descriptors).start();
      } catch (UvException e) {
        pid = e.errno().negative();
      } finally {
        closeAll(descriptors);
      }
      if (pid < 0) {
        return new Object[] {pid};
      }
      SyncRun.Result result;
      try {
        result = run.waitFor(pid, a.longInteger(9), a.number(10), a.integer(11), env::isStopping);
      } catch (UvException e) {
        return new Object[] {e.errno().negative()};
      }
      @Nullable Object[] values = new Object[4 + words.length];
      values[0] = result.error();
      values[1] = pid;
      StartedProcess.End end = result.end();
      values[2] = end == null ? 0 : end.code();
      values[3] = end == null ? 0 : end.signal();
      for (int i = 0; i < pipes.size(); i++) {
        if (pipes.get(i) != 0) {
          values[4 + pipes.get(i)] = run.output(i);
        }
      }
      return values;
    }
  }

  private static ByteBuffer input(HostArgs a) {
    return a.isUndefined(8) ? ByteBuffer.allocate(0) : a.bytes(8);
  }
}
