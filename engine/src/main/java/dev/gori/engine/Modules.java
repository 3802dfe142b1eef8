package dev.gori.engine;

import com.caoccao.javet.exceptions.BaseJavetScriptingException;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.V8ScriptOrigin;
import com.caoccao.javet.interop.callback.IV8ModuleResolver;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.reference.IV8Module;
import com.caoccao.javet.values.reference.V8Module;
import com.caoccao.javet.values.reference.V8ValueObject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * V8's modules, by numbers that JavaScript chooses. JavaScript resolves, reads and lexes; here
 * modules are compiled, connected as it says, and run. Isolate's thread only.
 *
 * <p>Javet keeps modules by name and forgets some; so it never gets to know ours: what a module
 * imports stands in its own table, found by its script.
 */
final class Modules {
  /** Nothing has this name: Javet's own table is asked first. */
  private static final String NO_NAME = "\0";

  private record Entry(V8Module module, String name, Map<String, Integer> imports) {}

  private final V8Runtime runtime;
  private final Scripts scripts;
  private final Map<Integer, Entry> modules = new HashMap<>();
  private final Map<Integer, Entry> byScript = new HashMap<>();

  Modules(V8Runtime runtime, Scripts scripts) {
    this.runtime = runtime;
    this.scripts = scripts;
    runtime.setV8ModuleResolver(
        new IV8ModuleResolver() {
          @Override
          public String getAbsoluteResourceName(V8Runtime r, String name, IV8Module referrer) {
            return NO_NAME;
          }

          @Override
          public @Nullable IV8Module resolve(V8Runtime r, String name, IV8Module referrer)
              throws JavetException {
            return imported(name, referrer);
          }
        });
  }

  private @Nullable IV8Module imported(String specifier, IV8Module referrer) throws JavetException {
    Entry from = byScript.get(referrer.getScriptId());
    Integer target = from == null ? null : from.imports.get(specifier);
    Entry entry = target == null ? null : modules.get(target);
    return entry == null ? null : entry.module;
  }

  /** The name of the module that was compiled as this script; null if none was. */
  @Nullable String nameOf(int script) {
    Entry entry = byScript.get(script);
    return entry == null ? null : entry.name;
  }

  /**
   * (id, source, name, line offset, column offset, whether with the code cache's help): undefined,
   * or a failure.
   */
  @Nullable Object compile(LiveArgs a) throws JavetException {
    try {
      V8ScriptOrigin origin =
          new V8ScriptOrigin(a.string(2), a.integer(3), a.integer(4)).setModule(true);
      String source = a.string(1);
      CodeCache.Entry stored = a.bool(5) ? scripts.stored(source) : null;
      V8Module module =
          runtime.compileV8Module(source, stored == null ? null : stored.code, origin, true);
      runtime.removeV8Module(module);
      if (stored != null) {
        stored.keep(module);
      }
      Entry entry = new Entry(module, a.string(2), new HashMap<>());
      modules.put(a.integer(0), entry);
      byScript.put(module.getScriptId(), entry);
      return null;
    } catch (BaseJavetScriptingException e) {
      return scripts.failure(e);
    }
  }

  /**
   * (id, name, object): a module that exports the object's properties as they are now; it is
   * evaluated at once.
   */
  @Nullable Object create(LiveArgs a) throws JavetException {
    try (V8ValueObject exports = ((V8ValueObject) a.value(2)).toClone()) {
      V8Module module = runtime.createV8Module(a.string(1), exports);
      runtime.removeV8Module(module);
      modules.put(a.integer(0), new Entry(module, a.string(1), Map.of()));
      module.instantiate();
      close(module.evaluate(true));
      return null;
    }
  }

  /** (id, specifiers, ids of the modules that they mean): what the module's imports are. */
  @Nullable Object link(LiveArgs a) {
    Map<String, Integer> imports = entry(a).imports;
    String[] specifiers = a.strings(1);
    String[] targets = a.strings(2);
    for (int i = 0; i < targets.length; i++) {
      // An empty list and a list of one empty specifier look the same.
      imports.put(specifiers.length == 0 ? "" : specifiers[i], Integer.valueOf(targets[i]));
    }
    return null;
  }

  /** (id): undefined, or a failure. */
  @Nullable Object instantiate(LiveArgs a) throws JavetException {
    try {
      entry(a).module.instantiate();
      return null;
    } catch (BaseJavetScriptingException e) {
      return scripts.failure(e);
    }
  }

  /** (id): [0, promise of the evaluation], or a failure. Enters JavaScript. */
  V8Value evaluate(LiveArgs a) throws JavetException {
    V8Module module = entry(a).module;
    return scripts.watched(0, () -> module.evaluate(true));
  }

  /** (id): the module's namespace object. */
  V8Value namespace(LiveArgs a) throws JavetException {
    return entry(a).module.getNamespace();
  }

  /** (id): how far it is, as V8 numbers it. */
  int status(LiveArgs a) throws JavetException {
    return entry(a).module.getStatus();
  }

  /** (id): what its evaluation threw. */
  V8Value exception(LiveArgs a) throws JavetException {
    return entry(a).module.getException();
  }

  /** (id): the module is not named again; V8 keeps it as long as it is imported. */
  @Nullable Object release(LiveArgs a) throws JavetException {
    Entry entry = modules.remove(a.integer(0));
    if (entry != null) {
      if (entry.module.isSourceTextModule()) {
        byScript.remove(entry.module.getScriptId());
      }
      entry.module.close(true);
    }
    return null;
  }

  void close() throws JavetException {
    for (Entry entry : modules.values()) {
      entry.module.close(true);
    }
    modules.clear();
    byScript.clear();
  }

  private Entry entry(LiveArgs a) {
    Entry entry = modules.get(a.integer(0));
    if (entry == null) {
      throw new IllegalArgumentException("no module " + a.integer(0));
    }
    return entry;
  }

  private static void close(@Nullable V8Value value) throws JavetException {
    if (value != null) {
      value.close();
    }
  }
}
