package dev.gori.engine;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.options.V8RuntimeOptions;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.reference.V8Context;
import com.caoccao.javet.values.reference.V8ValueFunction;
import com.caoccao.javet.values.reference.V8ValueGlobalObject;
import com.caoccao.javet.values.reference.V8ValueObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the V8 snapshot of the JavaScript library: compiles every file, runs the first one, which
 * runs the rest.
 *
 * <p>Runs in a process of its own, at build time: its V8 accepts natives syntax, which the shipped
 * runtime's must not.
 */
public final class SnapshotMaker {
  private static final String[] PARAMETERS = {
    "exports", "require", "module", "internalBinding", "process"
  };

  /** npm packages declare the other names themselves. */
  private static final String[] PACKAGE_PARAMETERS = {"exports", "require", "module"};

  private SnapshotMaker() {}

  /**
   * Makes a snapshot.
   *
   * @param files builtin id to source; {@code internal/bootstrap/snapshot} is run with all others
   *     compiled
   * @param packages the alias tables of the npm packages among the files, as JSON
   * @param bindings the host functions
   * @param lenient whether a module that cannot be run is printed and left out
   */
  public static byte[] make(
      EngineHome home,
      Map<String, String> files,
      String packages,
      Bindings bindings,
      boolean lenient) {
    try (V8Runtime runtime =
        Engine.load(home, List.of(), true)
            .createV8Runtime(new V8RuntimeOptions().setCreateSnapshotEnabled(true))) {
      runtime.setLogger(QuietLogger.INSTANCE);
      try (V8ValueGlobalObject global = runtime.getGlobalObject()) {
        try (V8ValueObject compiled = runtime.createV8ValueObject()) {
          for (Map.Entry<String, String> file : files.entrySet()) {
            try (V8ValueFunction function = compile(runtime, file.getKey(), file.getValue())) {
              compiled.set(file.getKey(), function);
            }
          }
          global.set("__goriFiles", compiled);
        }
        global.set("__goriBindings", bindings.describe());
        global.set("__goriLayout", ControlBlock.layout());
        global.set("__goriPackages", packages);
        if (lenient) {
          global.set("__goriLenient", "");
        }
        exposeExtras(runtime, global);
        runtime
            .getExecutor(
                "try { __goriFiles['internal/bootstrap/snapshot']() } catch (e) { throw new"
                    + " Error(String(e) + e.stack) }")
            .setResourceName("node:internal/bootstrap/run")
            .executeVoid();
        if (lenient) {
          System.err.print(global.getString("__goriLenient"));
          global.delete("__goriLenient");
        }
      }
      return runtime.createSnapshot();
    } catch (JavetException e) {
      throw new EngineException("the snapshot could not be made: " + describe(e), e);
    }
  }

  private static String describe(JavetException e) {
    return e instanceof com.caoccao.javet.exceptions.BaseJavetScriptingException s
        ? String.valueOf(Thrown.of(s).value())
        : String.valueOf(e.getMessage());
  }

  private static V8ValueFunction compile(V8Runtime runtime, String id, String source)
      throws JavetException {
    return runtime.compileV8ValueFunction(
        source,
        null,
        runtime.getExecutor("").setResourceName("node:" + id).getV8ScriptOrigin(),
        id.startsWith("internal/npm/") ? PACKAGE_PARAMETERS : PARAMETERS,
        new V8ValueObject[0]);
  }

  /**
   * Finds V8's extras object, which holds the continuation-preserved embedder data functions, in
   * the native context.
   */
  private static void exposeExtras(V8Runtime runtime, V8ValueGlobalObject global)
      throws JavetException {
    try (V8ValueFunction probe = compile(runtime, "internal/bootstrap/probe", "return 1");
        V8Context context = probe.getContext()) {
      for (int i = 0; i < context.getLength(); i++) {
        @Nullable V8Value value = context.get(i);
        if (value instanceof V8ValueObject object
            && !(value instanceof V8ValueFunction)
            && object.hasOwnProperty("getContinuationPreservedEmbedderData")) {
          global.set("__goriExtras", object);
        }
        if (value != null) {
          value.close();
        }
      }
    }
  }
}
