package dev.gori.runtime;

import dev.gori.engine.CodeCache;
import dev.gori.engine.EngineHome;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where V8's code of programs is kept: in the folder that NODE_COMPILE_CACHE names, else in the
 * user's cache folder. Any thread.
 */
final class CodeCacheFolder {
  private static final int SNAPSHOT_HEADER = 64;

  private CodeCacheFolder() {}

  /**
   * The code of large modules; null when NODE_DISABLE_COMPILE_CACHE or --no-code-cache says so, or
   * there is no folder.
   */
  static @Nullable CodeCache open(Configuration configuration, EngineHome home) {
    Path folder = folder(configuration, home, "");
    return folder == null ? null : CodeCache.open(folder);
  }

  /**
   * The folder that {@link #open} opens, which need not be there.
   *
   * @param directory where it is to be; empty for where the environment says
   */
  static @Nullable Path folder(Configuration configuration, EngineHome home, String directory) {
    String variant = isOff(configuration) ? null : variant(configuration, home);
    return variant == null ? null : folder(configuration.environment, directory, variant);
  }

  /** The folder for {@link StartRecord}s; null when there is to be none. */
  static @Nullable Path starts(Configuration configuration) {
    return isOff(configuration)
        ? null
        : folder(configuration.environment, "", "starts-" + Version.GORI);
  }

  private static boolean isOff(Configuration configuration) {
    return !configuration.environment.getOrDefault("NODE_DISABLE_COMPILE_CACHE", "").isEmpty()
        || configuration.options.containsKey("--no-code-cache");
  }

  /** Tells apart whose code V8 rejects; null when nobody can tell. */
  static @Nullable String variant(Configuration configuration, EngineHome home) {
    // V8 rejects what was made with other flags or another snapshot.
    try (FileInputStream file = new FileInputStream(home.snapshot().toFile())) {
      // V8's checksum of the whole is in its first bytes.
      return Version.GORI
          + "-"
          + Integer.toHexString(Arrays.hashCode(file.readNBytes(SNAPSHOT_HEADER)))
          + "-"
          + Integer.toHexString(configuration.v8Options.hashCode());
    } catch (IOException e) {
      return null; // somebody replaces the home
    }
  }

  private static @Nullable Path folder(
      Map<String, String> environment, String directory, String name) {
    String given =
        directory.isEmpty() ? environment.getOrDefault("NODE_COMPILE_CACHE", "") : directory;
    if (!given.isEmpty()) {
      return Path.of(given).toAbsolutePath().resolve("gori-" + name);
    }
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (!cache.isEmpty()) {
      return Path.of(cache).toAbsolutePath().resolve("gori").resolve("code-" + name);
    }
    String home = environment.getOrDefault("HOME", "");
    return home.isEmpty()
        ? null
        : Path.of(home).toAbsolutePath().resolve(".cache/gori/code-" + name);
  }
}
