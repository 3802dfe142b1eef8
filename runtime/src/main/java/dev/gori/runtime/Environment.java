package dev.gori.runtime;

import dev.gori.engine.AfterRounds;
import dev.gori.engine.Bindings;
import dev.gori.engine.CodeCache;
import dev.gori.engine.Completions;
import dev.gori.engine.EngineHome;
import dev.gori.engine.Isolate;
import dev.gori.loop.Check;
import dev.gori.loop.Errno;
import dev.gori.loop.EventLoop;
import dev.gori.loop.Handle;
import dev.gori.loop.Idle;
import dev.gori.loop.Prepare;
import dev.gori.loop.RunMode;
import dev.gori.loop.Timer;
import dev.gori.loop.files.FileSystem;
import dev.gori.runtime.inspector.HostPort;
import dev.gori.runtime.inspector.Inspector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One running program: its loop, its isolate, its handles and files. What Node calls an
 * Environment.
 *
 * <p>Loop thread only, but for {@link #stop}.
 */
public final class Environment implements Isolate.Host {
  /** Handles whose events {@code internal/bootstrap/main.js} receives. */
  private static final int TIMER_HANDLE = 1;

  private static final int CHECK_HANDLE = 2;
  private static final int PROCESS_HANDLE = 3;

  private static final int BEFORE_EXIT = 0;
  private static final int EXIT = 1;
  private static final int RECORD = 3;
  private static final int RECORD_END = 4;
  private static final int FACTS = 5;
  private static final int WHY = 6;

  /** V8 ran a task of its own: its microtasks and ticks are to be drained. */
  private static final int ENGINE_TASK = 2;

  /** Node's exit code when the inspector's address is in use. */
  private static final int INSPECTOR_CODE = 12;

  private static final long ENGINE_WORK_MILLIS = 1;
  private static final long CODE_SAVED_MILLIS = 3000;

  /** The exit code of a program that ran out of memory: what abort() gives. */
  private static final int OUT_OF_MEMORY_CODE = 134;

  private final Configuration configuration;
  private final StandardStreams streams;
  private final EngineHome home;
  private @Nullable LibraryModules library;
  private final EventLoop loop;
  private final Rounds rounds;
  private final FileSystem files;
  private final ModuleFiles moduleFiles;
  private final Timer timer;
  private final Check check;
  private final Idle idle;

  /** Runs the engine's own tasks, once an iteration. */
  private final Prepare engineTasks;

  /** Keeps the loop turning while V8 compiles in the background: nothing tells when it is done. */
  private final Timer engineWork;

  private int engineWorkCount;
  private @Nullable Inspector inspector;

  /** For a program that goes on: at the end of one that does not, its code is saved then. */
  private final Timer codeSaver;

  private @Nullable Isolate isolate;
  private final List<@Nullable Object> handles = new ArrayList<>();

  /** What each of them has in the loop; null: nothing. */
  private final List<@Nullable Handle> watchers = new ArrayList<>();

  private final ArrayDeque<FreeHandle> freeHandles = new ArrayDeque<>();
  private final long startNanos;
  private Path workingDirectory;
  private final Thread thread = Thread.currentThread();
  private InspectedProgram.@Nullable RecordListener recordListener;
  private String recordOptions = "";
  private String facts = "";
  private final List<Runnable> atEnd = new ArrayList<>();
  private boolean started;
  private volatile boolean stopping;
  private volatile boolean exited;
  private volatile int exitCode;

  /**
   * A number that is used again from the next iteration on: its last events may still be on their
   * way to JavaScript.
   */
  private record FreeHandle(int id, long iteration) {}

  /** What a kind of handle does with a submission of JavaScript. */
  @FunctionalInterface
  public interface Submission {
    /**
     * Executes it; {@code arena} holds bytes [a, a + b) for those that carry bytes, valid during
     * the call.
     */
    void execute(int type, int a, int b, ByteBuffer arena);
  }

  Environment(
      Configuration configuration, StandardStreams streams, EngineHome home, long startNanos) {
    this.configuration = configuration;
    this.streams = streams;
    this.home = home;
    this.startNanos = startNanos;
    workingDirectory = configuration.workingDirectory;
    loop = EventLoop.builder().poolSize(poolSize(configuration)).build();
    rounds = new Rounds(loop, (request, result) -> isolate().complete(request, result, null));
    files =
        streams.inherited()
            ? FileSystem.ofProcess(() -> workingDirectory.toString(), configuration.descriptors)
            : FileSystem.ofStreams(
                () -> workingDirectory.toString(),
                Channels.newChannel(streams.in()),
                Channels.newChannel(streams.out()),
                Channels.newChannel(streams.err()));
    moduleFiles = new ModuleFiles(configuration, home, files);
    configuration.prefetched = moduleFiles.hasPrefetched();
    for (int i = 0; i <= PROCESS_HANDLE; i++) {
      handles.add(this);
      watchers.add(null);
    }
    timer = new Timer(loop);
    check = new Check(loop);
    check.unref();
    idle = new Idle(loop);
    engineTasks = new Prepare(loop);
    engineTasks.unref();
    engineWork = new Timer(loop);
    codeSaver = new Timer(loop);
    codeSaver.unref();
  }

  /** Restores the isolate; what only asks for the bindings' names does without. */
  void restore(byte[] snapshot) {
    Bindings bindings = new Bindings();
    BindingList.declare(bindings, this);
    Isolate restored = Isolate.restore(snapshot, bindings, this);
    isolate = restored;
    restored.codeCache(() -> CodeCacheFolder.open(configuration, home));
    loop.batch(restored::deliver);
    engineTasks.start(restored::runTasks);
  }

  private static int poolSize(Configuration configuration) {
    String size = configuration.environment.get("UV_THREADPOOL_SIZE");
    if (size == null) {
      return 4;
    }
    int digits = 0;
    while (digits < size.length() && digits < 6 && Character.isDigit(size.charAt(digits))) {
      digits++;
    }
    int wanted = digits == 0 ? 0 : Integer.parseInt(size.substring(0, digits));
    return Math.clamp(wanted, 1, 1024);
  }

  /** Runs the program to its end and returns its exit code. */
  int run() {
    try {
      loop.updateTime();
      if (!openInspector()) {
        return INSPECTOR_CODE;
      }
      started = true;
      isolate().main(configuration.toJson());
      afterEntry();
      moduleFiles.endStart(isolate());
      codeCompiled();
      while (!stopped()) {
        loop.run(RunMode.DEFAULT);
        if (!stopped() && !loop.alive()) {
          emit(BEFORE_EXIT);
          if (!stopped() && !loop.alive()) {
            emit(EXIT);
            break;
          }
        }
      }
      if (isolate().isOutOfMemory()) {
        writeError(
            "\n"
                + "<--- Last few GCs --->\n\n\n"
                + "<--- JS stacktrace --->\n\n"
                + "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of"
                + " memory\n");
        return OUT_OF_MEMORY_CODE;
      }
      saveCode();
      if (library != null) {
        library.saveRecord(isolate());
      }
      if (inspector != null) {
        inspector.waitForDisconnect();
      }
      return exitCode;
    } finally {
      closeInspector();
      exited = true;
      List.copyOf(atEnd).forEach(Runnable::run);
    }
  }

  /** Listens for a debugger when the options say so; false when the address cannot be had. */
  private boolean openInspector() {
    Map<String, String> options = configuration.options;
    String mode =
        Stream.of("--inspect-brk", "--inspect-wait", "--inspect")
            .filter(options::containsKey)
            .findFirst()
            .orElse(null);
    if (mode == null) {
      return true;
    }
    HostPort address = HostPort.parse(options.getOrDefault(mode, ""));
    try {
      String file = workingDirectory.resolve(configuration.file).toString();
      boolean hasFile = configuration.entry == Configuration.Entry.FILE;
      inspector =
          new Inspector(
              loop,
              isolate(),
              address,
              json(hasFile ? configuration.file : "node[" + ProcessHandle.current().pid() + "]"),
              json(hasFile ? Path.of(file).toUri().toString() : "file://"),
              Version.NODE,
              line -> writeError(line + "\n"));
    } catch (IOException e) {
      writeError(
          "Starting inspector on %s:%d failed: %s%n"
              .formatted(address.host(), address.port(), Errno.of(e).message()));
      return false;
    }
    configuration.inspected = true;
    if (!mode.equals("--inspect")) {
      inspector.waitForClient(mode.equals("--inspect-brk"));
    }
    return true;
  }

  private static String json(String text) {
    StringBuilder json = new StringBuilder();
    Json.string(json, text);
    return json.toString();
  }

  private void closeInspector() {
    if (inspector != null) {
      try {
        inspector.close();
      } catch (IOException e) {
        writeError("The inspector could not be closed: " + e + "\n");
      }
      inspector = null;
    }
  }

  /** Whether a debugger is connected: what the console prints goes to it as well. */
  boolean isInspected() {
    return inspector != null && inspector.isConnected();
  }

  // ---- the loop's inspector

  void beginRecord(ByteBuffer memory, String options, InspectedProgram.RecordListener listener) {
    recordListener = listener;
    recordOptions = options;
    isolate().recordInto(memory);
    if (started) {
      emit(RECORD);
    } else {
      configuration.record = true;
    }
  }

  void endRecord() {
    emit(RECORD_END);
  }

  String facts() {
    emit(FACTS);
    return facts;
  }

  String why() {
    emit(WHY);
    return facts;
  }

  InspectedProgram.RecordListener recordListener() {
    return Objects.requireNonNull(recordListener, "no record");
  }

  String recordOptions() {
    return recordOptions;
  }

  void takeFacts(String json) {
    facts = json;
  }

  Thread thread() {
    return thread;
  }

  void onEnd(Runnable task) {
    atEnd.add(task);
  }

  void notAtEnd(Runnable task) {
    atEnd.remove(task);
  }

  /** Whether the program is to end where it is; any thread. */
  public boolean isStopping() {
    return stopping;
  }

  /** Work of V8's own threads, such as the compilation of WebAssembly, begins (1) or ends (-1). */
  void engineWork(int change) {
    engineWorkCount += change;
    if (engineWorkCount == 0) {
      engineWork.stop();
    } else if (!engineWork.isActive()) {
      engineWork.start(ENGINE_WORK_MILLIS, ENGINE_WORK_MILLIS, () -> emit(ENGINE_TASK));
    }
  }

  @Override
  public void codeCompiled() {
    if (!codeSaver.isActive() && (isolate().hasUnsavedCode() || moduleFiles.hasUnsaved())) {
      codeSaver.start(CODE_SAVED_MILLIS, 0, this::saveCode);
    }
  }

  private void saveCode() {
    isolate().saveCode();
    moduleFiles.save(isolate());
  }

  private boolean stopped() {
    return stopping || isolate().isTerminated();
  }

  private void emit(int event) {
    isolate().completions().append(PROCESS_HANDLE, event);
    isolate().deliver();
  }

  void close() {
    moduleFiles.close();
    loop.close();
    if (isolate != null) {
      isolate.close();
    }
    files.close();
  }

  // ---- what bindings use

  /** The program's event loop. */
  public EventLoop loop() {
    return loop;
  }

  /** The program's files and descriptors. */
  public FileSystem files() {
    return files;
  }

  /** What loading modules asks of the files. */
  ModuleFiles moduleFiles() {
    return moduleFiles;
  }

  /** The engine. */
  public Isolate isolate() {
    return Objects.requireNonNull(isolate, "no isolate");
  }

  /** Events for JavaScript. */
  public Completions completions() {
    return isolate().completions();
  }

  /** The standard streams. */
  public StandardStreams streams() {
    return streams;
  }

  /**
   * Keeps the code of modules in another folder from now on.
   *
   * @param directory where the folder is to be; empty for where the environment says
   * @return the folder; null when it cannot be used
   */
  @Nullable String useCodeCache(String directory) {
    isolate().saveCode();
    Path folder = CodeCacheFolder.folder(configuration, home, directory);
    CodeCache cache = folder == null ? null : CodeCache.open(folder);
    isolate().codeCache(() -> cache);
    return cache == null ? null : String.valueOf(folder);
  }

  /** Whether this is the build's training run; see LibraryModules. */
  public boolean isTraining() {
    return LibraryModules.recordFile() != null;
  }

  /** The library's modules that are not in the snapshot. */
  LibraryModules library() throws IOException {
    if (library == null) {
      library = LibraryModules.open(home);
    }
    return library;
  }

  Configuration configuration() {
    return configuration;
  }

  /** Nanoseconds since the program was started. */
  public long elapsedNanos() {
    return System.nanoTime() - startNanos;
  }

  /** process.cwd(): an absolute path. */
  public Path workingDirectory() {
    return workingDirectory;
  }

  /** process.chdir(): this program's only, the JVM's own folder cannot change. */
  public void workingDirectory(Path directory) {
    workingDirectory = directory;
  }

  /** A path of JavaScript, relative to the program's working folder. */
  public Path resolve(String path) {
    return workingDirectory.resolve(path);
  }

  /**
   * Gives a handle its number. Numbers of released handles are used again.
   *
   * @param watcher what it has in the loop; null: nothing
   */
  public int addHandle(Object handle, @Nullable Handle watcher) {
    FreeHandle free = freeHandles.peekFirst();
    if (free == null || free.iteration() == loop.iteration()) {
      handles.add(handle);
      watchers.add(watcher);
      return handles.size() - 1;
    }
    freeHandles.removeFirst();
    handles.set(free.id(), handle);
    watchers.set(free.id(), watcher);
    return free.id();
  }

  /** The loop's handles that JavaScript holds, by their numbers; null where there is none. */
  List<@Nullable Handle> watchers() {
    return Collections.unmodifiableList(watchers);
  }

  /** The handle of a number. */
  public Object handle(int id) {
    Object handle = id >= 0 && id < handles.size() ? handles.get(id) : null;
    if (handle == null) {
      throw new IllegalArgumentException("no handle " + id);
    }
    return handle;
  }

  /** The handle of a number, null when it was released: events and submissions may come late. */
  public @Nullable Object handleOrNull(int id) {
    return id >= 0 && id < handles.size() ? handles.get(id) : null;
  }

  /** Forgets a handle, once it is closed and JavaScript knows. */
  public void removeHandle(int id) {
    if (handles.get(id) != null) {
      handles.set(id, null);
      watchers.set(id, null);
      freeHandles.addLast(new FreeHandle(id, loop.iteration()));
    }
  }

  /** The program ends with this code: JavaScript stops where it is. */
  public void exit(int code) {
    // What was written before the exit is written.
    isolate().executeSubmissions(this::executeSubmission);
    exitCode = code;
    stopping = true;
    isolate().terminate();
    loop.stop();
  }

  /**
   * Ends the program from any thread, as process.exit(code) without events would; a program that
   * ended is left alone.
   */
  void stop(int code) {
    if (!exited) {
      exitCode = code;
      stopping = true;
      isolate().terminate();
      loop.stop();
    }
  }

  /** Writes to standard error at once, for reports that must not wait for a stream. */
  public void writeError(String text) {
    try {
      streams.err().write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      streams.err().flush();
    } catch (java.io.IOException e) {
      // Standard error is gone; there is nowhere left to say so.
      exitCode = Math.max(exitCode, 1);
    }
  }

  // ---- what the isolate asks for

  @Override
  public void submit(int request, String name, Callable<@Nullable Object> job) {
    long lastPoll = rounds.lastPoll();
    loop.work(
        name,
        job,
        (error, result) -> {
          if (result instanceof AfterRounds later) {
            rounds.complete(request, later, lastPoll);
          } else {
            isolate().complete(request, result, error);
          }
        });
  }

  @Override
  public long loopTime() {
    return loop.now();
  }

  @Override
  public void afterEntry() {
    isolate().executeSubmissions(this::executeSubmission);
    if (isolate().takeChanges()) {
      applyTimer();
      applyImmediates();
    }
  }

  private void executeSubmission(int handle, int type, int a, int b, ByteBuffer arena) {
    if (handleOrNull(handle) instanceof Submission submission) {
      submission.execute(type, a, b, arena);
    }
  }

  private void applyTimer() {
    double due = isolate().takeTimerDue();
    if (due < 0) {
      timer.stop();
    } else if (!Double.isNaN(due)) {
      timer.start(
          Math.max(0, (long) due - loop.now()),
          0,
          () -> isolate().completions().append(TIMER_HANDLE, 0));
    }
    if (isolate().timerKeepsAlive()) {
      timer.ref();
    } else {
      timer.unref();
    }
  }

  private void applyImmediates() {
    if (isolate().immediates() > 0) {
      if (!check.isActive()) {
        check.start(() -> isolate().completions().append(CHECK_HANDLE, 0));
      }
    } else {
      check.stop();
    }
    if (isolate().immediatesKeepingAlive() > 0) {
      if (!idle.isActive()) {
        idle.start(() -> {});
      }
    } else {
      idle.stop();
    }
  }
}
