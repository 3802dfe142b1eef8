package dev.gori.runtime;

import dev.gori.engine.EngineHome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a home in the user's cache folder where the distribution's lacks the native library or the
 * snapshot, from what is inside the jars: the first start takes some seconds, later ones find it.
 * Any thread; safe for several processes at once.
 */
final class HomeMaker {
  private HomeMaker() {}

  static EngineHome cached(EngineHome incomplete) throws IOException, InterruptedException {
    Path folder = cacheFolder().resolve("home-" + Library.fingerprint());
    EngineHome home = new EngineHome(folder);
    if (home.isComplete()) {
      return home;
    }
    Files.createDirectories(folder.getParent());
    Path making = Files.createTempDirectory(folder.getParent(), "making-");
    EngineHome made = new EngineHome(making);
    extract("/" + made.library().getFileName(), made.library());
    Files.createSymbolicLink(made.icuData(), incomplete.icuData().toAbsolutePath());
    makeSnapshot(made);
    try {
      Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Another process was first; its home is as good.
      if (!Files.exists(home.snapshot())) {
        throw e;
      }
      delete(making);
    }
    return home;
  }

  private static Path cacheFolder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    return cache == null || cache.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".cache", "gori")
        : Path.of(cache, "gori");
  }

  private static void extract(String resource, Path target) throws IOException {
    try (InputStream in = HomeMaker.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("not on the class path: " + resource);
      }
      Files.copy(in, target);
    }
  }

  private static void makeSnapshot(EngineHome home) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SnapshotTool.class.getName(),
                    home.directory().toString()))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the V8 snapshot could not be made:\n" + output);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
