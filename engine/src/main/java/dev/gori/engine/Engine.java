package dev.gori.engine;

import com.caoccao.javet.enums.JSRuntimeType;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.loader.IJavetLibLoadingListener;
import com.caoccao.javet.interop.loader.JavetLibLoader;
import com.caoccao.javet.interop.options.V8Flags;
import com.caoccao.javet.interop.options.V8RuntimeOptions;
import java.io.File;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * V8 in this process: loaded once, with flags that are sealed from then on. Any thread.
 *
 * <p>The flags: bytecode is kept because the drain function cannot be parsed again without natives
 * syntax; loop unrolling is off because unrolled inner loops lose the check that stops a runaway
 * program; a corrupt snapshot or code cache is rejected instead of run. The young generation begins
 * with 8 MB: from one or two, loading modules fills it again and again. More is inlined than V8
 * does by itself, where the budget ends in the midst of what one timer or one tick calls; still
 * more makes compilers wait for compiling.
 */
public final class Engine {
  private static final String FLAGS =
      "--no-flush-bytecode --no-turboshaft-loop-unrolling --verify-snapshot-checksum"
          + " --no-validate-asm --no-extensible-ro-snapshot --min-semi-space-size=8"
          + " --max-inlined-bytecode-size-cumulative=1600";

  private static @Nullable V8Host host;

  private Engine() {}

  /**
   * Loads V8. Later calls only check that the library is there: the first caller's flags are the
   * process's.
   */
  public static synchronized void load(EngineHome home, List<String> v8Flags) {
    load(home, v8Flags, false);
  }

  static synchronized V8Host load(EngineHome home, List<String> v8Flags, boolean snapshotMaker) {
    if (host == null) {
      JavetLibLoader.setLibLoadingListener(
          new IJavetLibLoadingListener() {
            @Override
            public File getLibPath(JSRuntimeType type) {
              return home.directory().toFile();
            }

            @Override
            public boolean isDeploy(JSRuntimeType type) {
              return false;
            }
          });
      V8Flags flags = V8RuntimeOptions.V8_FLAGS;
      StringBuilder custom = new StringBuilder(FLAGS);
      if (snapshotMaker) {
        custom.append(" --no-enable-lazy-source-positions");
        flags.setAllowNativesSyntax(true);
      }
      for (String flag : v8Flags) {
        custom.append(' ').append(flag);
      }
      flags.setCustomFlags(custom.toString()).setUseStrict(false);
      // An empty name makes ICU map the file that the ICU_DATA variable points at, lazily; a path
      // makes it read the file whole.
      flags.setIcuDataFile(System.getenv("ICU_DATA") != null ? "" : home.icuData().toString());
      Thrown.keepIdentity();
      host = V8Host.getV8I18nInstance();
    }
    return host;
  }

  static synchronized V8Host host() {
    if (host == null) {
      throw new IllegalStateException("V8 is not loaded");
    }
    return host;
  }
}
