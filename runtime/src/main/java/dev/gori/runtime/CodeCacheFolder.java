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
 * Where the code of large modules is kept: the folder that NODE_COMPILE_CACHE names, else one in
 * the user's cache folder. Any thread.
 */
final class CodeCacheFolder {
  private static final int SNAPSHOT_HEADER = 64;

  private CodeCacheFolder() {}

  /** Null when NODE_DISABLE_COMPILE_CACHE or --no-code-cache says so, or there is no folder. */
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
    Map<String, String> environment = configuration.environment;
    if (!environment.getOrDefault("NODE_DISABLE_COMPILE_CACHE", "").isEmpty()
        || configuration.options.containsKey("--no-code-cache")) {
      return null;
    }
    // V8 rejects what was made with other flags or another snapshot.
    String snapshot;
    try (FileInputStream file = new FileInputStream(home.snapshot().toFile())) {
      // V8's checksum of the whole is in its first bytes.
      snapshot = Integer.toHexString(Arrays.hashCode(file.readNBytes(SNAPSHOT_HEADER)));
    } catch (IOException e) {
      return null; // somebody replaces the home
    }
    String variant =
        Version.GORI
            + "-"
            + snapshot
            + "-"
            + Integer.toHexString(configuration.v8Options.hashCode());
    return folder(environment, directory, variant);
  }

  private static @Nullable Path folder(
      Map<String, String> environment, String directory, String variant) {
    String given =
        directory.isEmpty() ? environment.getOrDefault("NODE_COMPILE_CACHE", "") : directory;
    if (!given.isEmpty()) {
      return Path.of(given).toAbsolutePath().resolve("gori-" + variant);
    }
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (!cache.isEmpty()) {
      return Path.of(cache).toAbsolutePath().resolve("gori").resolve("code-" + variant);
    }
    String home = environment.getOrDefault("HOME", "");
    return home.isEmpty()
        ? null
        : Path.of(home).toAbsolutePath().resolve(".cache/gori/code-" + variant);
  }
}
