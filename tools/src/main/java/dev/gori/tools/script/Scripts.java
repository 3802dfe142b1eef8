package dev.gori.tools.script;

import com.caoccao.javet.enums.JSRuntimeType;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.exceptions.JavetExecutionException;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.loader.IJavetLibLoadingListener;
import com.caoccao.javet.interop.loader.JavetLibLoader;
import com.caoccao.javet.interop.options.V8RuntimeOptions;
import com.caoccao.javet.values.reference.V8ValueGlobalObject;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A V8 isolate for the build's own JavaScript. Belongs to the thread that {@link #run} makes.
 *
 * <p>The engine module cannot serve here: the build needs this one before it makes the engine, and
 * the engine's restores a snapshot of the library that is being checked.
 */
public final class Scripts {
  /** Parsers recurse; V8 crashes on small stacks instead of throwing. */
  private static final long STACK_BYTES = 64L << 20;

  private final V8Runtime runtime;

  private Scripts(V8Runtime runtime) {
    this.runtime = runtime;
  }

  /** What is done with an isolate. */
  @FunctionalInterface
  public interface Use<T> {
    T with(Scripts scripts) throws Exception;
  }

  /**
   * Makes an isolate, uses it on a thread of its own, and closes it.
   *
   * @param library the folder of V8's native library
   */
  public static <T> T run(Path library, Use<T> use) throws Exception {
    loadFrom(library);
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              try (V8Runtime runtime = V8Host.getV8I18nInstance().createV8Runtime()) {
                return use.with(new Scripts(runtime));
              }
            });
    new Thread(null, task, "scripts", STACK_BYTES).start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static void loadFrom(Path folder) {
    JavetLibLoader.setLibLoadingListener(
        new IJavetLibLoadingListener() {
          @Override
          public File getLibPath(JSRuntimeType type) {
            return folder.toFile();
          }

          @Override
          public boolean isDeploy(JSRuntimeType type) {
            return false;
          }
        });
    // No data file: nothing here formats dates or numbers, and what regular expressions need is
    // built in.
    V8RuntimeOptions.V8_FLAGS.setUseStrict(false).setIcuDataFile("");
  }

  /** Runs a script in the global scope. */
  public void load(String name, String source) throws JavetException {
    try {
      runtime.getExecutor(source).setResourceName(name).executeVoid();
    } catch (JavetExecutionException e) {
      throw readable(e);
    }
  }

  /** Calls a global function; the microtasks it leaves have run when this returns. */
  public void call(String function, Object... args) throws JavetException {
    try (V8ValueGlobalObject global = runtime.getGlobalObject()) {
      global.invokeVoid(function, args);
    } catch (JavetExecutionException e) {
      throw readable(e);
    }
  }

  /** Calls a global function that returns a string. */
  public String callForString(String function, Object... args) throws JavetException {
    try (V8ValueGlobalObject global = runtime.getGlobalObject()) {
      return global.invokeString(function, args);
    } catch (JavetExecutionException e) {
      throw readable(e);
    }
  }

  private static IllegalStateException readable(JavetExecutionException e) {
    return new IllegalStateException(
        e.getScriptingError().getMessage() + "\n" + e.getScriptingError().getStack(), e);
  }
}
