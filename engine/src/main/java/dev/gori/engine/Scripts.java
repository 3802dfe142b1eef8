package dev.gori.engine;

import com.caoccao.javet.exceptions.BaseJavetScriptingException;
import com.caoccao.javet.exceptions.JavetCompilationException;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.exceptions.JavetExecutionException;
import com.caoccao.javet.exceptions.JavetTerminatedException;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.V8ScriptOrigin;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.reference.V8Script;
import com.caoccao.javet.values.reference.V8ValueArray;
import com.caoccao.javet.values.reference.V8ValueFunction;
import com.caoccao.javet.values.reference.V8ValueObject;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Source to script or function, and the calls whose errors and time are watched. Those are the host
 * functions that enter JavaScript; their callers make sure that the stack has room. Isolate's
 * thread only.
 *
 * <p>What fails comes back as an array [1, thrown value, place]; what ran out of time as [2].
 */
final class Scripts {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int TIMED_OUT = 2;

  private final V8Runtime runtime;
  private final ControlBlock control;
  private @Nullable CodeCache codeCache;

  /** Until the first large source: looking at the folder would cost every program. */
  private @Nullable Supplier<@Nullable CodeCache> openCodeCache;

  Scripts(V8Runtime runtime, ControlBlock control) {
    this.runtime = runtime;
    this.control = control;
  }

  /**
   * (source, name, line offset, column offset, cached data, whether to produce some): undefined,
   * cached data or a failure.
   */
  @Nullable Object compile(LiveArgs a) throws JavetException {
    try (V8Script script = runtime.compileV8Script(a.string(0), bytes(a, 4), origin(a, 1), true)) {
      return a.bool(5) ? ByteBuffer.wrap(script.getCachedData()) : null;
    } catch (JavetCompilationException e) {
      return failure(e);
    }
  }

  /**
   * (source, name, line offset, column offset, cached data, milliseconds): [0, completion value] or
   * what went wrong.
   */
  V8Value run(LiveArgs a) throws JavetException {
    try (V8Script script = runtime.compileV8Script(a.string(0), bytes(a, 4), origin(a, 1), true)) {
      return watched(a.integer(5), () -> script.execute(true));
    } catch (JavetCompilationException e) {
      return failure(e);
    }
  }

  /**
   * (source, name, line offset, column offset, cached data, parameter names, extension objects …):
   * a function, or a failure. An extension object is a scope around the function, as {@code with}
   * makes one.
   */
  Object compileFunction(LiveArgs a) throws JavetException {
    V8ValueObject[] extensions = new V8ValueObject[Math.max(0, a.size() - 6)];
    for (int i = 0; i < extensions.length; i++) {
      extensions[i] = (V8ValueObject) a.value(i + 6);
    }
    try {
      return runtime.compileV8ValueFunction(
          a.string(0), bytes(a, 4), origin(a, 1), a.strings(5), extensions);
    } catch (JavetCompilationException e) {
      return failure(e);
    }
  }

  /** (source, name, parameter names): a function, or a failure; with the code cache's help. */
  Object compileStored(LiveArgs a) throws JavetException {
    String source = a.string(0);
    CodeCache.Entry stored = stored(source);
    Object compiled =
        compileModule(source, a.string(1), stored == null ? null : stored.code, a.strings(2));
    if (stored != null && compiled instanceof V8ValueFunction function) {
      stored.keep(function);
    }
    return compiled;
  }

  /** A function, or a failure. */
  Object compileModule(String source, String name, byte @Nullable [] code, String... parameters)
      throws JavetException {
    try {
      return compileFunction(source, name, code, parameters);
    } catch (JavetCompilationException e) {
      return failure(e);
    }
  }

  /** What the code cache has of a source; null when there is no cache. */
  CodeCache.@Nullable Entry stored(String source) {
    if (openCodeCache != null) {
      codeCache = openCodeCache.get();
      openCodeCache = null;
    }
    return codeCache == null ? null : codeCache.entry(source);
  }

  void codeCache(Supplier<@Nullable CodeCache> open) {
    openCodeCache = open;
  }

