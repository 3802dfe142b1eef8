package dev.gori.engine;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.exceptions.JavetExecutionException;
import com.caoccao.javet.exceptions.JavetTerminatedException;
import com.caoccao.javet.interop.V8Locker;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.callback.IJavetDirectCallable;
import com.caoccao.javet.interop.callback.IJavetGCCallback;
import com.caoccao.javet.interop.callback.JavetCallbackContext;
import com.caoccao.javet.interop.callback.JavetCallbackType;
import com.caoccao.javet.interop.monitoring.V8HeapStatistics;
import com.caoccao.javet.interop.options.V8RuntimeOptions;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.primitive.V8ValueInteger;
import com.caoccao.javet.values.reference.V8ValueArray;
import com.caoccao.javet.values.reference.V8ValueArrayBuffer;
import com.caoccao.javet.values.reference.V8ValueFunction;
import com.caoccao.javet.values.reference.V8ValueGlobalObject;
import com.caoccao.javet.values.reference.V8ValueObject;
import com.caoccao.javet.values.reference.V8ValuePromise;
import com.caoccao.javet.values.reference.V8ValueReference;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A V8 isolate restored from the snapshot, and the boundary to it.
 *
 * <p>Belongs to the thread that created it, which needs a stack of several megabytes; only {@link
 * #terminate} may be called from other threads. JavaScript is entered through {@link #main} and
 * {@link #deliver} only; errors stay in JavaScript.
 */
public final class Isolate implements AutoCloseable {
  // V8's codes of promise rejection events.
  private static final int REJECTED_WITHOUT_HANDLER = 0;
  private static final int HANDLER_ADDED = 1;

  private static final V8Value[] NO_ARGS = new V8Value[0];
  private static final int TASKS_AT_ONCE = 4;
  private static final int HEAP_RESERVE = 256 << 20;

  /** JavaScript's one way into Java. Not a lambda: the JVM would make its class at every start. */
  private final class HostCall implements IJavetDirectCallable.NoThisAndResult<JavetException> {
    @Override
    public V8Value call(V8Value... args) throws JavetException {
      return hostCall(args);
    }
  }

  /** What the isolate's owner does for it. */
  public interface Host {
    /**
     * Runs a blocking function on the pool and hands its outcome to {@link Isolate#complete} on the
     * loop thread.
     *
     * @param name binding and function, such as {@code fs.open}
     */
    void submit(int request, String name, Callable<@Nullable Object> job);

    /** JavaScript has returned: the owner applies what it asked for. */
    void afterEntry();

    /** The loop's time in milliseconds. */
    long loopTime();

    /** Something was compiled whose code can be saved when the program has run for a while. */
    void codeCompiled();
  }

  /** What a result may measure to go through the arena. */
  private static final int SCRATCH_BYTES = 65536;

  private static final int SCRATCH_DOUBLES = 1024;

  private final V8Runtime runtime;
  private V8Locker locker;
  private final Bindings bindings;
  private final Host host;
  private final ControlBlock control = new ControlBlock();
  private final Completions completions = new Completions(control, this::deliver, this::growArena);
  private final Submissions submissions = new Submissions(control);
  private final LiveArgs args = new LiveArgs(control);
  private final Scripts scripts;
  private final Modules modules;
  private final Map<Integer, Object> outcomes = new HashMap<>();
  private final List<V8Value> rejections = new ArrayList<>();
  private final Map<Object, V8ValueFunction> recorded = new HashMap<>();
  private final V8ValueFunction deliverFunction;
  private final V8ValueFunction mainFunction;
  private final V8ValueFunction stackFunction;
  private final V8ValueFunction growFunction;
  private final V8Value undefined;
  private final Thread thread = Thread.currentThread();
  private @Nullable CompletableFuture<V8HeapStatistics> statistics;
  private @Nullable ByteBuffer recordMemory;
  private @Nullable IJavetGCCallback gcPrologue;
  private @Nullable IJavetGCCallback gcEpilogue;
  private final Object oneInterrupt = new Object();
  private CompletableFuture<?> lastInterrupt = CompletableFuture.completedFuture(null);
  private volatile boolean inJavaScript;
  private volatile boolean interrupting;
  private volatile boolean outOfMemory;
  private volatile boolean terminated;
  private long lastTaskTime;
  private boolean closed;

  private record Failure(Throwable error) {}

  private Isolate(V8Runtime runtime, Bindings bindings, Host host) throws JavetException {
    this.runtime = runtime;
    this.bindings = bindings;
    this.host = host;
    scripts = new Scripts(runtime, control);
    modules = new Modules(runtime, scripts);
    runtime.setLogger(QuietLogger.INSTANCE);
    locker = runtime.getV8Locker();
    undefined = runtime.createV8ValueUndefined();
    runtime.setNearHeapLimitCallback(
        (current, initial) -> {
          outOfMemory = true;
          runtime.terminateExecution();
          return current + HEAP_RESERVE;
        });
    runtime.setPromiseRejectCallback(
        (event, promise, value) -> {
          // A leaf: the values are kept for JavaScript to take after it has drained its microtasks.
          try {
            if (event.getCode() == HANDLER_ADDED && forgetLastRejection(promise)) {
              return;
            }
            rejections.add(runtime.createV8ValueInteger(event.getCode()));
            rejections.add(promise.toClone());
            rejections.add(value == null ? undefined : value.toClone());
          } catch (JavetException e) {
            throw new EngineException("a rejection was lost", e);
          }
          control.set(ControlBlock.REJECTIONS, 1);
        });
    try (V8ValueGlobalObject global = runtime.getGlobalObject();
        V8ValueFunction attach = global.get("__goriAttach");
        V8ValueFunction hostCall =
            runtime.createV8ValueFunction(
                new JavetCallbackContext(
                    "host", JavetCallbackType.DirectCallNoThisAndResult, new HostCall()));
        V8ValueArrayBuffer controlBuffer = runtime.createV8ValueArrayBuffer(control.memory());
        V8ValueArrayBuffer records = runtime.createV8ValueArrayBuffer(completions.recordMemory());
        V8ValueArrayBuffer arena = runtime.createV8ValueArrayBuffer(completions.arenaMemory());
        V8ValueArrayBuffer submitted =
            runtime.createV8ValueArrayBuffer(submissions.recordMemory());
        V8ValueArrayBuffer submitArena =
            runtime.createV8ValueArrayBuffer(submissions.arenaMemory());
        V8ValueObject entries =
            attach.callExtended(
                null,
                true,
                new V8Value[] {hostCall, controlBuffer, records, arena, submitted, submitArena})) {
      deliverFunction = entries.get("deliver");
      stackFunction = entries.get("stack");
      growFunction = entries.get("growArena");
      mainFunction = entries.get("main");
    }
  }

  /**
   * Makes an isolate from the snapshot of a home.
   *
   * @param snapshot the snapshot; made from the same bindings in the same order
   */
  public static Isolate restore(byte[] snapshot, Bindings bindings, Host host) {
    V8RuntimeOptions options = new V8RuntimeOptions();
    options.setSnapshotBlob(snapshot);
    try {
      return new Isolate(Engine.host().createV8Runtime(options), bindings, host);
    } catch (JavetException e) {
      throw new EngineException("V8 could not start", e);
    }
  }

  /** Reads the snapshot of a home. */
  public static byte[] readSnapshot(EngineHome home) throws IOException {
    // In pieces, which the stream copies without memory of its own: readAllBytes() would keep a
    // second snapshot in native memory.
    try (FileInputStream file = new FileInputStream(home.snapshot().toFile())) {
      byte[] snapshot = new byte[(int) file.getChannel().size()];
      int at = 0;
      while (at < snapshot.length) {
        int read = file.read(snapshot, at, Math.min(8192, snapshot.length - at));
        if (read < 0) {
          throw new EOFException(home.snapshot() + " became shorter");
        }
        at += read;
      }
      return snapshot;
    }
  }

  /** The records that the next {@link #deliver} hands to JavaScript. */
  public Completions completions() {
    return completions;
  }

  /**
   * Starts the program.
   *
   * @param configuration what JavaScript needs to know of the process, as JSON
   */
  public void main(String configuration) {
    try (V8Value text = runtime.createV8ValueString(configuration)) {
      enter(mainFunction, new V8Value[] {text});
    } catch (JavetException e) {
      throw new EngineException("main failed", e);
    }
  }

  private void growArena(ByteBuffer memory) {
    if (terminated) {
      return; // nobody will read it
    }
    try (V8ValueArrayBuffer buffer = runtime.createV8ValueArrayBuffer(memory)) {
      growFunction.callVoid(null, buffer);
    } catch (JavetException e) {
      throw new EngineException("the arena could not grow", e);
    }
  }

  /** Hands all completions to JavaScript in one call; does nothing when there are none. */
  public void deliver() {
    if (completions.isEmpty()) {
      return;
    }
    if (terminated) {
      completions.reset();
      return;
    }
    enter(deliverFunction, NO_ARGS);
    completions.reset();
    host.afterEntry();
  }

  private void enter(V8ValueFunction function, V8Value[] arguments) {
    control.setDouble(ControlBlock.ENTRY_LOOP_TIME, host.loopTime());
    control.setDouble(ControlBlock.ENTRY_WALL_TIME, System.currentTimeMillis());
    try {
      inJavaScript = true;
      function.callExtended(null, false, arguments);
    } catch (JavetTerminatedException e) {
      terminated = true;
    } catch (JavetExecutionException e) {
      throw new EngineException("an error left JavaScript: " + Thrown.of(e).value(), e);
    } catch (JavetException e) {
      throw new EngineException("JavaScript could not be entered", e);
    } finally {
      leave();
    }
  }

  /**
   * JavaScript has returned. Who asks for an interrupt now waits for V8's lock, which is this
   * thread's as long as it lives: it gets it for that moment.
   */
  private void leave() {
    inJavaScript = false;
    if (interrupting) {
      try {
        locker.close();
        while (interrupting) {
          Thread.onSpinWait();
        }
        locker = runtime.getV8Locker();
      } catch (JavetException e) {
        throw new EngineException("V8's lock was lost", e);
      }
    }
  }

  /** Hands the outcome of a request to JavaScript with the next delivery. Loop thread. */
  public void complete(int request, @Nullable Object result, @Nullable Throwable error) {
    if (error != null) {
      outcomes.put(request, new Failure(error));
      completions.append(0, request, 4, 0, 0);
    } else if (result == null) {
      completions.append(0, request, 0, 0, 0);
    } else if (result instanceof Integer n) {
      completions.append(0, request, 1, n, 0);
    } else if (result instanceof Boolean b) {
      completions.append(0, request, 2, b ? 1 : 0, 0);
    } else if (result instanceof byte[] b && b.length <= 65536) {
      completions.append(0, request, 3, completions.putBytes(ByteBuffer.wrap(b)), b.length);
    } else if (result instanceof ByteBuffer b && b.remaining() <= 65536) {
      int length = b.remaining();
      completions.append(0, request, 3, completions.putBytes(b), length);
    } else if (result instanceof double[] d && d.length <= SCRATCH_DOUBLES) {
      int offset = completions.reserveBytes(d.length * 8);
      for (int i = 0; i < d.length; i++) {
        completions.arena().putDouble(offset + i * 8, d[i]);
      }
      completions.append(0, request, 5, offset, d.length * 8);
    } else {
      outcomes.put(request, result);
      completions.append(0, request, 4, 0, 0);
    }
  }

  /** Executes what JavaScript has submitted. */
  public void executeSubmissions(Submissions.Executor executor) {
    submissions.execute(executor);
  }

  /** Whether JavaScript changed the native timer or the immediates since the last call. */
  public boolean takeChanges() {
    boolean changed = control.get(ControlBlock.CHANGES) != 0;
    control.set(ControlBlock.CHANGES, 0);
    return changed;
  }

  /**
   * The loop's time at which the native timer is due; negative when it is stopped. Reading resets
   * it to {@code NaN}: unchanged.
   */
  public double takeTimerDue() {
    double due = control.getDouble(ControlBlock.TIMER_DUE);
    control.setDouble(ControlBlock.TIMER_DUE, Double.NaN);
    return due;
  }

  /** Whether the native timer keeps the loop alive. */
  public boolean timerKeepsAlive() {
    return control.get(ControlBlock.TIMER_REF) != 0;
  }

  /** The number of immediates that wait. */
  public int immediates() {
    return control.get(ControlBlock.IMMEDIATES);
  }

  /** The number of immediates that keep the loop alive. */
  public int immediatesKeepingAlive() {
    return control.get(ControlBlock.IMMEDIATES_REF);
  }

  /** Stops JavaScript; it cannot be entered again. Any thread. */
  public void terminate() {
    terminated = true;
    runtime.terminateExecution();
  }

  /** Whether execution was stopped. */
  public boolean isTerminated() {
    return terminated;
  }

  /** Whether it was stopped because the heap limit was reached. */
  public boolean isOutOfMemory() {
    return outOfMemory;
  }

  /** The number of V8 values that Java holds: the leak meter. */
  public int references() {
    return runtime.getReferenceCount();
  }

  /** The number of V8 callback contexts that Java holds. */
  public int callbackContexts() {
    return runtime.getCallbackContextCount();
  }

  /**
   * Runs tasks that V8 has posted to this thread, a few at a time: finalization callbacks,
   * WebAssembly that was compiled meanwhile. Nothing tells when there are some, so the loop asks
   * once an iteration; iterations of the same millisecond ask for one only, for a busy server has
   * ten thousands of them a second.
   */
  public void runTasks() {
    if (terminated) {
      return;
    }
    long now = host.loopTime();
    int count = now == lastTaskTime ? 1 : TASKS_AT_ONCE;
    lastTaskTime = now;
    for (int i = 0; i < count; i++) {
      runtime.await();
    }
  }

  /**
   * Compiles a module of the library.
   *
   * @param code V8's code of the same source, if there is any
   * @return the function, for a host function to return
   */
  public Object compileFunction(
      String source, String name, byte @Nullable [] code, String... parameters) {
    try {
      return scripts.compileFunction(source, name, code, parameters);
    } catch (JavetException e) {
      throw new EngineException(name + " does not compile", e);
    }
  }

  /**
   * Compiles a CommonJS module of the program.
   *
   * @param code V8's code of the same source, if there is any
   * @return the function, or the failure that {@code internal/modules/compile.js} reads, for a host
   *     function to return
   */
  public Object compileModule(
      String source, String name, byte @Nullable [] code, String... parameters) {
    try {
      return scripts.compileModule(source, name, code, parameters);
    } catch (JavetException e) {
      throw new EngineException(name + " could not be compiled", e);
    }
  }

  /** Remembers what was compiled, for {@link #recordedCode}; a failure has no code. */
  public void recordCode(Object key, Object compiled) {
    if (compiled instanceof V8ValueFunction function) {
      try {
        V8ValueFunction before = recorded.put(key, function.toClone());
        if (before != null) {
          before.close();
        }
      } catch (JavetException e) {
        throw new EngineException("a function could not be kept", e);
      }
    }
  }

  /** V8's code of the recorded functions by their keys, with what they compiled since. */
  public Map<Object, byte[]> recordedCode() {
    Map<Object, byte[]> code = new HashMap<>();
    try {
      for (Map.Entry<Object, V8ValueFunction> entry : recorded.entrySet()) {
        try (V8ValueFunction function = entry.getValue()) {
          code.put(entry.getKey(), function.getCachedData());
        }
      }
    } catch (JavetException e) {
      throw new EngineException("V8's code could not be read", e);
    }
    recorded.clear();
    return code;
  }

  /** Gives up the recorded functions. */
  public void forgetRecordedCode() {
    try {
      for (V8ValueFunction function : recorded.values()) {
        function.close();
      }
    } catch (JavetException e) {
      throw new EngineException("a function could not be closed", e);
    }
    recorded.clear();
  }

  /**
   * Opens a session of V8's inspector; it must be closed before the isolate.
   *
   * @param waits whether {@link InspectorSession#waitForDebugger} will be called
   */
  public InspectorSession openInspector(
      String name, boolean waits, InspectorSession.Listener listener) {
    return new InspectorSession(runtime, name, waits, listener);
  }

  /**
   * Keeps the code of large sources from one run to the next.
   *
   * @param open called at the first large source; null for no cache
   */
  public void codeCache(Supplier<@Nullable CodeCache> open) {
    scripts.codeCache(open);
  }

  /** Whether {@link #saveCode} has something to do. */
  public boolean hasUnsavedCode() {
    return scripts.hasUnsavedCode();
  }

  /** Writes the code of large sources that were compiled since the last call. */
  public void saveCode() {
    try {
      scripts.saveCode();
    } catch (JavetException e) {
      throw new EngineException("V8's code could not be saved", e);
    }
  }

  /**
   * Asks for the stack of the JavaScript that is running, even if it never returns: V8 gathers heap
   * statistics at an interrupt, on the isolate's thread, and whoever waits for them is called
   * there. The receiver is called on that thread; not at all when JavaScript does not run, when it
   * is in a host call for longer than it is waited, or when V8 was faster than the registration:
   * ask again. Any thread.
   *
   * @param wanted asked on the isolate's thread: whether what runs is still what is meant
   */
  public void interruptForStack(BooleanSupplier wanted, Consumer<String> receiver) {
    synchronized (oneInterrupt) {
      interrupting = true;
      try {
        if (!inJavaScript || !lastInterrupt.isDone()) {
          return;
        }
        CompletableFuture<V8HeapStatistics> interrupt = runtime.getV8HeapStatistics();
        lastInterrupt = interrupt;
        CompletableFuture<V8HeapStatistics> unused =
            interrupt.whenComplete(
                (result, error) -> {
                  if (Thread.currentThread() == thread && wanted.getAsBoolean()) {
                    receiver.accept(stack());
                  }
                });
      } finally {
        interrupting = false;
      }
    }
  }

  /**
   * The stack of the JavaScript that has called Java, or was interrupted; a line for each frame.
   */
  private String stack() {
    try (V8Value text = stackFunction.callExtended(null, true, NO_ARGS)) {
      return text.toString();
    } catch (JavetException e) {
      throw new EngineException("no stack", e);
    }
  }

  /**
   * Tells JavaScript that the program has begun to change files: what it knows of them may not be
   * true any more. Any thread.
   */
  public void filesChanged() {
    control.set(ControlBlock.FILES_CHANGED, 1);
  }

  /** What JavaScript writes records of its callbacks into; before it is told to begin. */
  public void recordInto(ByteBuffer memory) {
    recordMemory = memory;
  }

  private V8ValueArrayBuffer recordMemory() throws JavetException {
    return runtime.createV8ValueArrayBuffer(
        Objects.requireNonNull(recordMemory, "nothing to record into"));
  }

  /**
   * Tells when V8 collects garbage: true when it begins, false when it has ended. JavaScript must
   * not be entered then.
   *
   * @param listener null: nobody is told any more
   */
  public void onGarbageCollection(@Nullable Consumer<Boolean> listener) {
    if (gcPrologue != null && gcEpilogue != null) {
      runtime.removeGCPrologueCallback(gcPrologue);
      runtime.removeGCEpilogueCallback(gcEpilogue);
      gcPrologue = null;
      gcEpilogue = null;
    }
    if (listener != null) {
      IJavetGCCallback prologue = (type, flags) -> listener.accept(true);
      IJavetGCCallback epilogue = (type, flags) -> listener.accept(false);
      runtime.addGCPrologueCallback(prologue);
      runtime.addGCEpilogueCallback(epilogue);
      gcPrologue = prologue;
      gcEpilogue = epilogue;
    }
  }

  /** Asks V8 to collect garbage. */
  public void collectGarbage() {
    runtime.lowMemoryNotification();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      deliverFunction.close();
      mainFunction.close();
      stackFunction.close();
      growFunction.close();
      for (V8Value value : rejections) {
        value.close();
      }
      forgetRecordedCode();
      modules.close();
      locker.close();
      runtime.close();
    } catch (JavetException e) {
      throw new EngineException("V8 could not be closed", e);
    }
  }

  private V8Value hostCall(V8Value... values) throws JavetException {
    int operation = control.get(ControlBlock.OPERATION);
    int request = control.get(ControlBlock.REQUEST);
    control.setResultKind(ControlBlock.PLAIN);
    try {
      int functionIndex = operation & ((1 << Bindings.FUNCTION_BITS) - 1);
      Binding binding = bindings.at(operation >>> Bindings.FUNCTION_BITS);
      HostFunction function = binding.function(functionIndex);
      args.of(values);
      if (request == 0) {
        return toV8(function.call(args));
      }
      CapturedArgs captured = args.capture();
      host.submit(request, binding.jobName(functionIndex), () -> function.call(captured));
      return undefined;
    } catch (Throwable e) {
      return error(e);
    }
  }

  private V8Value error(Throwable error) throws JavetException {
    control.setResultKind(ControlBlock.ERROR);
    return runtime.createV8ValueString(HostError.encode(error));
  }

  // Not one pattern switch: the JVM would make a class for it at every start.
  private V8Value toV8(@Nullable Object result) throws JavetException {
    if (result == null) {
      return undefined;
    }
    if (result instanceof V8Value v) {
      return v;
    }
    if (result instanceof Integer n) {
      return runtime.createV8ValueInteger(n);
    }
    if (result instanceof String s) {
      return runtime.createV8ValueString(s);
    }
    if (result instanceof Boolean b) {
      return runtime.createV8ValueBoolean(b);
    }
    if (result instanceof Double n) {
      return runtime.createV8ValueDouble(n);
    }
    if (result instanceof Long n) {
      return n == n.intValue()
          ? runtime.createV8ValueInteger(n.intValue())
          : runtime.createV8ValueDouble(n.doubleValue());
    }
    if (result instanceof byte[] bytes) {
      return bytes(bytes);
    }
    if (result instanceof double[] numbers) {
      return doubles(numbers);
    }
    if (result instanceof String[] strings) {
      return strings(strings);
    }
    if (result instanceof Object[] values) {
      return array(values);
    }
    if (result instanceof ByteBuffer bytes) {
      control.setResultKind(ControlBlock.BYTE_ARRAY);
      return arrayBuffer(bytes);
    }
    if (result instanceof BigInteger n) {
      return runtime.createV8ValueBigInteger(n);
    }
    if (result instanceof AfterRounds later) {
      return toV8(later.result());
    }
    throw new IllegalArgumentException("no JavaScript form of " + result.getClass());
  }

  private V8Value bytes(byte[] bytes) throws JavetException {
    if (bytes.length <= SCRATCH_BYTES && scratch(bytes.length, ControlBlock.SCRATCH_BYTES)) {
      completions.arena().put(control.get(ControlBlock.RANGES), bytes);
      return undefined;
    }
    control.setResultKind(ControlBlock.BYTE_ARRAY);
    return arrayBuffer(ByteBuffer.wrap(bytes));
  }

  private V8Value doubles(double[] numbers) throws JavetException {
    if (numbers.length <= SCRATCH_DOUBLES
        && scratch(numbers.length * 8, ControlBlock.SCRATCH_DOUBLES)) {
      int offset = control.get(ControlBlock.RANGES);
      for (int i = 0; i < numbers.length; i++) {
        completions.arena().putDouble(offset + i * 8, numbers[i]);
      }
      return undefined;
    }
    control.setResultKind(ControlBlock.DOUBLE_ARRAY);
    V8ValueArrayBuffer buffer = runtime.createV8ValueArrayBuffer(numbers.length * 8);
    if (numbers.length > 0) {
      buffer.fromDoubles(numbers);
    }
    return buffer;
  }

  /**
   * One string crosses; each element ends with a NUL, so that no element and one empty element
   * differ.
   */
  private V8Value strings(String[] strings) throws JavetException {
    control.setResultKind(ControlBlock.STRINGS);
    StringBuilder joined = new StringBuilder();
    for (String s : strings) {
      joined.append(s).append('\0');
    }
    return runtime.createV8ValueString(joined.toString());
  }

  /** Small results go through the arena, which costs less than a V8 value made for them. */
  private boolean scratch(int length, int kind) {
    int offset = completions.scratch(length);
    if (offset < 0) {
      return false;
    }
    control.setResultKind(kind);
    control.set(ControlBlock.RANGES, offset);
    control.set(ControlBlock.RANGES + 1, length);
    return true;
  }

  private V8ValueArrayBuffer arrayBuffer(ByteBuffer bytes) throws JavetException {
    int length = bytes.remaining();
    V8ValueArrayBuffer buffer = runtime.createV8ValueArrayBuffer(length);
    if (length > 0) {
      buffer.getByteBuffer().duplicate().put(bytes.duplicate());
    }
    return buffer;
  }

  private V8ValueArray array(@Nullable Object[] values) throws JavetException {
    V8Value[] elements = new V8Value[values.length];
    for (int i = 0; i < values.length; i++) {
      elements[i] = element(values[i] instanceof String[] strings ? (Object[]) strings : values[i]);
    }
    V8ValueArray array = scripts.array(elements);
    for (V8Value element : elements) {
      element.close();
    }
    return array;
  }

  private V8Value element(@Nullable Object value) throws JavetException {
    if (value instanceof Object[] nested) {
      return array(nested);
    }
    if (value instanceof byte[] bytes) {
      return arrayBuffer(ByteBuffer.wrap(bytes)); // one arena has no room for many
    }
    if (value instanceof double[]) {
      throw new IllegalArgumentException("an array of Float64Arrays");
    }
    return toV8(value);
  }

  /**
   * Registers the functions that need V8 values themselves; the binding's name is {@code engine}.
   *
   * @param isolate gives the isolate when a function is called
   */
  public static void register(Binding binding, Supplier<Isolate> isolate) {
    binding
        .function("compileScript", a -> isolate.get().scripts.compile((LiveArgs) a))
        .function("runScript", a -> isolate.get().scripts.run((LiveArgs) a))
        .function("compileFunction", a -> isolate.get().scripts.compileFunction((LiveArgs) a))
        .function(
            "compileStored",
            a -> {
              Object compiled = isolate.get().scripts.compileStored((LiveArgs) a);
              isolate.get().host.codeCompiled();
              return compiled;
            })
        .function("functionCache", a -> isolate.get().scripts.functionCache((LiveArgs) a))
        .function("callFunction", a -> isolate.get().scripts.call((LiveArgs) a))
        .function("takeOutcome", a -> isolate.get().takeOutcome(a.integer(0)))
        .function("takeRejections", a -> isolate.get().takeRejections())
        .function("promiseState", a -> promise(a).getState())
        .function("promiseResult", a -> promise(a).getResult())
        .function("requestHeapStatistics", a -> isolate.get().requestHeapStatistics())
        .function("heapStatistics", a -> isolate.get().heapStatistics())
        .function(
            "collectGarbage",
            a -> {
              isolate.get().collectGarbage();
              return null;
            })
        .function("recordMemory", a -> isolate.get().recordMemory())
        .function("moduleName", a -> isolate.get().modules.nameOf(a.integer(0)))
        .function("references", a -> isolate.get().references())
        .function("v8Version", a -> isolate.get().runtime.getVersion());
  }

  /**
   * Registers the functions of ES modules; the binding's name is {@code module_wrap}.
   *
   * @param isolate gives the isolate when a function is called
   */
  public static void registerModules(Binding binding, Supplier<Isolate> isolate) {
    binding
        .function(
            "compile",
            a -> {
              Object failure = isolate.get().modules.compile((LiveArgs) a);
              isolate.get().host.codeCompiled();
              return failure;
            })
        .function("create", a -> isolate.get().modules.create((LiveArgs) a))
        .function("link", a -> isolate.get().modules.link((LiveArgs) a))
        .function("instantiate", a -> isolate.get().modules.instantiate((LiveArgs) a))
        .function("evaluate", a -> isolate.get().modules.evaluate((LiveArgs) a))
        .function("namespace", a -> isolate.get().modules.namespace((LiveArgs) a))
        .function("status", a -> isolate.get().modules.status((LiveArgs) a))
        .function("exception", a -> isolate.get().modules.exception((LiveArgs) a))
        .function("release", a -> isolate.get().modules.release((LiveArgs) a));
  }

  private static V8ValuePromise promise(HostArgs a) {
    return (V8ValuePromise) ((LiveArgs) a).value(0);
  }

  private @Nullable Object takeOutcome(int request) throws Exception {
    Object outcome = outcomes.remove(request);
    if (outcome instanceof Failure failure) {
      throw failure.error() instanceof Exception e ? e : new IllegalStateException(failure.error());
    }
    return outcome;
  }

  /** A promise that gets its handler right after it was rejected, as most do, needs no mention. */
  private boolean forgetLastRejection(V8ValuePromise promise) throws JavetException {
    int last = rejections.size() - 3;
    if (last < 0
        || ((V8ValueInteger) rejections.get(last)).getValue() != REJECTED_WITHOUT_HANDLER
        || !promise.strictEquals((V8ValuePromise) rejections.get(last + 1))) {
      return false;
    }
    for (V8Value value : rejections.subList(last, last + 3)) {
      if (value instanceof V8ValueReference) {
        value.close();
      }
    }
    rejections.subList(last, last + 3).clear();
    return true;
  }

  private V8ValueArray takeRejections() throws JavetException {
    control.set(ControlBlock.REJECTIONS, 0);
    V8ValueArray array = runtime.createV8ValueArray();
    for (V8Value value : rejections) {
      array.push(value);
      if (value instanceof V8ValueReference) {
        value.close();
      }
    }
    rejections.clear();
    return array;
  }

  /** V8 answers at an interrupt, so not before JavaScript runs on: read it with the next call. */
  private @Nullable Object requestHeapStatistics() {
    statistics = runtime.getV8HeapStatistics();
    return null;
  }

  /** The answer to {@link #requestHeapStatistics}; null as long as there is none. */
  private double @Nullable [] heapStatistics() {
    V8HeapStatistics s = statistics == null ? null : statistics.getNow(null);
    if (s == null) {
      return null;
    }
    return new double[] {
      s.getTotalHeapSize(),
      s.getTotalHeapSizeExecutable(),
      s.getTotalPhysicalSize(),
      s.getTotalAvailableSize(),
      s.getUsedHeapSize(),
      s.getHeapSizeLimit(),
      s.getMallocedMemory(),
      s.getPeakMallocedMemory(),
      s.getDoesZapGarbage(),
      s.getNumberOfNativeContexts(),
      s.getNumberOfDetachedContexts(),
      s.getTotalGlobalHandlesSize(),
      s.getUsedGlobalHandlesSize(),
      s.getExternalMemory()
    };
  }
}
