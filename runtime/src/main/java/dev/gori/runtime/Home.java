package dev.gori.runtime;

import dev.gori.engine.EngineHome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the folder with what V8 needs, and makes one when there is none. Any thread. */
final class Home {
  private Home() {}

  static EngineHome locate() throws Exception {
    String given = System.getProperty("gori.home");
    if (given != null) {
      EngineHome home = new EngineHome(Path.of(given));
      if (home.isComplete() && Files.exists(home.snapshot())) {
        return home;
      }
    }
    Path beside = besideJar();
    if (beside != null) {
      EngineHome home = new EngineHome(beside);
      if (home.isComplete() && Files.exists(home.snapshot())) {
        return home;
      }
    }
    return HomeMaker.cached();
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