  boolean hasUnsavedCode() {
    return codeCache != null && codeCache.hasUnsaved();
  }

  void saveCode() throws JavetException {
    if (codeCache != null) {
      codeCache.save();
    }
  }

  /** A function. */
  V8Value compileFunction(String source, String name, byte @Nullable [] code, String... parameters)
      throws JavetException {
    return runtime.compileV8ValueFunction(
        source, code, new V8ScriptOrigin(name), parameters, new V8ValueObject[0]);
  }

  /** The code cache of a function, with what it has compiled lazily until now. */
  ByteBuffer functionCache(LiveArgs a) throws JavetException {
    return ByteBuffer.wrap(((V8ValueFunction) a.value(0)).getCachedData());
  }

  /**
   * (milliseconds, function, this, arguments …): as {@link #run}; a plain call does not tell the
   * place of a throw.
   */
  V8Value call(LiveArgs a) throws JavetException {
    V8Value[] arguments = new V8Value[a.size() - 3];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = a.value(i + 3);
    }
    V8ValueFunction function = (V8ValueFunction) a.value(1);
    V8Value thisValue = a.value(2);
    return watched(a.integer(0), () -> function.callExtended(thisValue, true, arguments));
  }

  /** JavaScript that runs; its value is closed by the receiver. */
  interface Execution {
    V8Value execute() throws JavetException;
  }

  /**
   * Runs JavaScript, for no longer than the given time if that is positive. Termination ends the
   * innermost JavaScript only: when it was not this call's deadline, the JavaScript around the host
   * call is ended too.
   */
  V8Value watched(int milliseconds, Execution execution) throws JavetException {
    Deadline deadline = milliseconds > 0 ? Deadline.start(runtime, milliseconds) : null;
    try (V8Value value = execution.execute()) {
      if (deadline != null && deadline.end()) {
        absorbTermination();
      }
      return array(runtime.createV8ValueInteger(DONE), value);
    } catch (JavetExecutionException e) {
      if (deadline != null && deadline.end()) {
        absorbTermination();
      }
      return failure(e);
    } catch (JavetTerminatedException e) {
      if (deadline != null && deadline.end()) {
        return array(runtime.createV8ValueInteger(TIMED_OUT));
      }
      runtime.terminateExecution();
      return runtime.createV8ValueUndefined();
    }
  }

  /** The deadline came when JavaScript had just ended: the request must not hit what runs next. */
  private void absorbTermination() throws JavetException {
    try {
      runtime.getExecutor("for (let i = 0; i < 1e6; i++);").executeVoid();
    } catch (JavetTerminatedException e) {
      // That was it.
    }
  }

  private V8ScriptOrigin origin(LiveArgs a, int at) {
    return new V8ScriptOrigin(a.string(at), a.integer(at + 1), a.integer(at + 2));
  }

  private static byte @Nullable [] bytes(LiveArgs a, int at) {
    if (a.isUndefined(at)) {
      return null;
    }
    ByteBuffer live = a.bytes(at);
    byte[] copy = new byte[live.remaining()];
    live.get(copy);
    return copy;
  }

  V8ValueArray failure(BaseJavetScriptingException e) throws JavetException {
    Thrown thrown = Thrown.of(e);
    try (V8Value value = thrown.value();
        V8Value place = runtime.createV8ValueString(String.join("\0", thrown.place()) + "\0")) {
      return array(
          runtime.createV8ValueInteger(FAILED),
          value == null ? runtime.createV8ValueUndefined() : value,
          place);
    }
  }

  /** An array, for a host function to return. */
  V8ValueArray array(V8Value... values) throws JavetException {
    V8ValueArray array = runtime.createV8ValueArray();
    if (values.length > 0) {
      // Not one by one, nor by push(), which a program may have changed.
      Object[] indexed = new Object[2 * values.length];
      for (int i = 0; i < values.length; i++) {
        indexed[2 * i] = runtime.createV8ValueInteger(i);
        indexed[2 * i + 1] = values[i];
      }
      array.set(indexed);
    }
    // What ran in between may have left another kind.
    control.setResultKind(ControlBlock.PLAIN);
    return array;
  }
}
