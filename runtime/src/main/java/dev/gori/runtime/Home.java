package dev.gori.runtime;

import dev.gori.engine.EngineHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the folder with what V8 needs, and makes one when there is none. Any thread. */
final class Home {
  private Home() {}

  static EngineHome locate() throws IOException, InterruptedException {
    String given = System.getProperty("gori.home");
    Path folder = given == null ? besideJar() : Path.of(given);
    if (folder == null || !Files.exists(new EngineHome(folder).icuData())) {
      throw new IOException(
          "no home folder with V8's data was found"
              + (folder == null ? "" : " at " + folder)
              + "; the system property gori.home names it");
    }
    EngineHome home = new EngineHome(folder);
    return home.isComplete() ? home : HomeMaker.cached(home);
  }

  /** The folder {@code home} next to the folder of this class's jar: the distribution's layout. */
  private static @Nullable Path besideJar() {
    var source = Home.class.getProtectionDomain().getCodeSource();
    if (source == null || !"file".equals(source.getLocation().getProtocol())) {
      return null;
    }
    Path jar = Path.of(source.getLocation().getPath());
    Path jars = jar.getParent();
    Path distribution = jars == null ? null : jars.getParent();
    return distribution == null ? null : distribution.resolve("home");
  }
}
