package dev.gori.runtime;

import dev.gori.engine.Engine;
import dev.gori.engine.EngineHome;
import dev.gori.engine.Isolate;
import dev.gori.loop.LoopObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A running Node.js program.
 *
 * <pre>{@code
 * try (Program program = Program.builder().file(Path.of("server.js")).arguments("--port", "8080").start()) {
 *   int exitCode = program.waitFor();
 * }
 * }</pre>
 *
 * <p>Each program has a thread, a loop, a V8 isolate, a worker pool, a working folder and an
 * environment of its own; programs share nothing but V8's flags, which the first one of the process
 * sets. Thread-safe.
 */
public final class Program implements AutoCloseable {
  /**
   * V8 runs on a stack of its own size: it takes a megabyte by itself, and host calls come on top.
   * Virtual memory only.
   */
  private static final long STACK_BYTES = 64L << 20;

  private static final int STOPPED_CODE = 1;

  private final CompletableFuture<Environment> environment = new CompletableFuture<>();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final Thread thread;

  private Program(Builder builder) {
    thread = new Thread(null, () -> run(builder), "main", STACK_BYTES);
    thread.setDaemon(builder.daemon);
    thread.start();
  }

  /** Starts the description of a program. */
  public static Builder builder() {
    return new Builder();
  }

  private void run(Builder builder) {
    Environment created = null;
    try {
      long startNanos = System.nanoTime();
      EngineHome home = builder.home == null ? Home.locate() : new EngineHome(builder.home);
      // Loading V8 takes half of the start: the rest is made ready meanwhile.
      FutureTask<Void> engine =
          new FutureTask<>(() -> Engine.load(home, builder.configuration.v8Options), null);
      Thread.ofPlatform().name("engine loader").start(engine);
      created = new Environment(builder.configuration, builder.streams, home, startNanos);
      byte[] snapshot = Isolate.readSnapshot(home);
      engine.get();
      created.restore(snapshot);
      if (builder.inspector != null) {
        builder.inspector.accept(new InspectedProgram(created));
      }
      environment.complete(created);
      int code = created.run();
      if (builder.onExit != null) {
        // It ends the process, which waits for V8's threads; one that asks for a collection waits
        // for the isolate's thread.
        created.isolate().close();
        builder.onExit.accept(code);
      }
      created.close();
      created = null;
      exit.complete(code);
    } catch (Throwable e) {
      environment.completeExceptionally(e);
      if (created != null) {
        created.close();
      }
      exit.completeExceptionally(e);
    }
  }

  /**
   * Waits for the program to end.
   *
   * @return its exit code
   * @throws IllegalStateException the program could not be started, or Gori itself failed
   */
  public int waitFor() throws InterruptedException {
    try {
      return exit.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the program could not run: " + e.getCause(), e.getCause());
    }
  }

  /**
   * Waits for the program to end, for some time.
   *
   * @return its exit code
   * @throws TimeoutException it still runs
   */
  public int waitFor(long time, TimeUnit unit) throws InterruptedException, TimeoutException {
    try {
      return exit.get(time, unit);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the program could not run: " + e.getCause(), e.getCause());
    }
  }

  /** Completes with the exit code when the program has ended and given everything back. */
  public CompletableFuture<Integer> onExit() {
    return exit.copy();
  }

  /**
   * Stops the program where it is, a busy one too; no 'exit' event. Its exit code is 1. Returns at
   * once.
   */
  public void stop() {
    CompletableFuture<Void> unused = environment.thenAccept(e -> e.stop(STOPPED_CODE));
  }

  /** The number of V8 values that Java holds: the leak meter of the tests. */
  int references() {
    return environment.join().isolate().references();
  }

