package dev.gori.runtime.binding;

import dev.gori.engine.Binding;
import dev.gori.engine.HostArgs;
import dev.gori.loop.Async;
import dev.gori.loop.BlockingReader;
import dev.gori.loop.Errno;
import dev.gori.loop.ReadListener;
import dev.gori.loop.UvException;
import dev.gori.runtime.Environment;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Child processes, by java.lang.ProcessBuilder; events go to internal/child_process.js. Loop thread
 * only, but for the functions that block.
 */
public final class ProcessWrap {
  private static final int EXIT = 1;
  private static final int DATA = 2;
  private static final int END = 3;

  /** What the virtual machine adds to the number of the signal that ended a child. */
  private static final int SIGNALLED = 0x80;

  private static final int LAST_SIGNAL = 64;

  private final Environment env;
  private final Process process;
  private final Async exited;
  private final int id;

  private ProcessWrap(Environment env, Process process) {
    this.env = env;
    this.process = process;
    id = env.addHandle(this);
    exited = new Async(env.loop(), this::onExit);
    CompletableFuture<Void> unused = process.onExit().thenRun(exited::send);
  }

  /** Registers the functions. */
  public static void register(Binding b, Environment env) {
    b.function("spawn", a -> spawn(env, a))
        .function("pid", a -> (double) of(env, a).process.pid())
        .function(
            "ref",
            a -> {
              if (a.bool(1)) {
                of(env, a).exited.ref();
              } else {
                of(env, a).exited.unref();
              }
              return null;
            })
        .function("openOutput", a -> of(env, a).openOutput(a.integer(1)))
        .blocking(
            "write",
            a -> {
              OutputStream input = of(env, a).process.getOutputStream();
              byte[] bytes = new byte[a.bytes(1).remaining()];
              a.bytes(1).get(bytes);
              try {
                input.write(bytes);
                input.flush();
              } catch (IOException e) {
                throw UvException.of(e, "write");
              }
              return null;
            })
        .function(
            "closeInput",
            a -> {
              closeQuietly(of(env, a).process);
              return null;
            })
        .blocking("run", a -> run(env, a));
  }

  private static ProcessWrap of(Environment env, HostArgs a) {
    return (ProcessWrap) env.handle(a.integer(0));
  }

