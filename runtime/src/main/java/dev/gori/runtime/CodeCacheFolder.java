package dev.gori.runtime;

import dev.gori.engine.CodeCache;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the code of large modules is kept: the folder that NODE_COMPILE_CACHE names, else one in
 * the user's cache folder. Any thread.
 */
final class CodeCacheFolder {
  private CodeCacheFolder() {}

  /** Null when NODE_DISABLE_COMPILE_CACHE or --no-code-cache says so, or there is no folder. */
  static @Nullable CodeCache open(Configuration configuration, String v8Version) {
    Map<String, String> environment = configuration.environment;
    if (!environment.getOrDefault("NODE_DISABLE_COMPILE_CACHE", "").isEmpty()
        || configuration.options.containsKey("--no-code-cache")) {
      return null;
    }
    // V8 rejects what another version or other flags made.
    String variant =
        Version.GORI
            + "-"
            + v8Version
            + "-"
            + Integer.toHexString(configuration.v8Options.hashCode());
    Path folder = folder(environment, variant);
    return folder == null ? null : CodeCache.open(folder);
  }

  private static @Nullable Path folder(Map<String, String> environment, String variant) {
    String given = environment.getOrDefault("NODE_COMPILE_CACHE", "");
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