  /** Stops the program if it still runs, and waits until everything is given back. */
  @Override
  public void close() {
    stop();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Describes a program. Not thread-safe. */
  public static final class Builder {
    private final Configuration configuration = new Configuration();
    private StandardStreams streams = StandardStreams.inherit();
    private @Nullable Path home;
    private @Nullable IntConsumer onExit;
    private @Nullable Consumer<InspectedProgram> inspector;
    private boolean daemon;

    Builder() {
      configuration.environment.putAll(System.getenv());
    }

    /**
     * Runs a file: a path, relative to the working folder, with or without extension, or a folder
     * with an index.
     */
    public Builder file(Path file) {
      configuration.entry = Configuration.Entry.FILE;
      configuration.file = file.toString();
      return this;
    }

    /** Runs code, as {@code node -e} does. */
    public Builder code(String code) {
      configuration.entry = Configuration.Entry.EVAL;
      configuration.code = code;
      return this;
    }

    /** Runs code and prints its completion value, as {@code node -p} does. */
    public Builder printedCode(String code) {
      configuration.print = true;
      return code(code);
    }

    /** Runs what standard input holds. */
    public Builder standardInputCode() {
      configuration.entry = Configuration.Entry.STDIN;
      return this;
    }

    /** Runs what standard input holds and prints its completion value. */
    public Builder printedStandardInputCode() {
      configuration.print = true;
      return standardInputCode();
    }

    /** Runs a script of the nearest package.json, as {@code node --run} does. */
    public Builder packageScript(String name) {
      configuration.entry = Configuration.Entry.PACKAGE_SCRIPT;
      configuration.code = name;
      return this;
    }

    /** Sets process.argv from index 2 on. */
    public Builder arguments(String... arguments) {
      return arguments(List.of(arguments));
    }

    /** Sets process.argv from index 2 on; without a file, from index 1 on. */
    public Builder arguments(List<String> arguments) {
      configuration.arguments = List.copyOf(arguments);
      return this;
    }

    /** Modules to require before the program, as {@code -r} does. */
    public Builder preload(List<String> requests) {
      configuration.preload = List.copyOf(requests);
      return this;
    }

    /** Options that the program sees in process.execArgv. */
    public Builder execArguments(List<String> arguments) {
      configuration.execArguments = List.copyOf(arguments);
      return this;
    }

    /**
     * An option of the runtime by its long name, such as {@code --unhandled-rejections} and {@code
     * warn}.
     */
    public Builder option(String name, String value) {
      configuration.options.put(name, value);
      return this;
    }

    /** Sets process.env; without it, the program gets a copy of this process's. */
    public Builder environment(Map<String, String> environment) {
      configuration.environment.clear();
      configuration.environment.putAll(environment);
      return this;
    }

    /** Sets the working folder. */
    public Builder workingDirectory(Path directory) {
      configuration.workingDirectory = directory.toAbsolutePath().normalize();
      return this;
    }

    /** Sets the standard streams; without it, the program has those of this process. */
    public Builder streams(StandardStreams newStreams) {
      streams = newStreams;
      return this;
    }

    /**
     * Numbers of the kernel, above 2, that the program may use as file descriptors; they belong to
     * it from now on. Without {@code --add-opens java.base/sun.nio.ch=ALL-UNNAMED --add-opens
     * java.base/java.io=ALL-UNNAMED} it cannot.
     */
    public Builder descriptors(int... numbers) {
      configuration.descriptors = numbers.clone();
      return this;
    }

    /** Sets process.execPath: the command that starts this runtime. */
    public Builder execPath(String path) {
      configuration.execPath = path;
      return this;
    }

    /** Sets process.argv0. */
    public Builder argv0(String name) {
      configuration.argv0 = name;
      return this;
    }

    /**
     * V8 options such as {@code --max-old-space-size=512}; only the first program of a process can
     * set them.
     */
    public Builder v8Options(List<String> options) {
      configuration.v8Options.addAll(options);
      return this;
    }

    /**
     * The folder with the native library, the ICU data and the snapshot; without it, the
     * distribution's is found.
     */
    public Builder home(Path directory) {
      home = directory;
      return this;
    }

    /** Whether the JVM may exit while the program runs. */
    public Builder daemon(boolean isDaemon) {
      daemon = isDaemon;
      return this;
    }

    /** Who watches the program's loop; it may keep this program's inspector. */
    public Builder observer(LoopObserver observer) {
      return inspector(program -> program.loop().addObserver(observer));
    }

    /** Called on the program's thread before the program starts. */
    public Builder inspector(Consumer<InspectedProgram> listener) {
      Consumer<InspectedProgram> other = inspector;
      inspector = other == null ? listener : other.andThen(listener);
      return this;
    }

    /** Called on the program's thread as soon as the exit code is known. */
    public Builder onExitCode(IntConsumer listener) {
      onExit = listener;
      return this;
    }

    /** Starts the program. */
    public Program start() {
      configuration.environment.keySet().removeIf(name -> name.startsWith("GORI_INTERNAL_"));
      if (configuration.environment.containsKey("GORI_ICU_DATA")) {
        configuration.environment.remove("GORI_ICU_DATA");
        configuration.environment.remove("ICU_DATA");
      }
      return new Program(this);
    }
  }
}