  private static void closeQuietly(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The child has gone: its input is closed already.
      process.isAlive();
    }
  }

  /**
   * (file, arguments, environment as name=value, folder, three words of standard streams): the
   * number of the handle.
   */
  private static int spawn(Environment env, HostArgs a) throws IOException {
    return new ProcessWrap(env, start(env, a)).id;
  }

  private static Process start(Environment env, HostArgs a) throws IOException {
    String file = a.string(0);
    List<String> command = new ArrayList<>();
    command.add(file);
    command.addAll(List.of(a.strings(1)));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> variables = builder.environment();
    variables.clear();
    for (String variable : a.strings(2)) {
      int equals = variable.indexOf('=', 1);
      if (equals > 0) {
        variables.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    Path folder = env.resolve(a.string(3));
    if (!Files.isDirectory(folder)) {
      throw new UvException(Errno.ENOENT, "spawn " + file, file);
    }
    builder.directory(folder.toFile());
    String[] streams = a.strings(4);
    builder.redirectInput(redirect(streams[0], true));
    builder.redirectOutput(redirect(streams[1], false));
    builder.redirectError(redirect(streams[2], false));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UvException(errno(e), "spawn " + file, file);
    }
  }

  private static ProcessBuilder.Redirect redirect(String word, boolean input) {
    return switch (word) {
      case "pipe" -> ProcessBuilder.Redirect.PIPE;
      case "inherit" -> ProcessBuilder.Redirect.INHERIT;
      case "ignore" ->
          input
              ? ProcessBuilder.Redirect.from(new File("/dev/null"))
              : ProcessBuilder.Redirect.DISCARD;
      default ->
          input
              ? ProcessBuilder.Redirect.from(new File(word))
              : ProcessBuilder.Redirect.appendTo(new File(word));
    };
  }

  /** The virtual machine's message ends with "error=2, No such file or directory". */
  private static Errno errno(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("error=2,")) {
      return Errno.ENOENT;
    }
    if (message.contains("error=13,")) {
      return Errno.EACCES;
    }
    if (message.contains("error=7,")) {
      return Errno.E2BIG;
    }
    return Errno.of(e);
  }

  private void onExit() {
    int status = process.exitValue();
    boolean signalled = status > SIGNALLED && status <= SIGNALLED + LAST_SIGNAL;
    env.completions()
        .append(id, EXIT, signalled ? 0 : status, signalled ? status - SIGNALLED : 0, 0);
    exited.close(() -> env.removeHandle(id));
  }

  /**
   * Starts reading the child's standard output (1) or error (2); the number of the handle of the
   * reader.
   */
  private int openOutput(int fd) {
    return new Output(env, fd == 1 ? process.getInputStream() : process.getErrorStream()).id;
  }

  /** One output of a child. Loop thread only. */
  private static final class Output implements ReadListener {
    private final Environment env;
    private final BlockingReader reader;
    private final int id;

    Output(Environment env, InputStream source) {
      this.env = env;
      id = env.addHandle(this);
      reader = new BlockingReader(env.loop(), source, "child output");
      reader.readStart(this);
    }

    @Override
    public void onRead(ByteBuffer data) {
      int length = data.remaining();
      int offset = env.completions().putBytes(data);
      env.completions().append(id, DATA, offset, length, 0);
    }

    @Override
    public void onEnd() {
      env.completions().append(id, END);
      reader.close(() -> env.removeHandle(id));
    }

    @Override
    public void onError(int errno) {
      onEnd();
    }
  }

  /**
   * Runs a child to its end: as spawn's arguments, then input bytes (or undefined), timeout in
   * milliseconds (0 for none), the most bytes of output, the signal to end it with. Gives exit
   * status, signal, pid, 1 if it timed out or 2 if there was too much output, and the outputs.
   */
  private static Object[] run(Environment env, HostArgs a) throws Exception {
    byte[] input = new byte[0];
    if (!a.isUndefined(5)) {
      input = new byte[a.bytes(5).remaining()];
      a.bytes(5).get(input);
    }
    Process process = start(env, a);
    Outputs outputs = new Outputs(process, a.number(7));
    feed(process, input);
    long timeout = a.longInteger(6);
    boolean ended = true;
    if (timeout > 0) {
      ended = process.waitFor(timeout, TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
    }
    int status = process.waitFor();
    outputs.join();
    boolean signalled = status > SIGNALLED && status <= SIGNALLED + LAST_SIGNAL;
    return new Object[] {
      signalled ? null : status,
      signalled ? status - SIGNALLED : null,
      (double) process.pid(),
      ended ? outputs.tooMuch ? 2 : 0 : 1,
      new String[] {latin1(outputs.out), latin1(outputs.err)}
    };
  }

  private static String latin1(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static void feed(Process process, byte[] input) {
    try (OutputStream stream = process.getOutputStream()) {
      stream.write(input);
    } catch (IOException e) {
      // The child did not want all of it, which its exit status tells.
      process.isAlive();
    }
  }

  /** Both outputs of a child, each read by a thread of its own. */
  private static final class Outputs {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    volatile boolean tooMuch;

    private final Thread first;
    private final Thread second;

    Outputs(Process process, double most) {
      first = read(process, process.getInputStream(), out, most);
      second = read(process, process.getErrorStream(), err, most);
    }

    private Thread read(
        Process process, InputStream source, ByteArrayOutputStream target, double most) {
      return Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                byte[] chunk = new byte[65536];
                try {
                  for (int n; (n = source.read(chunk)) >= 0; ) {
                    int room = (int) Math.min(n, most - target.size());
                    target.write(chunk, 0, room);
                    if (room < n) {
                      tooMuch = true;
                      process.destroy();
                      return;
                    }
                  }
                } catch (IOException e) {
                  // The child was ended while it wrote.
                  process.isAlive();
                }
              });
    }

    void join() throws InterruptedException {
      first.join();
      second.join();
    }
  }
}
